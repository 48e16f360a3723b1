import type { DestinationStream } from 'pino'

const levels: readonly (readonly [atLeast: number, word: string])[] = [
  [60, 'FATAL '],
  [50, 'ERROR '],
  [40, 'WARNING '],
]

/** A log for a terminal: one readable line an entry. A supervisor or a file gets the entries as JSON instead. */
export const plainLog = (write: (line: string) => void, timeZone: string): DestinationStream => ({
  write: (entry) => write(`${toPlainLine(entry, timeZone)}\n`),
})

/**
 * `14:55:42 ari: connected to Asterisk (app hotline)` from a JSON entry, time in `timeZone`. The stack of an error follows
 * on lines of its own. What is no entry stays as it is.
 */
export function toPlainLine(entry: string, timeZone: string): string {
  let fields: Readonly<Record<string, unknown>>
  try {
    fields = JSON.parse(entry)
  } catch {
    return entry.trimEnd()
  }
  const { level, time, part, msg, err, ...facts } = fields
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(new Date(String(time)))
  const severity = levels.find(([atLeast]) => Number(level) >= atLeast)?.[1] ?? ''
  const told = Object.entries(facts).map(([name, value]) => `${name} ${inline(value)}`)
  const error = err as { readonly message?: string; readonly stack?: string } | undefined
  return [
    `${clock} ${severity}${part ? `${part}: ` : ''}${msg ?? ''}`,
    told.length > 0 ? ` (${told.join(', ')})` : '',
    error ? `\n${error.stack ?? error.message ?? inline(err)}` : '',
  ].join('')
}

/** A line break within a value would look like another entry. */
const inline = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/[\r\n]+/g, ' ')

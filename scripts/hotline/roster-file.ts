import { parse } from 'yaml'

/** The revision that a roster in a file was made from: its first line says it. */
const originLine = /^# roster revision (\d{1,9})\r?\n/

/** null: the file does not say. */
export function rosterRevisionOf(text: string): number | null {
  const [, revision] = originLine.exec(text) ?? []
  return revision === undefined ? null : Number(revision)
}

/** The text with its revision as the first line, in place of the one that was there. */
export const withRosterRevision = (text: string, revision: number): string =>
  `# roster revision ${revision}\n${text.replace(originLine, '')}`

/** Id of the roster that a text is; null: it does not say. What can't be read at all has one that nothing has. */
export function rosterIdOf(text: string): string | null {
  try {
    const read: unknown = parse(text, { schema: 'failsafe' })
    const id = read !== null && typeof read === 'object' && 'id' in read ? read.id : null
    return typeof id === 'string' && id !== '' ? id : null
  } catch {
    // The server tells what is wrong with it, line by line.
    return '-'
  }
}

import { Temporal } from 'temporal-polyfill'
import type { CommandContext } from './command.ts'

/**
 * An instant as a person writes it, for the API: by the clocks of the hotline's zone (`2026-11-23 14:05`, `2026-11-23T14:05`),
 * or with an offset of its own.
 * @returns null where it is none, which is complained of; undefined where nothing was given.
 */
export function readInstant(
  written: string | undefined,
  option: string,
  { config: { timeZone }, complain }: Pick<CommandContext, 'config' | 'complain'>,
): string | null | undefined {
  if (written === undefined) return undefined
  try {
    const text = written.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T')
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) throw new RangeError('no date and time')
    const hasOffset = /(Z|[+-]\d\d:\d\d)$/i.test(text)
    const instant = hasOffset
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant()
    return instant.toString({ timeZone })
  } catch {
    complain(`--${option} ${written} is no instant: write 2026-11-23T14:05, by the clocks of ${timeZone}.`)
    return null
  }
}

import type { Instant } from '../../domain/instant.ts'

/** The calendar day of an instant, `YYMMDD`. */
export type LocalDay = (at: Instant) => string

/** The day as people in that IANA zone have it: a case opened at 00:30 in Shanghai belongs to that day, not to UTC's. */
export function localDayIn(zone: string): LocalDay {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: '2-digit',
    month: '2-digit',
    day: '2-digit',
  })
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return `${part.year}${part.month}${part.day}`
  }
}

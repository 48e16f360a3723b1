import { localDay } from '../../domain/clocks/local-time.ts'
import type { Instant } from '../../domain/instant.ts'

/** The calendar day of an instant, `YYMMDD`. */
export type LocalDay = (at: Instant) => string

/** The day as people in that IANA zone have it: a case opened at 00:30 in Shanghai belongs to that day, not to UTC's. */
export const localDayIn =
  (zone: string): LocalDay =>
  (at) =>
    localDay(at, zone)

import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Instant } from '../../domain/instant.ts'

/** Writes instants as ISO 8601 with the zone's offset at that instant: `2026-03-02T14:05:00.000+08:00`. */
export type IsoTime = { (at: Instant): string; (at: Instant | null): string | null }

/** @param zone IANA zone, valid (the configuration is checked at start). */
export const isoTime = (zone: string): IsoTime =>
  ((at: Instant | null) =>
    at === null
      ? null
      : Temporal.Instant.fromEpochMilliseconds(at).toString({
          timeZone: zone,
          fractionalSecondDigits: 3,
        })) as IsoTime

/** An instant in a query. A `+` that was not escaped arrives as a space; the offset is needed, for no zone is guessed. */
export const instantText = z
  .string()
  .transform((text) => text.replace(/ (?=\d\d:\d\d$)/, '+'))
  .pipe(z.iso.datetime({ offset: true, message: 'must be ISO 8601 with an offset, such as 2026-03-02T14:05:00+08:00' }))
  .transform((text) => Date.parse(text))

/**
 * Replaces the instants of a timeline line's `before` and `after` (the record holds numbers) by ISO 8601. Only keys that
 * name instants are touched: `due`, `from`, `until`, and whatever ends in `At`.
 */
export function withIsoTimes(value: unknown, iso: IsoTime): unknown {
  if (Array.isArray(value)) return value.map((one) => withIsoTimes(one, iso))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      typeof one === 'number' && /^(?:due|from|until)$|At$/.test(key) ? iso(one) : withIsoTimes(one, iso),
    ]),
  )
}

/** An instant in a body: ISO 8601 with an offset. */
export const instantField = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../domain/instant.ts'
import type { Roster } from '../../domain/roster/roster.ts'
import type { Days } from '../../domain/routing/routing-table.ts'
import { toLines } from './keep/write-value.ts'
import { withoutNulls } from './write-routing-table.ts'

/** Writes a roster as YAML; reading it again gives the same roster. `zone`: in whose clock its overrides are told. */
export function writeRoster({ overrides, rotations, ...roster }: Roster, zone: string): string {
  const told = (at: Instant): string => Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone: zone })
  return toLines(
    withoutNulls({
      id: roster.id,
      name: roster.name,
      covers: roster.covers,
      rotations: rotations.length === 0 ? null : rotations,
      shifts: roster.shifts.map((shift) => ({ ...shift, days: shortDays(shift.days) })),
      overrides: overrides.map((one) => ({
        ...one,
        from: told(one.from),
        until: told(one.until),
        at: told(one.at),
      })),
    }),
    { quotes: true },
  )
}

/** `1-5` for a row of days, as a person writes it. */
function shortDays(days: Days): Days | string {
  if (typeof days === 'string' || days.length < 3) return days
  const [first = 0] = days
  return days.every((day, place) => day === first + place) ? `${first}-${first + days.length - 1}` : days
}

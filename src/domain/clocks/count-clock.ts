/**
 * Promise to the citizen and to the unit alike: whether a clock runs day and night or only while the unit works is written
 * in the table, counted once when it starts, and can be added up by anybody.
 */
import type { CaseRecord } from '../case/case-record.ts'
import type { Decision } from '../decision.ts'
import { type Instant, minutes } from '../instant.ts'
import type { ClockRule, RoutingTable, ServiceWindow } from '../routing/routing-table.ts'
import type { DeadlineKind } from './deadline-kind.ts'
import { countServiceTime, type ServiceTime } from './service-time.ts'

/** A clock that is to run: for so many minutes from an instant on. */
export type ClockToCount = {
  readonly kind: DeadlineKind
  readonly from: Instant
  readonly minutes: number
  /** Unit whose clock it is; null: the centre's. */
  readonly unit: string | null
}

/** When it has run out, and what it counted; `service` null: day and night. */
export function countClock(
  { kind, from, minutes: length, unit }: ClockToCount,
  row: Pick<CaseRecord, 'category' | 'urgency'>,
  { table, zone }: Pick<Decision, 'table' | 'zone'>,
): { readonly due: Instant; readonly service: ServiceTime | null } {
  const window = clockWindow(table, { kind, unit, category: row.category, urgency: row.urgency })
  if (window === null) return { due: from + minutes(length), service: null }
  return countServiceTime(window, from, length, { zone, calendar: table.calendar })
}

/** The window in which a clock counts, by the first rule that fits; null: it counts day and night. */
export function clockWindow(
  { serviceTime, categories, windows }: Pick<RoutingTable, 'serviceTime' | 'categories' | 'windows'>,
  clock: Pick<ClockToCount, 'kind' | 'unit'> & Pick<CaseRecord, 'category' | 'urgency'>,
): ServiceWindow | null {
  const kindOfCategory = categories.find(({ id }) => id === clock.category)?.kind ?? null
  const fits = (rule: ClockRule): boolean =>
    rule.clock === clock.kind &&
    (rule.unit === null || rule.unit === clock.unit) &&
    (rule.category === null || rule.category === clock.category) &&
    (rule.categoryKind === null || rule.categoryKind === kindOfCategory) &&
    (rule.urgency === null || rule.urgency === clock.urgency)
  const id = serviceTime.find(fits)?.window ?? null
  return id === null ? null : (windows.find((window) => window.id === id) ?? null)
}

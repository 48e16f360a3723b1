import { approvedCalendar, type ComparedDay, compareCalendar } from '../../domain/routing/holidays.ts'
import type { CalendarDay } from '../../domain/routing/routing-table.ts'
import type { DraftStore } from '../ports/draft-store.ts'
import type { HolidaySource } from '../ports/holiday-source.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { tableOf } from './table-of.ts'

export type HolidaysShown =
  | {
      readonly ok: true
      readonly source: string
      readonly days: readonly ComparedDay[]
      /** Whole calendar of the table with the differences approved: what a draft would say. */
      readonly calendar: readonly CalendarDay[]
      /** What it was compared with: the draft (its revision), or where there is none the published table. */
      readonly version: number
      readonly revision: number | null
    }
  | { readonly ok: false; readonly reason: 'noVersion' | 'noHolidays' }

/** Shows a year's announced days beside the table's calendar. Nothing is changed: approving is an edit of the draft. */
export async function showHolidays(
  deps: {
    readonly store: Pick<RoutingStore, 'current' | 'version'>
    readonly drafts: DraftStore
    readonly holidays: HolidaySource
  },
  year: number,
): Promise<HolidaysShown> {
  const draft = await tableOf(deps, 'draft')
  const found = draft.ok ? draft : await tableOf(deps, 'published')
  if (!found.ok) return { ok: false, reason: 'noVersion' }
  const announced = deps.holidays.year(year)
  if (announced === null) return { ok: false, reason: 'noHolidays' }
  const days = compareCalendar(found.table, year, announced)
  return {
    ok: true,
    source: deps.holidays.name,
    days,
    calendar: approvedCalendar(found.table, days),
    version: found.version,
    revision: found.revision,
  }
}

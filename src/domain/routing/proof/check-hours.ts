import { localDayOf } from '../../clocks/local-day.ts'
import { type AnnouncedDay, compareCalendar } from '../holidays.ts'
import type { Days } from '../routing-table.ts'
import { findingOf, isUnseen, type Looking, type ProofFinding } from './finding.ts'

/** Windows that somebody counts on and that are closed all the time. */
export function checkWindowsOpen(looking: Looking): readonly ProofFinding[] {
  const { windows, lines, numbers, routes } = looking.coverage.rules.table
  const used = new Set([...lines, ...numbers, ...routes].map(({ window }) => window))
  return windows.flatMap(({ id }, index) =>
    used.has(id) && isUnseen(looking.coverage.open(id), looking)
      ? [
          findingOf(
            {
              code: 'windowNeverOpen',
              severity: 'warning',
              path: `windows[${index}]`,
              text: 'windowNeverOpen',
              values: { window: id },
            },
            looking,
          ),
        ]
      : [],
  )
}

/**
 * Announced holidays and moved working days that the calendar does not have, as long as hours or shifts go by it.
 * @param announced of the years that are looked at, as far as they are announced.
 */
export function checkCalendar(announced: readonly AnnouncedDay[], looking: Looking): readonly ProofFinding[] {
  const { table, duty, zone } = looking.coverage.rules
  const kept = [...table.windows.flatMap(({ frames }) => frames), ...duty.rosters.flatMap(({ shifts }) => shifts)]
  if (!kept.some(({ days }) => goesByCalendar(days))) return []
  const [first, last] = [localDayOf(looking.from, zone).date, localDayOf(looking.until - 1, zone).date]
  const years = [...new Set(announced.map(({ date }) => date.slice(0, 4)))].sort()
  return years.flatMap((year) => {
    const days = compareCalendar(
      table,
      Number(year),
      announced.filter(({ date }) => date.startsWith(year)),
    )
    const open = days.filter(
      ({ date, difference }) =>
        (difference === 'missing' || difference === 'otherKind') && date >= first && date <= last,
    )
    const [next] = open
    if (next === undefined) return []
    const values = { year, count: open.length, date: next.date }
    const about = { code: 'calendarNotApproved', severity: 'warning', path: 'calendar' } as const
    return [findingOf({ ...about, text: 'calendarNotApproved', values }, looking)]
  })
}

const goesByCalendar = (days: Days): boolean => typeof days === 'string'

import type { Days } from '../routing-table.ts'
import { checkOneOf } from './check-categories.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** Days of the week, each once, or the words for those that are worked and the others. */
export function checkDays(blame: Blame, path: TablePath, days: Days): void {
  if (typeof days === 'string') return checkOneOf(blame, path, days, ['workdays', 'daysOff'])
  if (days.length === 0) blame(path, 'daysNeeded')
  days.forEach((day, index) => {
    if (!Number.isInteger(day) || day < 1 || day > 7) {
      blame([...path, index], 'notADay', { day: quote(day) })
    }
  })
  if (new Set(days).size < days.length) blame(path, 'dayTwice', { days: quote(days) })
}

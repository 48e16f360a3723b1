import type { CalendarDay, Days } from '../routing/routing-table.ts'

/** A zone's clock on the wall, and the days its people don't live by the weekday. */
export type LocalCalendar = { readonly zone: string; readonly calendar: readonly CalendarDay[] }

/** Whether people work that day: Monday to Friday and moved working days, but not on holidays. */
export function isWorkingDay(
  { date, weekday }: { readonly date: string; readonly weekday: number },
  calendar: readonly CalendarDay[],
): boolean {
  const kind = calendar.find((day) => day.date === date)?.kind
  return kind === undefined ? weekday <= 5 : kind === 'workday'
}

/** Whether a day is one of these. */
export function isAmongDays(
  days: Days,
  day: { readonly date: string; readonly weekday: number },
  calendar: readonly CalendarDay[],
): boolean {
  if (days === 'workdays') return isWorkingDay(day, calendar)
  if (days === 'daysOff') return !isWorkingDay(day, calendar)
  return days.includes(day.weekday)
}

import type { CalendarDay } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { wordChanges } from './field-changes.ts'
import { gather, pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

type Change = { readonly date: string; readonly before: CalendarDay | null; readonly after: CalendarDay | null }

/** Holidays and worked days that come and go: those that are changed alike in one sentence, days in a row as a range. */
export function diffCalendar({ before, after }: Sides): readonly Difference[] {
  const days = pair(before.rules.table.calendar, after.rules.table.calendar, ({ date }) => date)
  const changes: readonly Change[] = [
    ...days.gone.map((day) => ({ date: day.date, before: day, after: null })),
    ...days.added.map((day) => ({ date: day.date, before: null, after: day })),
    ...days.both.filter((day) => day.before.kind !== day.after.kind).map(({ key, ...day }) => ({ date: key, ...day })),
  ]
  const sorted = changes.toSorted((one, other) => (one.date < other.date ? -1 : 1))
  const renamed = days.both.filter((day) => day.before.kind === day.after.kind)
  return [
    ...gather(sorted, (one) => [one.before?.kind, one.after?.kind, one.after?.name ?? one.before?.name]).map((same) => {
      const { before: was, after: is } = same[0] as Change
      const kindOf = (day: CalendarDay | null): Saying => word('day', day?.kind ?? 'weekday')
      const values = {
        dates: list(ranges(same.map(({ date }) => date))),
        name: { words: (is ?? was)?.name ?? {} },
        after: kindOf(is),
        before: kindOf(was),
      }
      return difference('calendar', text('calendarDay', values))
    }),
    ...renamed.flatMap(({ key, before: was, after: is }) => wordChanges('calendar', key, was.name, is.name)),
  ]
}

/** Dates in order, those that follow one another as `2027-10-01 … 2027-10-07`. */
function ranges(dates: readonly string[]): readonly Saying[] {
  const rows: string[][] = []
  for (const date of dates) {
    const row = rows.at(-1)
    if (row !== undefined && dayNumber(date) - dayNumber(row.at(-1) ?? '') === 1) row.push(date)
    else rows.push([date])
  }
  return rows.map((row) =>
    row.length === 1 ? (row[0] ?? '') : text('dates', { first: row[0] ?? '', last: row.at(-1) ?? '' }),
  )
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

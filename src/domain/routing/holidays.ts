import type { CalendarDay, RoutingTable, Words } from './routing-table.ts'

/** A day as a source of holidays tells it. */
export type AnnouncedDay = Omit<CalendarDay, 'name'> & {
  readonly name: { readonly 'zh-CN': string; readonly en: string }
}

/**
 * A day of the source or of the table, and how they differ. `missing`: the table does not have it; `otherKind`: it says the
 * contrary; `own`: only the table has it (a local holiday), which is as it should be.
 */
export type ComparedDay = {
  readonly date: string
  readonly difference: 'none' | 'missing' | 'otherKind' | 'own'
  readonly announced: AnnouncedDay | null
  readonly inTable: CalendarDay | null
}

/**
 * What a year's announced holidays and moved working days would change in a table's calendar. Promise: no day counts before
 * somebody has looked at it and approved. Own days of the table stay, and so do its names.
 */
export function compareCalendar(
  { calendar }: Pick<RoutingTable, 'calendar'>,
  year: number,
  announced: readonly AnnouncedDay[],
): readonly ComparedDay[] {
  const ofYear = calendar.filter(({ date }) => date.startsWith(`${year}-`))
  const dates = new Set([...announced, ...ofYear].map(({ date }) => date))
  return [...dates].sort().map((date): ComparedDay => {
    const told = announced.find((day) => day.date === date) ?? null
    const inTable = ofYear.find((day) => day.date === date) ?? null
    const isSameKind = told?.kind === inTable?.kind
    const difference = told === null ? 'own' : inTable === null ? 'missing' : isSameKind ? 'none' : 'otherKind'
    return { date, difference, announced: told, inTable }
  })
}

/** The calendar with what the source says of the days that differ, in the order of the days. */
export function approvedCalendar(
  { calendar, languages }: Pick<RoutingTable, 'calendar' | 'languages'>,
  compared: readonly ComparedDay[],
): readonly CalendarDay[] {
  const differing = compared.filter(({ difference }) => difference === 'missing' || difference === 'otherKind')
  const taken = differing.flatMap(({ announced }): CalendarDay[] =>
    announced === null ? [] : [{ ...announced, name: inLanguages(announced.name, languages) }],
  )
  const kept = calendar.filter(({ date }) => !taken.some((day) => day.date === date))
  return [...kept, ...taken].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
}

/** Chinese for every tongue of Chinese, English for all others: somebody can put it into their language later. */
const inLanguages = (name: AnnouncedDay['name'], languages: readonly string[]): Words =>
  Object.fromEntries(languages.map((language) => [language, /^zh\b/i.test(language) ? name['zh-CN'] : name.en]))

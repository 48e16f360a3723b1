import type { Instant } from '../../../domain/instant.ts'
import type { Roster } from '../../../domain/roster/roster.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import type { Sheet } from '../sheet.ts'
import { sayDays } from './days-in-words.ts'
import { rosterColumns, rowKinds } from './roster-columns.ts'

/**
 * A roster, a row a shift, under headers in a language. Importing the sheet again gives the same roster.
 * @param told instants in the clock of the roster's zone, with their offset.
 */
export function rosterSheet(
  roster: Roster,
  {
    language,
    languages,
    told,
  }: { readonly language: TextLanguage; readonly languages: readonly string[]; readonly told: (at: Instant) => string },
): Sheet {
  const columns = rosterColumns([...new Set([...languages, ...Object.keys(roster.name)])])
  const kind = (name: string) => rowKinds[name]?.[language === 'en' ? 0 : 1] ?? name
  const rows: Record<string, string | null>[] = [
    {
      kind: kind('roster'),
      id: roster.id,
      covers: roster.covers,
      ...Object.fromEntries(Object.entries(roster.name).map(([one, name]) => [`name ${one}`, name])),
    },
    ...roster.rotations.flatMap(({ id, firstDate, handOver, everyDays, groups }) =>
      groups.map((group) => ({
        kind: kind('turn'),
        id,
        firstDate,
        handOver,
        everyDays: String(everyDays),
        people: group.join(' '),
      })),
    ),
    ...roster.shifts.map(({ id, days, from, to, firstDate, lastDate, on }) => ({
      kind: kind('shift'),
      id,
      days: sayDays(days, language),
      from,
      until: to,
      firstDate,
      lastDate,
      ...('people' in on ? { people: on.people.join(' ') } : { rotation: on.rotation }),
    })),
    ...roster.overrides.map(({ id, from, until, off, on, swap, reason, by, at }) => ({
      kind: kind('override'),
      id,
      from: told(from),
      until: told(until),
      off,
      on,
      swap,
      reason,
      by,
      at: told(at),
    })),
  ]
  return [
    columns.map(({ headers }) => headers[language]),
    ...rows.map((row) => columns.map(({ key }) => row[key] ?? '')),
  ]
}

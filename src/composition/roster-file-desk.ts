import { Temporal } from 'temporal-polyfill'
import type { RosterFileDesk, SheetFault } from '../adapters/http/http-deps.ts'
import { readCalendar } from '../adapters/ical/read-calendar.ts'
import { rosterCalendar } from '../adapters/ical/roster-calendar.ts'
import { sayCalendarFault } from '../adapters/ical/texts/calendar-fault-texts.ts'
import { readRosterSheet } from '../adapters/sheet-file/rosters/read-roster-sheet.ts'
import { rosterSheet } from '../adapters/sheet-file/rosters/roster-sheet.ts'
import { placeOfSheetFault, saySheetFault } from '../adapters/sheet-file/say-sheet-fault.ts'
import { writeSheet } from '../adapters/sheet-file/write-sheet.ts'
import { readRoster } from '../adapters/table-file/read-roster.ts'
import { sayTableFault } from '../adapters/table-file/table-file-fault.ts'
import { writeRoster } from '../adapters/table-file/write-roster.ts'
import { coveredBy } from '../domain/roster/covered-by.ts'
import type { Roster } from '../domain/roster/roster.ts'

/** Where rosters come in as spreadsheets and calendars, and go out as such. */
export const rosterFileDesk: RosterFileDesk = {
  async readSheet(bytes, { id, table, language, standing }) {
    const people =
      coveredBy(table, standing?.covers ?? '')?.people ?? table.units.flatMap(({ responders }) => responders)
    const read = await readRosterSheet(bytes, {
      id,
      language,
      languages: languagesOf(table.languages, standing),
      people: people.map((person) => person.id),
    })
    if (read.ok) return { ...read, placeOf: (path) => read.placeOf(path) ?? {} }
    const faults: SheetFault[] = read.faults.map(({ values: _, index: __, ...fault }, place) => ({
      ...fault,
      path: placeOfSheetFault(fault),
      message: saySheetFault(read.faults[place]!, language),
    }))
    return { ok: false, faults }
  },

  readCalendar(text, { id, table, zone, language, standing, covers }) {
    const people = coveredBy(table, covers)?.people ?? []
    const read = readCalendar(text, zone, people)
    if (!read.ok) {
      return {
        ok: false,
        faults: read.faults.map((fault) => ({
          path: fault.event ?? '',
          message: sayCalendarFault(fault, language),
          code: fault.code,
          ...(fault.line === null ? {} : { line: fault.line }),
        })),
      }
    }
    if ('document' in read) {
      const carried = readRoster(read.document, 'calendar')
      if (carried.ok) return { ok: true, roster: carried.roster, placeOf: () => ({}) }
      return {
        ok: false,
        faults: carried.faults.map(({ path, ...fault }) => ({ path, message: sayTableFault(fault, language) })),
      }
    }
    const title = read.title ?? id
    const name = standing?.name ?? Object.fromEntries(table.languages.map((one) => [one, title]))
    const roster = { id, name, covers, rotations: [], shifts: read.shifts, overrides: standing === null ? [] : null }
    return { ok: true, roster, placeOf: () => ({}) }
  },

  writeSheet(roster, { table, zone, language, ...form }) {
    const sheet = rosterSheet(roster, {
      language,
      languages: languagesOf(table.languages, roster),
      told: (at) => Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone: zone }),
    })
    return writeSheet(sheet, { ...form, name: language === 'en' ? 'roster' : '值班表' })
  },

  writeCalendar(roster, { table, zone, language, spans, now, person }) {
    const people = coveredBy(table, roster.covers)?.people ?? []
    const said = (words: Readonly<Record<string, string>>) => words[language] ?? words[table.languages[0] ?? ''] ?? ''
    return rosterCalendar({
      roster,
      spans: person === null ? spans : spans.filter((span) => span.person === person),
      // A calendar of one person's hours is for looking.
      carried: person === null ? writeRoster(roster, zone) : null,
      title: said(roster.name),
      sayPerson: (id) => said(people.find((one) => one.id === id)?.name ?? {}) || id,
      zone,
      now,
    })
  },
}

const languagesOf = (languages: readonly string[], roster: Roster | null): readonly string[] => [
  ...new Set([...languages, ...Object.keys(roster?.name ?? {})]),
]

import type { Phone, RoutingTable, Unit } from '../../../domain/routing/routing-table.ts'
import { nearestOf } from '../../../domain/routing/validation/nearest-of.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { type BlameCell, type Cells, choose, countIn, dateIn, idMeant, openCells, yesOrNo } from '../cells.ts'
import { type Header, readHeader } from '../header.ts'
import type { Sheet, SheetFault } from '../sheet.ts'
import { type ContactRole, contactColumns, contactLanguages, nameKey, peopleOf, roles } from './contact-columns.ts'
import { numberInCell } from './number-in-cell.ts'

/** A row of contacts, understood. What its sheet has no column for is undefined. */
export type GivenContact = {
  readonly cells: Cells
  readonly unit: Unit
  readonly role: ContactRole
  readonly person: string
  /** In the languages that are filled in. */
  readonly name: Readonly<Record<string, string>>
  readonly teams: readonly string[] | undefined
  readonly order: number | null
  /** null: the person has no telephone. */
  readonly phone: (Pick<Phone, 'number'> & Partial<Phone>) | null
  readonly place: number | null
}

export type ContactsReading = {
  readonly given: readonly GivenContact[]
  readonly faults: SheetFault[]
  readonly blame: BlameCell
}

/** Understands a sheet of contacts by the table that it is for. An empty unit or person is the one of the row above. */
export function readContacts(sheet: Sheet, table: RoutingTable, language: TextLanguage): ContactsReading | SheetFault {
  const languages = contactLanguages(table)
  const header: Header | SheetFault = readHeader(sheet, contactColumns(languages), language)
  if ('code' in header) return header
  const { rows, faults, blame } = openCells(sheet, header)
  if (header.faults.length > 0) return { given: [], faults, blame }
  const known = new Set(table.units.flatMap(peopleOf).flatMap(({ phones }) => phones.map(({ number }) => number)))
  const given: GivenContact[] = []
  let above = null as Pick<GivenContact, 'unit' | 'role' | 'person'> | null
  const broken = new Set<string>()
  for (const cells of rows) {
    const before: number = faults.length
    const unit: Unit | null = unitOf(cells, table, above?.unit ?? null, blame)
    const isSame: boolean =
      above !== null &&
      unit === above.unit &&
      ['person', ...languages.map(nameKey)].every((key) => cells.text(key) === '')
    const role: string | null =
      cells.text('role') === '' ? (isSame && above?.role) || 'responder' : choose(cells, 'role', roles, blame)
    const person: string | null = isSame ? (above?.person ?? null) : unit && personOf(cells, unit, languages, blame)
    const contact = {
      name: Object.fromEntries(
        languages.map((one) => [one, cells.raw(nameKey(one))]).filter(([, name]) => name?.trim() !== ''),
      ),
      teams: cells.has('teams') && unit && !isSame ? teamsOf(cells, unit, blame) : undefined,
      order: countIn(cells, 'order', blame),
      phone: phoneOf(cells, known, blame),
      place: countIn(cells, 'place', blame),
    }
    above = unit && person !== null && role !== null ? { unit, role: role as ContactRole, person } : null
    if (above !== null && faults.length === before) given.push({ cells, ...above, ...contact })
    else if (unit && person !== null) broken.add(`${unit.id} ${person}`)
  }
  // Of somebody with a faulty row nothing more can be said.
  return { given: given.filter(({ unit, person }) => !broken.has(`${unit.id} ${person}`)), faults, blame }
}

function unitOf(cells: Cells, { units }: RoutingTable, above: Unit | null, blame: BlameCell): Unit | null {
  const id = cells.text('unit')
  const name = cells.text('unitName')
  const namesOf = (unit: Unit) => Object.values(unit.name).map((one) => one.normalize('NFKC').trim())
  if (id === '' && name === '') {
    if (above === null) blame(cells.row, cells.has('unit') ? 'unit' : 'unitName', 'missing')
    return above
  }
  const key = id === '' ? 'unitName' : 'unit'
  const meant =
    id === ''
      ? null
      : idMeant(
          id,
          units.map((unit) => unit.id),
        )
  const found = units.filter((unit) => (id === '' ? namesOf(unit).includes(name) : unit.id === meant))
  const [unit] = found
  if (unit === undefined || found.length > 1) {
    const allowed = units.flatMap((one) => (id === '' ? namesOf(one) : [one.id]))
    const nearest = nearestOf(cells.text(key), allowed)
    const values = {
      value: JSON.stringify(cells.text(key)),
      ...(nearest === null ? {} : { nearest: JSON.stringify(nearest) }),
    }
    blame(cells.row, key, nearest === null ? 'noUnit' : 'noUnitButNear', values, allowed)
    return null
  }
  if (name !== '' && !namesOf(unit).includes(name)) {
    blame(cells.row, 'unitName', 'otherUnit', {
      unit: unit.id,
      name: Object.values(unit.name).join(' / '),
      value: JSON.stringify(name),
    })
    return null
  }
  return unit
}

/** By the id, or where there is none by the name of somebody who is known in the unit. */
function personOf(cells: Cells, unit: Unit, languages: readonly string[], blame: BlameCell): string | null {
  const people = peopleOf(unit)
  const id = cells.text('person')
  if (id !== '')
    return (
      idMeant(
        id,
        people.map((person) => person.id),
      ) ?? id
    )
  const given = languages.filter((language) => cells.raw(nameKey(language)).trim() !== '')
  if (given.length === 0) {
    blame(cells.row, 'person', 'missing')
    return null
  }
  const named = people.filter(({ name }) => given.every((language) => name[language] === cells.raw(nameKey(language))))
  if (named.length === 1) return named[0]?.id ?? null
  const taken = new Set(people.map((person) => person.id))
  const free = Array.from({ length: 99 }, (_, index) => `${unit.id}${String(index + 1).padStart(2, '0')}`)
  blame(cells.row, cells.has('person') ? 'person' : nameKey(given[0] ?? ''), 'personMissing', {
    unit: unit.id,
    name: given.map((language) => cells.raw(nameKey(language))).join(' / '),
    free: free.find((one) => !taken.has(one)) ?? '',
  })
  return null
}

/** Teams of the unit, by id or name, with spaces or commas between. */
function teamsOf(cells: Cells, { id, teams }: Unit, blame: BlameCell): readonly string[] {
  const allowed = teams.map((team) => team.id)
  return cells
    .text('teams')
    .split(/[\s,;、，；]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const byName = teams.find(({ name }) => Object.values(name).includes(part))
      const meant = byName?.id ?? idMeant(part, allowed)
      if (meant !== null) return [meant]
      const nearest = nearestOf(part, allowed)
      const values = { unit: id, value: JSON.stringify(part) }
      if (nearest === null) blame(cells.row, 'teams', 'noTeam', values, allowed)
      else blame(cells.row, 'teams', 'noTeamButNear', { ...values, nearest: JSON.stringify(nearest) }, allowed)
      return []
    })
}

function phoneOf(cells: Cells, known: ReadonlySet<string>, blame: BlameCell): GivenContact['phone'] {
  if (cells.text('number') === '') return null
  const number = numberInCell(cells, known, blame)
  const use = (key: 'voice' | 'sms') => {
    const said = cells.text(key) === '' ? null : choose(cells, key, yesOrNo, blame)
    return said === null ? {} : { [key]: said === 'true' }
  }
  const written = cells.text('testedOn')
  const testedOn = dateIn(written)
  if (written !== '' && testedOn === null) blame(cells.row, 'testedOn', 'notADate', { value: JSON.stringify(written) })
  return {
    number: number ?? '',
    ...use('voice'),
    ...use('sms'),
    ...(cells.has('testedOn') ? { testedOn } : {}),
  }
}

import { isSame } from '../../../domain/routing/merge/merge-values.ts'
import type { Phone, Responder, RoutingTable, Unit } from '../../../domain/routing/routing-table.ts'
import type { BlameCell } from '../cells.ts'
import { type ContactRole, peopleOf } from './contact-columns.ts'
import type { GivenContact } from './read-contacts.ts'

/** Somebody as the sheet says: one row a telephone. */
type GivenPerson = {
  readonly id: string
  readonly role: ContactRole
  readonly rows: readonly [GivenContact, ...GivenContact[]]
}

/** What an import does to a table. */
export type ContactsTaken = {
  readonly table: RoutingTable
  /** Rows of each person, by unit and person, to tell where a fault of the table comes from. */
  readonly rowsOf: (unit: string, person: string) => readonly GivenContact[]
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/**
 * Puts contacts into a table. Who is not in the sheet stays as he is; or (`replace`) is taken out of the units that the sheet
 * names. Whoever is in the sheet has the telephones that stand there, and no others.
 */
export function takeContacts(
  table: RoutingTable,
  given: readonly GivenContact[],
  replace: boolean,
  blame: BlameCell,
): ContactsTaken {
  const byUnit = new Map<string, readonly GivenPerson[]>()
  for (const unit of table.units) {
    const rows = given.filter((contact) => contact.unit.id === unit.id)
    if (rows.length > 0) byUnit.set(unit.id, peopleIn(rows, unit, blame))
  }
  checkPlaces(table, byUnit, replace, blame)
  const everybody = new Map(table.units.flatMap(peopleOf).map((person) => [person.id, person]))
  let [added, changed, removed] = [0, 0, 0]
  const units = table.units.map((unit) => {
    const people = byUnit.get(unit.id)
    if (people === undefined) return unit
    const next = unitWith(unit, people, everybody, replace)
    const was = new Map(peopleOf(unit).map((person) => [person.id, person]))
    const is = new Map(peopleOf(next).map((person) => [person.id, person]))
    for (const [id, person] of is) {
      const before = was.get(id)
      if (before === undefined) added += 1
      else if (!isSame(before, person)) changed += 1
    }
    for (const id of was.keys()) if (!is.has(id)) removed += 1
    return next
  })
  const rowsOf = (unit: string, person: string) => byUnit.get(unit)?.find(({ id }) => id === person)?.rows ?? []
  return { table: { ...table, units }, rowsOf, added, changed, removed }
}

/** The people of a unit in the order in which the sheet names them first. */
function peopleIn(given: readonly GivenContact[], unit: Unit, blame: BlameCell): readonly GivenPerson[] {
  const ids = [...new Set(given.map(({ person }) => person))]
  const orders = new Map<number, GivenContact>()
  let head: GivenContact | null = null
  return ids.map((id) => {
    const rows = given.filter(({ person }) => person === id) as [GivenContact, ...GivenContact[]]
    const [first, ...others] = rows
    for (const other of others) {
      const contradicts = (key: string, one: unknown, two: unknown) =>
        blame(other.cells.row, key, 'contradicts', {
          value: JSON.stringify(two),
          row: first.cells.row,
          other: JSON.stringify(one),
        })
      if (other.role !== first.role) contradicts('role', first.role, other.role)
      if (other.order !== null && other.order !== first.order) contradicts('order', first.order, other.order)
      if (other.teams !== undefined && !isSame(other.teams, first.teams)) contradicts('teams', first.teams, other.teams)
      for (const [language, name] of Object.entries(other.name))
        if (name !== first.name[language]) contradicts(`name ${language}`, first.name[language] ?? '', name)
    }
    const seen = new Map<string, number>()
    for (const { cells, phone } of rows) {
      if (phone === null) continue
      const row = seen.get(phone.number)
      if (row !== undefined) blame(cells.row, 'number', 'phoneTwice', { row })
      else seen.set(phone.number, cells.row)
    }
    if (first.role === 'head') {
      if (head !== null) blame(first.cells.row, 'role', 'secondHead', { unit: unit.id, row: head.cells.row })
      head ??= first
    } else if (first.order !== null) {
      const twin = orders.get(first.order)
      if (twin !== undefined) blame(first.cells.row, 'order', 'orderTwice', { value: first.order, row: twin.cells.row })
      else orders.set(first.order, first)
    }
    return { id, role: first.role, rows }
  })
}

/** Nobody is in two units. To move somebody, the unit he leaves must be in the sheet, too, and be replaced. */
function checkPlaces(
  { units }: RoutingTable,
  byUnit: ReadonlyMap<string, readonly GivenPerson[]>,
  replace: boolean,
  blame: BlameCell,
): void {
  for (const [unit, people] of byUnit) {
    for (const { id, rows } of people) {
      const elsewhere = units.find((other) => {
        if (other.id === unit) return false
        const named = byUnit.get(other.id)
        const stays = !(replace && named !== undefined) && peopleOf(other).some((person) => person.id === id)
        return stays || (named?.some((person) => person.id === id) ?? false)
      })
      if (elsewhere !== undefined)
        blame(rows[0].cells.row, 'person', 'elsewhere', { value: JSON.stringify(id), unit: elsewhere.id })
    }
  }
}

function unitWith(
  unit: Unit,
  people: readonly GivenPerson[],
  /** Who comes from another unit keeps his name. */
  was: ReadonlyMap<string, Responder>,
  replace: boolean,
): Unit {
  const named = new Map(people.map((person) => [person.id, person]))
  const place = new Map(unit.responders.map(({ id }, index) => [id, index + 1]))
  const stay = unit.responders.filter(
    ({ id }) => (named.get(id)?.role ?? (replace ? null : 'responder')) === 'responder',
  )
  const come = people.filter(({ id, role }) => role === 'responder' && !stay.some((person) => person.id === id))
  // Without an order people keep their place, or get that of the sheet where it is all there is. Who is given an order goes before
  // whoever has it by now.
  const placeInSheet = new Map(people.map(({ id }, index) => [id, index + 1]))
  const ordered = [
    ...stay.map(({ id }) => ({
      id,
      order: named.get(id)?.rows[0].order ?? null,
      place: (replace ? placeInSheet : place).get(id) ?? 0,
    })),
    ...come.map(({ id, rows }, index) => ({
      id,
      order: rows[0].order,
      place: replace ? (placeInSheet.get(id) ?? 0) : unit.responders.length + index + 1,
    })),
  ].sort((a, b) => (a.order ?? a.place) - (b.order ?? b.place) || Number(b.order !== null) - Number(a.order !== null))
  const personOf = (id: string): Responder => {
    const given = named.get(id)
    return given === undefined ? (was.get(id) as Responder) : personWith(was.get(id) ?? null, given)
  }
  const responders = ordered.map(({ id }) => personOf(id))
  const heads = people.find(({ role }) => role === 'head')
  const keepsHead = unit.head !== null && !replace && !named.has(unit.head.id)
  const head = heads ? personWith(was.get(heads.id) ?? null, heads) : keepsHead ? unit.head : null
  const teams = unit.teams.map((team) => {
    const isIn = (id: string) => {
      const given = named.get(id)
      return given?.rows[0].teams === undefined ? team.members.includes(id) : given.rows[0].teams.includes(team.id)
    }
    const ids = responders.map(({ id }) => id)
    const members = team.members.filter((id) => ids.includes(id) && isIn(id))
    return { ...team, members: [...members, ...ids.filter((id) => !members.includes(id) && isIn(id))] }
  })
  return { ...unit, responders, head, teams }
}

function personWith(was: Responder | null, { id, rows }: GivenPerson): Responder {
  const usual: Phone = { number: '', voice: true, sms: true, testedOn: null }
  const phones = rows
    .flatMap(({ phone, place }, index) => (phone === null ? [] : [{ phone, place: place ?? index + 1 }]))
    .sort((one, other) => one.place - other.place)
    .map(({ phone }) => ({ ...usual, ...was?.phones.find(({ number }) => number === phone.number), ...phone }))
  return { id, name: { ...was?.name, ...rows[0].name }, phones }
}

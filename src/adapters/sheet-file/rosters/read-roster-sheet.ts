import type { RosterGiven, RosterOverrideGiven } from '../../../application/duty/roster-given.ts'
import type { Rotation, Shift } from '../../../domain/roster/roster.ts'
import type { TablePath } from '../../../domain/routing/validate-routing-table.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { type BlameCell, type Cells, choose, countIn, dateIn, idMeant, openCells } from '../cells.ts'
import { readHeader } from '../header.ts'
import { isSheet, readSheet } from '../read-sheet.ts'
import { columnLetters, type Sheet, type SheetFault } from '../sheet.ts'
import { daysIn, timeIn } from './days-in-words.ts'
import { rosterColumns, rowKinds } from './roster-columns.ts'

/** Where a fault of the roster comes from, as the spreadsheet names it. */
export type CellPlace = { readonly row: number; readonly column: string | null; readonly header: string | null }

export type RosterSheetReading =
  | { readonly ok: true; readonly roster: RosterGiven; readonly placeOf: (path: TablePath) => CellPlace | null }
  | { readonly ok: false; readonly faults: readonly SheetFault[] }

type About = {
  readonly language: TextLanguage
  readonly languages: readonly string[]
  /** Ids of people, so that a spreadsheet may take their zeros. */
  readonly people: readonly string[]
  /** The id in the address, where the sheet has no row for the roster itself. */
  readonly id: string
}

/** Reads a roster from a spreadsheet: its fields, but not its rules. Every fault at once, each with row and column. */
export async function readRosterSheet(bytes: Uint8Array, about: About): Promise<RosterSheetReading> {
  const sheet = await readSheet(bytes)
  if (!isSheet(sheet)) return { ok: false, faults: [sheet] }
  return readRosterCells(sheet, about)
}

function readRosterCells(sheet: Sheet, { language, languages, people, id }: About): RosterSheetReading {
  const header = readHeader(sheet, rosterColumns(languages), language)
  if ('code' in header) return { ok: false, faults: [header] }
  const { rows, faults, blame } = openCells(sheet, header)
  const read = cellReaders(people, blame)
  const of = (kind: string) =>
    rows.filter((cells) => (cells.text('kind') === '' ? kind === 'shift' : kindOf(cells) === kind))
  for (const cells of rows) if (cells.text('kind') !== '') choose(cells, 'kind', rowKinds, blame)

  const [self, ...more] = of('roster')
  for (const cells of more) blame(cells.row, 'kind', 'rosterTwice', { row: self?.row ?? 0 })
  if (self === undefined) blame(null, null, 'rosterRowMissing')
  const turns = new Map<string, { readonly cells: Cells; readonly rotation: Rotation }>()
  const groupRows: Cells[][] = []
  for (const cells of of('turn')) {
    const group = read.people(cells)
    const known = turns.get(cells.text('id'))
    if (known === undefined) {
      const rotation = {
        id: read.text(cells, 'id'),
        firstDate: read.date(cells, 'firstDate') ?? '',
        handOver: read.time(cells, 'handOver'),
        everyDays: countIn(cells, 'everyDays', blame) ?? 0,
        groups: [group],
      }
      if (cells.text('firstDate') === '') blame(cells.row, 'firstDate', 'missing')
      if (cells.text('everyDays') === '') blame(cells.row, 'everyDays', 'missing')
      turns.set(cells.text('id'), { cells, rotation })
      groupRows.push([cells])
      continue
    }
    for (const key of ['firstDate', 'handOver', 'everyDays']) {
      const said = cells.text(key)
      const other = known.cells.text(key)
      if (said !== '' && said !== other)
        blame(cells.row, key, 'otherTurn', {
          value: JSON.stringify(said),
          row: known.cells.row,
          other: JSON.stringify(other),
        })
    }
    const index = [...turns.keys()].indexOf(cells.text('id'))
    groupRows[index]?.push(cells)
    turns.set(cells.text('id'), {
      ...known,
      rotation: { ...known.rotation, groups: [...known.rotation.groups, group] },
    })
  }
  const shiftRows = of('shift')
  const shifts = shiftRows.map((cells): Shift => {
    const days = daysIn(cells.text('days'))
    if (days === null) blame(cells.row, 'days', 'notDays', { value: JSON.stringify(cells.text('days')) })
    const rotation = cells.text('rotation')
    if (rotation !== '' && cells.text('people') !== '') blame(cells.row, 'rotation', 'peopleOrRotation')
    return {
      id: read.text(cells, 'id'),
      days: days ?? [],
      from: read.time(cells, 'from'),
      to: read.time(cells, 'until'),
      firstDate: read.date(cells, 'firstDate'),
      lastDate: read.date(cells, 'lastDate'),
      on: rotation === '' ? { people: read.people(cells) } : { rotation },
    }
  })
  const overrideRows = of('override')
  const overrides = overrideRows.map((cells): RosterOverrideGiven => {
    const at = cells.text('at') === '' ? {} : { at: read.instant(cells, 'at') }
    return {
      id: read.text(cells, 'id'),
      from: read.instant(cells, 'from'),
      until: read.instant(cells, 'until'),
      off: read.person(cells, 'off'),
      on: read.person(cells, 'on'),
      swap: cells.text('swap') || null,
      reason: cells.raw('reason'),
      ...(cells.raw('by') === '' ? {} : { by: cells.raw('by') }),
      ...at,
    }
  })
  if (faults.length > 0) return { ok: false, faults: faults.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)) }
  const roster: RosterGiven = {
    id: self?.text('id') || id,
    name: Object.fromEntries(
      languages.map((one) => [one, self?.raw(`name ${one}`) ?? '']).filter(([, name]) => name !== ''),
    ),
    covers: self?.text('covers') ?? '',
    rotations: [...turns.values()].map(({ rotation }) => rotation),
    shifts,
    overrides,
  }
  const rowsOf: Readonly<Record<string, readonly (Cells | undefined)[]>> = {
    shifts: shiftRows,
    overrides: overrideRows,
  }
  const placeOf = ([list, index, ...rest]: TablePath): CellPlace | null => {
    const group = list === 'rotations' ? groupRows[Number(index)] : undefined
    const cells =
      (rest[0] === 'groups' && group ? group[Number(rest[1] ?? 0)] : group?.[0]) ??
      rowsOf[String(list)]?.[Number(index)] ??
      self
    if (cells === undefined) return null
    const field = [...rest.toReversed(), list]
      .map((part) => columnOf[String(part)] ?? String(part))
      .find((key) => header.at.has(key))
    const column = field === undefined ? undefined : header.at.get(field)
    return {
      row: cells.row,
      column: column === undefined ? null : columnLetters(column),
      header: column === undefined ? null : (sheet[header.row]?.[column] ?? null),
    }
  }
  return { ok: true, roster, placeOf }
}

/** Columns of fields that are called otherwise; on a shift `on` is its people. */
const columnOf: Readonly<Record<string, string>> = { to: 'until', groups: 'people' }

const kindOf = (cells: Cells): string | null => choose(cells, 'kind', rowKinds, () => {})

/** Readers of single cells, each of which blames what it can't read and gives something harmless then. */
function cellReaders(known: readonly string[], blame: BlameCell) {
  const meant = (id: string): string => idMeant(id, known) ?? id
  const text = (cells: Cells, key: string): string => {
    if (cells.text(key) === '') blame(cells.row, key, 'missing')
    return cells.text(key)
  }
  return {
    text,
    people: (cells: Cells): readonly string[] => {
      const ids = cells.text('people').split(/[\s,;、，；]+/)
      return ids.filter((one) => one !== '').map(meant)
    },
    person: (cells: Cells, key: string): string | null => (cells.text(key) === '' ? null : meant(cells.text(key))),
    date: (cells: Cells, key: string): string | null => {
      if (cells.text(key) === '') return null
      const date = dateIn(cells.text(key))
      if (date === null) blame(cells.row, key, 'notADate', { value: JSON.stringify(cells.text(key)) })
      return date
    },
    time: (cells: Cells, key: string): string => {
      const time = timeIn(cells.text(key))
      if (cells.text(key) === '') blame(cells.row, key, 'missing')
      else if (time === null) blame(cells.row, key, 'notATime', { value: JSON.stringify(cells.text(key)) })
      return time ?? ''
    },
    instant: (cells: Cells, key: string): number => {
      const written = text(cells, key)
      const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(written)
        ? Date.parse(written)
        : Number.NaN
      if (Number.isNaN(at) && written !== '') blame(cells.row, key, 'notAnInstant', { value: JSON.stringify(written) })
      return at
    },
  }
}

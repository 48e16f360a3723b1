import type { CaseReader, PageRequest } from '../../../application/ports/ledger.ts'
import { caseStatuses } from '../../../domain/case/case-record.ts'
import type { DatabaseHandle } from '../open-database.ts'
import { type PageKey, readCursor } from '../page.ts'
import { openCaseStatuses } from '../schema/cases.ts'
import { idOfStored, storedId } from './stored-id.ts'

type CaseFilter = Parameters<CaseReader['list']>[0]
type FoundPacked = PageKey & { readonly key: number }

/** Statuses in which a case can be packed: each has its own part of every index, so that a page is found in order. */
const packedStatuses = caseStatuses.filter((status) => !openCaseStatuses.some((open) => open === status))

type Statement = { readonly source: string; readonly values: readonly unknown[] }

/**
 * Finds a page of the packed cases that match, newest first. Each status is walked in an index that begins with what the
 * filter asks for, and the few that each of them gives are put in order: however many there are, a page costs as much as
 * itself. Only a combination that hardly ever occurs (a unit with a category it never gets) is looked for longer.
 * @returns what finds what may be on the page, at most `fetch` of each status.
 */
export function packedLister({ sqlite }: Pick<DatabaseHandle, 'sqlite'>) {
  type Prepared = ReturnType<typeof sqlite.prepare<unknown[], StoredKey>>
  /** There are few kinds of filter: a dozen statements come again and again. */
  const prepared = new Map<string, Prepared>()
  const prepare = (source: string): Prepared => {
    const statement = prepared.get(source) ?? sqlite.prepare<unknown[], StoredKey>(source)
    prepared.set(source, statement)
    return statement
  }
  return (filter: CaseFilter, page: PageRequest, fetch: number): readonly FoundPacked[] => {
    const after = page.cursor === null ? undefined : readCursor(page.cursor)
    // Supervision ends with the case.
    if (after === null || filter.supervised === true) return []
    return packedStatements(filter, after, fetch)
      .flatMap(({ source, values }) => prepare(source).all(...values))
      .map(({ key, at, id }) => ({ key, at, id: idOfStored(id) }))
  }
}

type StoredKey = { readonly key: number; readonly at: number; readonly id: Buffer | string }

function packedStatements(filter: CaseFilter, after: PageKey | undefined, fetch: number): readonly Statement[] {
  const wanted = packedStatuses.filter((status) => filter.status === undefined || filter.status === status)
  if (filter.caller !== undefined) return wanted.length === 0 ? [] : [ofCaller(filter, after, fetch)]
  return wanted.map((status) => (filter.unit === undefined ? ofStatus : ofUnit)(filter, status, after, fetch))
}

/** One unit, one status: from an index of nothing else. */
function ofUnit(filter: CaseFilter, status: string, after: PageKey | undefined, fetch: number): Statement {
  const { unit, category, origin, serious } = filter
  const period = periodOf(filter, after, 'u.opened_at', 'u.case_id')
  const others = [
    ...(category === undefined ? [] : [{ source: 'p.category = ?', values: [category] }]),
    ...(origin === undefined ? [] : [{ source: 'p.origin = ?', values: [origin] }]),
    ...(serious === undefined ? [] : [isSerious('p.serious', serious)]),
  ]
  // In SQLite a cross join fixes the order of the loops.
  return statement(
    'SELECT p.key, u.opened_at AS at, u.case_id AS id FROM packed_units u CROSS JOIN packed_cases p ON p.id = u.case_id',
    [{ source: 'u.unit = ? AND u.status = ?', values: [unit, status] }, ...period, ...others],
    'u.opened_at DESC, u.case_id DESC',
    fetch,
  )
}

function ofStatus(filter: CaseFilter, status: string, after: PageKey | undefined, fetch: number): Statement {
  const { category, origin, serious } = filter
  const [index, first] =
    category !== undefined
      ? ['packed_cases_category', { source: 'category = ? AND status = ?', values: [category, status] }]
      : origin !== undefined && origin !== 'citizen'
        ? [
            'packed_cases_origin',
            { source: `origin <> 'citizen' AND origin = ? AND status = ?`, values: [origin, status] },
          ]
        : [
            serious === true ? 'packed_cases_serious' : 'packed_cases_status',
            { source: 'status = ?', values: [status] },
          ]
  const others = [
    ...(origin === undefined ? [] : [{ source: 'origin = ?', values: [origin] }]),
    ...(serious === undefined ? [] : [isSerious('serious', serious)]),
  ]
  return statement(
    `SELECT key, opened_at AS at, id FROM packed_cases INDEXED BY ${index}`,
    [first as Part, ...periodOf(filter, after, 'opened_at', 'id'), ...others],
    'opened_at DESC, id DESC',
    fetch,
  )
}

/** The few cases of one number, put in order afterwards. */
function ofCaller(filter: CaseFilter, after: PageKey | undefined, fetch: number): Statement {
  const { caller, status, category, origin, unit, serious } = filter
  const isCaller = `IN (SELECT id FROM personal WHERE kind = 'phone' AND value = ?)`
  const closed = packedStatuses.map((each) => `'${each}'`).join(', ')
  return statement(
    'SELECT key, opened_at AS at, id FROM packed_cases',
    [
      {
        source: `(caller_ref ${isCaller} OR (call_back_ref IS NOT NULL AND call_back_ref ${isCaller}))`,
        values: [caller, caller],
      },
      // A `+` keeps SQLite from walking through all of a status.
      status === undefined
        ? { source: `+status IN (${closed})`, values: [] }
        : { source: '+status = ?', values: [status] },
      ...(category === undefined ? [] : [{ source: '+category = ?', values: [category] }]),
      ...(origin === undefined ? [] : [{ source: '+origin = ?', values: [origin] }]),
      ...(serious === undefined ? [] : [isSerious('+serious', serious)]),
      ...(unit === undefined
        ? []
        : [
            {
              source:
                'EXISTS (SELECT 1 FROM packed_units u WHERE u.unit = ? AND u.status = packed_cases.status AND u.opened_at = packed_cases.opened_at AND u.case_id = packed_cases.id)',
              values: [unit],
            },
          ]),
      ...periodOf(filter, after, '+opened_at', 'id'),
    ],
    'opened_at DESC, id DESC',
    fetch,
  )
}

const isSerious = (column: string, isWanted: boolean): Part => ({
  source: `${column} IS ${isWanted ? 'NOT NULL' : 'NULL'}`,
  values: [],
})

type Part = { readonly source: string; readonly values: readonly unknown[] }

/** At most one bound on either side: of two, SQLite would begin at the one it likes. */
function periodOf(filter: CaseFilter, after: PageKey | undefined, at: string, id: string): readonly Part[] {
  const { openedFrom, openedTo } = filter
  const from = openedFrom === undefined ? [] : [{ source: `${at} >= ?`, values: [openedFrom] }]
  if (after !== undefined && (openedTo === undefined || after.at < openedTo)) {
    return [...from, { source: `(${at}, ${id}) < (?, ?)`, values: [after.at, storedId(after.id)] }]
  }
  return openedTo === undefined ? from : [...from, { source: `${at} < ?`, values: [openedTo] }]
}

const statement = (select: string, where: readonly Part[], order: string, fetch: number): Statement => ({
  source: `${select} WHERE ${where.map(({ source }) => source).join(' AND ')} ORDER BY ${order} LIMIT ?`,
  values: [...where.flatMap(({ values }) => values), fetch],
})

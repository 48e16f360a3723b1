import { and, asc, eq, getTableColumns, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { CaseReader } from '../../application/ports/ledger.ts'
import type { Instant } from '../../domain/instant.ts'
import { callRecord } from './call-row.ts'
import type { DatabaseHandle } from './open-database.ts'
import { packedLister } from './packed/list-packed.ts'
import { packedCasesOf } from './packed/packed-cases.ts'
import { idOfStored } from './packed/stored-id.ts'
import { newestFirst, type PageKey, pageOf, toPage } from './page.ts'
import { calls } from './schema/calls.ts'
import { cases, isOpenCase, isSeriousCase, isSupervisedCase, openCaseStatuses } from './schema/cases.ts'
import { deadlines } from './schema/deadlines.ts'
import { isOpenOrder, orders } from './schema/orders.ts'
import { personal } from './schema/personal.ts'
import { recordings } from './schema/recordings.ts'
import { timeline } from './schema/timeline.ts'

/** What a line says; its record of rows is of interest to whoever rebuilds them alone. */
const { sequence: _, rows: __, ...lineColumns } = getTableColumns(timeline)

type CaseFilter = Parameters<CaseReader['list']>[0]

/** Ids asked for at once: SQLite binds at most 32,766 values. */
const idsAtOnce = 1000

/**
 * Reads of cases. The filters of a list are joined by "and"; `openedFrom` is inclusive, `openedTo` exclusive; `caller`
 * finds by the number that called or that is to be called back.
 */
export function createCaseReader({ orm, sqlite }: DatabaseHandle): CaseReader {
  const id = sql.placeholder('id')
  const ofCase = {
    byId: orm.select().from(cases).where(eq(cases.id, id)).prepare(),
    byNumber: orm.select().from(cases).where(eq(cases.number, id)).prepare(),
    orders: orm.select().from(orders).where(eq(orders.caseId, id)).prepare(),
    order: orm.select().from(orders).where(eq(orders.id, id)).prepare(),
    deadlines: orm.select().from(deadlines).where(eq(deadlines.caseId, id)).prepare(),
    timeline: orm
      .select(lineColumns)
      .from(timeline)
      .where(eq(timeline.caseId, id))
      .orderBy(asc(timeline.at), asc(timeline.sequence))
      .prepare(),
    calls: orm.select().from(calls).where(eq(calls.caseId, id)).orderBy(asc(calls.openedAt), asc(calls.id)).prepare(),
    recordings: orm
      .select()
      .from(recordings)
      .where(eq(recordings.caseId, id))
      .orderBy(asc(recordings.startedAt), asc(recordings.name))
      .prepare(),
  }
  const packed = packedCasesOf({ orm, sqlite })
  const facts = filterFacts(sqlite)
  const listOfPacked = packedLister({ sqlite })
  const countOpen = sqlite.prepare<[], number>(`SELECT count(*) FROM cases WHERE ${isOpenCase}`).pluck()
  return {
    byId: async (caseId) => ofCase.byId.get({ id: caseId }) ?? packed.byId(caseId)?.case ?? null,
    byNumber: async (number) => ofCase.byNumber.get({ id: number }) ?? packed.byNumber(number)?.case ?? null,
    async list(filter, page) {
      const { after, order, fetch } = pageOf(cases.openedAt, cases.id, page)
      const rows = orm
        .select()
        .from(cases)
        .where(and(...conditionsOf(filter, facts), after))
        .orderBy(...order)
        .limit(fetch)
        .all()
      const keyOf = (row: (typeof rows)[number]): PageKey => ({ at: row.openedAt, id: row.id })
      const found: readonly (PageKey & { readonly key?: number })[] = newestFirst([
        ...rows.map(keyOf),
        ...listOfPacked(filter, page, fetch),
      ]).slice(0, fetch)
      const keys = found.flatMap(({ key }) => (key === undefined ? [] : [key]))
      const byId = new Map([...rows, ...packed.byKeys(keys).map((content) => content.case)].map((row) => [row.id, row]))
      return toPage(
        found.flatMap((one) => byId.get(one.id) ?? []),
        page.limit,
        keyOf,
      )
    },
    async orders(caseId) {
      const rows = ofCase.orders.all({ id: caseId })
      return sortedBy(rows.length > 0 ? rows : [...(packed.byId(caseId)?.orders ?? [])], ({ issuedAt }) => issuedAt)
    },
    order: async (orderId) =>
      ofCase.order.get({ id: orderId }) ?? packed.ofOrder(orderId)?.orders.find(({ id }) => id === orderId) ?? null,
    async openOrders(units, code) {
      const rows = orm
        .select()
        .from(orders)
        .where(
          and(
            inArray(orders.unit, [...units]),
            code === undefined ? undefined : eq(orders.code, code),
            sql.raw(`(${isOpenOrder})`),
          ),
        )
        .all()
      return sortedBy(rows, ({ issuedAt }) => issuedAt)
    },
    async deadlines(caseId) {
      const rows = ofCase.deadlines.all({ id: caseId })
      return sortedBy(rows.length > 0 ? rows : [...(packed.byId(caseId)?.deadlines ?? [])], ({ due }) => due)
    },
    async timeline(caseId) {
      const lines = ofCase.timeline.all({ id: caseId })
      if (lines.length > 0) return lines
      return (packed.byId(caseId)?.lines ?? [])
        .toSorted((one, other) => one.at - other.at || one.sequence - other.sequence)
        .map(({ sequence: _, rows: __, ...line }) => line)
    },
    calls: async (caseId) => ofCase.calls.all({ id: caseId }).map(callRecord),
    recordings: async (caseId) => ofCase.recordings.all({ id: caseId }),
    async personal(ids) {
      const found = Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) =>
        orm
          .select()
          .from(personal)
          .where(inArray(personal.id, ids.slice(part * idsAtOnce, (part + 1) * idsAtOnce)))
          .all(),
      ).flat()
      return Object.fromEntries(found.filter((row) => row.value !== null).map((row) => [row.id, row]))
    },
    countOpen: async () => countOpen.get() ?? 0,
  }
}

/**
 * In the order of their instants, then of their ids. Every decision of a call reads a case's few orders and deadlines, and
 * SQLite's sorter costs four times what finding them does.
 */
const sortedBy = <Row extends { readonly id: string }>(rows: Row[], at: (row: Row) => Instant): readonly Row[] =>
  rows.sort((one, other) => at(one) - at(other) || (one.id < other.id ? -1 : 1))

type FilterFacts = {
  /** References to the personal rows with this telephone number. */
  readonly refsOf: (caller: string) => readonly string[]
  /** Whether a unit has so few orders that all its cases can be looked at. */
  readonly hasFewOrders: (unit: string) => boolean
}

/** Cases of a unit that are put in order sooner than they are met on the way through all of them. */
const fewOrders = 1000

function filterFacts(sqlite: DatabaseHandle['sqlite']): FilterFacts {
  const refs = sqlite
    .prepare<[string], Buffer | string>(`SELECT id FROM personal WHERE kind = 'phone' AND value = ?`)
    .pluck()
  const nextOrder = sqlite
    .prepare<[string, number], number>('SELECT 1 FROM orders WHERE unit = ? LIMIT 1 OFFSET ?')
    .pluck()
  return {
    refsOf: (caller) => refs.all(caller).map(idOfStored),
    hasFewOrders: (unit) => nextOrder.get(unit, fewOrders) === undefined,
  }
}

function conditionsOf(filter: CaseFilter, { refsOf, hasFewOrders }: FilterFacts): readonly (SQL | undefined)[] {
  const { status, category, origin, unit, caller, serious, supervised, openedFrom, openedTo } = filter
  const refs = caller === undefined ? null : JSON.stringify(refsOf(caller))
  const isCaller = sql`IN (SELECT value FROM json_each(${refs}))`
  return [
    status === undefined ? undefined : hasStatus(status),
    category === undefined ? undefined : eq(cases.category, category),
    origin === undefined ? undefined : sql`${cases.origin} = ${origin}`,
    unit === undefined
      ? undefined
      : hasFewOrders(unit)
        ? sql`${cases.id} IN (SELECT case_id FROM orders WHERE unit = ${unit})`
        : sql`EXISTS (SELECT 1 FROM orders WHERE unit = ${unit} AND case_id = ${cases.id})`,
    refs === null ? undefined : or(sql`${cases.callerRef} ${isCaller}`, sql`${cases.callBackRef} ${isCaller}`),
    serious === undefined ? undefined : thatOrNot(isSeriousCase, serious),
    supervised === undefined ? undefined : thatOrNot(`${isSupervisedCase} AND ${isNotOver}`, supervised),
    openedFrom === undefined ? undefined : gte(cases.openedAt, openedFrom),
    openedTo === undefined ? undefined : lt(cases.openedAt, openedTo),
  ]
}

/** Supervision ends with the case, however that ended. */
const isNotOver = `status NOT IN ('closed', 'merged', 'cancelled')`

/** Written as in the index, so that SQLite takes it. */
const thatOrNot = (condition: string, isWanted: boolean): SQL => sql.raw(isWanted ? condition : `NOT (${condition})`)

/** An open status is written as a literal, so that SQLite sees that the index of the open cases holds every such row. */
function hasStatus(status: string): SQL {
  const open = openCaseStatuses.find((candidate) => candidate === status)
  return open === undefined ? sql`${cases.status} = ${status}` : sql.raw(`"cases"."status" = '${open}'`)
}

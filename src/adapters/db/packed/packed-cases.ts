import { eq, Param, sql } from 'drizzle-orm'
import type { DatabaseHandle } from '../open-database.ts'
import { packedCases, packedOrders } from '../schema/packed-cases.ts'
import { type CaseContent, unpackContent } from './case-content.ts'
import { storedId } from './stored-id.ts'

/** Reads of packed cases, whole. */
export type PackedCases = {
  /** null: there is no such case, or it is not packed. */
  byId(caseId: string): CaseContent | null
  byNumber(number: string): CaseContent | null
  ofOrder(orderId: string): CaseContent | null
  byKeys(keys: readonly number[]): readonly CaseContent[]
  isPacked(caseId: string): boolean
  /** What was packed is in the tables again, or the other way round. */
  forget(caseId: string): void
}

/** Cases that are kept as they were unpacked: one page of a list is asked for its cases, orders and deadlines in turn. */
const mostKept = 200

const known = new WeakMap<DatabaseHandle['sqlite'], PackedCases>()

/** The packed cases of a database; all who read them share what has been unpacked. */
export function packedCasesOf(handle: Pick<DatabaseHandle, 'orm' | 'sqlite'>): PackedCases {
  const before = known.get(handle.sqlite)
  if (before !== undefined) return before
  const made = createPackedCases(handle)
  known.set(handle.sqlite, made)
  return made
}

function createPackedCases({ orm, sqlite }: Pick<DatabaseHandle, 'orm' | 'sqlite'>): PackedCases {
  const columns = { id: packedCases.id, number: packedCases.number, content: packedCases.content }
  const isHere = sqlite.prepare<[Buffer | string], number>('SELECT 1 FROM packed_cases WHERE id = ?').pluck()
  const byId = orm
    .select(columns)
    .from(packedCases)
    .where(eq(packedCases.id, new Param(sql.placeholder('id'), packedCases.id)))
    .prepare()
  const byNumber = orm
    .select(columns)
    .from(packedCases)
    .where(eq(packedCases.number, sql.placeholder('number')))
    .prepare()
  const byKey = orm
    .select(columns)
    .from(packedCases)
    .where(eq(packedCases.key, sql.placeholder('key')))
    .prepare()
  const ofOrder = orm
    .select(columns)
    .from(packedOrders)
    .innerJoin(packedCases, eq(packedCases.key, packedOrders.packed))
    .where(eq(packedOrders.id, new Param(sql.placeholder('id'), packedOrders.id)))
    .prepare()

  const kept = new Map<string, CaseContent>()
  function unpacked(
    row: { readonly id: string; readonly number: number; readonly content: Buffer } | undefined,
  ): CaseContent | null {
    if (row === undefined) return null
    const content = kept.get(row.id) ?? unpackContent(row.content, String(row.number))
    kept.delete(row.id)
    kept.set(row.id, content)
    for (const id of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(id)
    }
    return content
  }
  return {
    byId: (id) => kept.get(id) ?? unpacked(byId.get({ id })),
    byNumber: (number) => (/^[1-9]\d{0,14}$/.test(number) ? unpacked(byNumber.get({ number: Number(number) })) : null),
    ofOrder: (id) => unpacked(ofOrder.get({ id })),
    byKeys: (keys) => keys.map((key) => unpacked(byKey.get({ key }))).filter((content) => content !== null),
    isPacked: (caseId) => isHere.get(storedId(caseId)) !== undefined,
    forget: (caseId) => void kept.delete(caseId),
  }
}

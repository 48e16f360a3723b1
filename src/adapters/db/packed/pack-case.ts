import { isDeepStrictEqual } from 'node:util'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { DatabaseHandle } from '../open-database.ts'
import { rowWriter } from '../put-row.ts'
import { cases } from '../schema/cases.ts'
import { deadlines } from '../schema/deadlines.ts'
import { messages } from '../schema/messages.ts'
import { orders } from '../schema/orders.ts'
import { packedCases, packedOrders } from '../schema/packed-cases.ts'
import { timeline } from '../schema/timeline.ts'
import { type CaseContent, packContent, unpackContent } from './case-content.ts'
import { packedCasesOf } from './packed-cases.ts'
import { storedId } from './stored-id.ts'

/** Moves cases between their rows and their packed form; each move is to be made within a transaction. */
export type CaseMover = {
  /** The case with all its rows into one piece. It must have a number. */
  pack(caseId: string): void
  /** A packed case back into its rows; one that is not packed stays as it is. */
  unpack(caseId: string): void
}

export function caseMover(handle: Pick<DatabaseHandle, 'orm' | 'sqlite'>): CaseMover {
  const { orm, sqlite } = handle
  const packed = packedCasesOf(handle)
  const id = sql.placeholder('id')
  const stored = {
    case: orm.select().from(cases).where(eq(cases.id, id)).prepare(),
    orders: orm.select().from(orders).where(eq(orders.caseId, id)).orderBy(orders.issuedAt, orders.id).prepare(),
    deadlines: orm
      .select()
      .from(deadlines)
      .where(eq(deadlines.caseId, id))
      .orderBy(deadlines.due, deadlines.id)
      .prepare(),
    messages: orm
      .select()
      .from(messages)
      .where(eq(messages.caseId, id))
      .orderBy(messages.createdAt, messages.id)
      .prepare(),
    lines: orm.select().from(timeline).where(eq(timeline.caseId, id)).orderBy(timeline.sequence).prepare(),
  }
  const write = writerOf(handle)
  const back = {
    case: rowWriter(sqlite, cases).insert,
    order: rowWriter(sqlite, orders).insert,
    deadline: rowWriter(sqlite, deadlines).insert,
    message: rowWriter(sqlite, messages).insert,
    line: rowWriter(sqlite, timeline).insert,
  }
  const dropRows = ['timeline', 'messages', 'deadlines', 'orders'].map((table) =>
    sqlite.prepare<[string]>(`DELETE FROM ${table} WHERE case_id = ?`),
  )
  const dropCase = sqlite.prepare<[string]>('DELETE FROM cases WHERE id = ?')
  const unwrite = unwriterOf(handle)
  return {
    pack(caseId) {
      const row = stored.case.get({ id: caseId })
      if (row === undefined) throw new Error(`There is no case ${caseId} to pack`)
      const content: CaseContent = {
        case: row,
        orders: stored.orders.all({ id: caseId }),
        deadlines: stored.deadlines.all({ id: caseId }),
        messages: stored.messages.all({ id: caseId }),
        lines: stored.lines.all({ id: caseId }),
      }
      const bytes = packContent(content)
      // Nothing is taken out of the tables that could not be read again.
      if (!isDeepStrictEqual(unpackContent(bytes, String(Number(row.number))), content))
        throw new Error(`Case ${caseId} is not the same when packed`)
      write(content, bytes)
      for (const drop of dropRows) drop.run(caseId)
      dropCase.run(caseId)
      packed.forget(caseId)
    },
    unpack(caseId) {
      const content = packed.byId(caseId)
      if (content === null) return
      back.case(content.case)
      for (const row of content.orders) back.order(row)
      for (const row of content.deadlines) back.deadline(row)
      for (const row of content.messages) back.message(row)
      for (const row of content.lines) back.line(row)
      unwrite(content)
      packed.forget(caseId)
    },
  }
}

/** Writes a packed case and what it is found by. */
export function writerOf({ sqlite }: Pick<DatabaseHandle, 'sqlite'>): (content: CaseContent, bytes: Buffer) => void {
  const { key: _, ...columns } = getTableColumns(packedCases)
  const names = Object.values(columns).map(({ name }) => name)
  const insert = sqlite.prepare(
    `INSERT INTO packed_cases (${names.join(', ')}) VALUES (${names.map((name) => `:${name}`).join(', ')})`,
  )
  const addUnit = sqlite.prepare(
    'INSERT INTO packed_units (unit, status, opened_at, case_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const addOrder = rowWriter(sqlite, packedOrders).insert
  return (content, bytes) => {
    const { id, number, status, category, origin, openedAt, callerRef, callBackRef } = content.case
    const key = insert.run({
      id: storedId(id),
      number: Number(number),
      status,
      category,
      origin,
      opened_at: openedAt,
      caller_ref: callerRef && storedId(callerRef),
      call_back_ref: callBackRef && callBackRef !== callerRef ? storedId(callBackRef) : null,
      serious: content.case.serious === null ? null : 1,
      lines: content.lines.length,
      content: bytes,
    }).lastInsertRowid
    for (const order of content.orders) {
      addUnit.run(order.unit, status, openedAt, storedId(id))
      addOrder({ id: order.id, packed: Number(key) })
    }
  }
}

function unwriterOf({ sqlite }: Pick<DatabaseHandle, 'sqlite'>): (content: CaseContent) => void {
  const dropUnits = sqlite.prepare(
    'DELETE FROM packed_units WHERE unit = ? AND status = ? AND opened_at = ? AND case_id = ?',
  )
  const dropOrder = sqlite.prepare('DELETE FROM packed_orders WHERE id = ?')
  const drop = sqlite.prepare('DELETE FROM packed_cases WHERE id = ?')
  return ({ case: { id, status, openedAt }, orders: all }) => {
    for (const order of all) {
      dropUnits.run(order.unit, status, openedAt, storedId(id))
      dropOrder.run(storedId(order.id))
    }
    drop.run(storedId(id))
  }
}

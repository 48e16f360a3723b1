import { getTableColumns } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { cases } from '../schema/cases.ts'
import { deadlines } from '../schema/deadlines.ts'
import { messages } from '../schema/messages.ts'
import { orders } from '../schema/orders.ts'
import { timeline } from '../schema/timeline.ts'
import { expand, type Squeezed, squeeze } from './squeeze.ts'

/** A case with everything that hangs on it and is packed with it: whole rows, as the tables have them. */
export type CaseContent = {
  readonly case: typeof cases.$inferSelect
  readonly orders: readonly (typeof orders.$inferSelect)[]
  readonly deadlines: readonly (typeof deadlines.$inferSelect)[]
  readonly messages: readonly (typeof messages.$inferSelect)[]
  /** In the order in which they were written. */
  readonly lines: readonly (typeof timeline.$inferSelect)[]
}

/** The content as bytes. */
export const packContent = (content: CaseContent): Buffer => squeeze(textOf(content), ownWord(content.case.number))

/** An empty word would be everywhere. */
const ownWord = (number: string | null): string => number || '-'

/**
 * As two texts, what a list shows and the rest: rows without what is null, and without the case's id in each. The lines' places in the timeline are told by
 * their distances.
 */
export function textOf(content: CaseContent): Squeezed {
  const { id } = content.case
  const short = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(row).filter(([field, value]) => value !== null && !(field === 'caseId' && value === id)),
    )
  let before = 0
  const lines = content.lines.map(({ sequence, ...line }) => {
    const behind = sequence - before
    before = sequence
    return { behind, ...short(line) }
  })
  const first = {
    case: short(content.case),
    orders: content.orders.map(short),
    deadlines: content.deadlines.map(short),
  }
  return [JSON.stringify(first), JSON.stringify({ messages: content.messages.map(short), lines })]
}

/**
 * The way back.
 * @param number of the case. A column that has come since then has its default, as in rows that were there when it came.
 */
export function unpackContent(bytes: Uint8Array, number: string): CaseContent {
  const expanded = expand(bytes, ownWord(number))
  const first = JSON.parse(expanded.first()) as Record<'orders' | 'deadlines', Fields[]> & { case: Fields }
  const { id } = first.case
  let rest: Pick<CaseContent, 'messages' | 'lines'> | null = null
  const theRest = () => {
    rest ??= restOf(JSON.parse(expanded.rest()), id)
    return rest
  }
  return {
    case: whole(cases, first.case),
    orders: first.orders.map((row) => whole(orders, { caseId: id, ...row })),
    deadlines: first.deadlines.map((row) => whole(deadlines, { caseId: id, ...row })),
    get messages() {
      return theRest().messages
    },
    get lines() {
      return theRest().lines
    },
  }
}

function restOf(
  read: { readonly messages: readonly Fields[]; readonly lines: readonly (Fields & { readonly behind: number })[] },
  id: unknown,
): Pick<CaseContent, 'messages' | 'lines'> {
  let sequence = 0
  return {
    messages: read.messages.map((row) => whole(messages, { caseId: id, ...row })),
    lines: read.lines.map(({ behind, ...line }) => {
      sequence += behind
      return whole(timeline, { caseId: id, sequence, ...line })
    }),
  }
}

type Fields = Readonly<Record<string, unknown>>
type Column = { readonly field: string; readonly whenMissing: unknown }

/** By table, its fields with what stands where nothing was written. */
const columnsOf = new Map<SQLiteTable, readonly Column[]>()

function columns(table: SQLiteTable): readonly Column[] {
  const known = columnsOf.get(table)
  if (known !== undefined) return known
  const found = Object.entries<SQLiteColumn>(getTableColumns(table)).map(([field, column]) => ({
    field,
    whenMissing: column.notNull ? (column.default ?? null) : null,
  }))
  columnsOf.set(table, found)
  return found
}

function whole<Table extends SQLiteTable>(table: Table, fields: Fields): Table['$inferSelect'] {
  const row: Record<string, unknown> = {}
  for (const { field, whenMissing } of columns(table)) row[field] = fields[field] ?? whenMissing
  return row as Table['$inferSelect']
}

import { getTableColumns } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { cases } from '../schema/cases.ts'
import { deadlines } from '../schema/deadlines.ts'
import { messages } from '../schema/messages.ts'
import { orders } from '../schema/orders.ts'
import { timeline } from '../schema/timeline.ts'
import { expand, squeeze } from './squeeze.ts'

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
 * As text: rows without what is null, and without the case's id in each. The lines' places in the timeline are told by
 * their distances.
 */
export function textOf(content: CaseContent): string {
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
  return JSON.stringify({
    case: short(content.case),
    orders: content.orders.map(short),
    deadlines: content.deadlines.map(short),
    messages: content.messages.map(short),
    lines,
  })
}

/**
 * The way back.
 * @param number of the case. A column that has come since then has its default, as in rows that were there when it came.
 */
export function unpackContent(bytes: Uint8Array, number: string): CaseContent {
  const read = JSON.parse(expand(bytes, ownWord(number))) as Record<'orders' | 'deadlines' | 'messages', Fields[]> & {
    case: Fields
    lines: (Fields & { behind: number })[]
  }
  const { id } = read.case
  let sequence = 0
  return {
    case: whole(cases, read.case),
    orders: read.orders.map((row) => whole(orders, { caseId: id, ...row })),
    deadlines: read.deadlines.map((row) => whole(deadlines, { caseId: id, ...row })),
    messages: read.messages.map((row) => whole(messages, { caseId: id, ...row })),
    lines: read.lines.map(({ behind, ...line }) => {
      sequence += behind
      return whole(timeline, { caseId: id, sequence, ...line })
    }),
  }
}

type Fields = Readonly<Record<string, unknown>>

function whole<Table extends SQLiteTable>(table: Table, fields: Fields): Table['$inferSelect'] {
  const row: Record<string, unknown> = {}
  for (const [field, column] of Object.entries<SQLiteColumn>(getTableColumns(table))) {
    row[field] = fields[field] ?? (column.notNull ? (column.default ?? null) : null)
  }
  return row as Table['$inferSelect']
}

import type { CallRecord, RecordingRecord } from '../call/call-record.ts'
import type { CaseRecord } from '../case/case-record.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import type { OrderRecord } from '../dispatch/order-record.ts'
import type { MessageRecord } from '../messaging/message-record.ts'

/** The tables that can be rebuilt from the timeline. */
export const recordedTables = ['case', 'order', 'deadline', 'message', 'recording', 'call'] as const
export type RecordedTable = (typeof recordedTables)[number]

export type RecordedRow =
  | { readonly table: 'case'; readonly row: CaseRecord }
  | { readonly table: 'order'; readonly row: OrderRecord }
  | { readonly table: 'deadline'; readonly row: DeadlineRecord }
  | { readonly table: 'message'; readonly row: MessageRecord }
  | { readonly table: 'recording'; readonly row: RecordingRecord }
  | { readonly table: 'call'; readonly row: CallRecord }

/** Fields of a row by their names. One that is absent is null. */
export type Fields = Readonly<Record<string, unknown>>

/** A row as the record knows it. */
export type RecordedPart = {
  readonly table: RecordedTable
  readonly id: string
  readonly caseId: string
  /** Without the id and the case, which are said already. */
  readonly fields: Fields
}

/**
 * What of a row is in the record; null: nothing, or nothing yet. Whole rows of cases, orders and deadlines. Of a message its
 * business: who gets what, and what came of it; not how often it was tried, and a message in a sender's hands counts as
 * pending. Of recordings and calls the whole row when they are over: what goes on in a call is in its own log.
 */
export function recordedPart(recorded: RecordedRow): RecordedPart | null {
  const { table } = recorded
  switch (table) {
    case 'case': {
      const { id, ...fields } = recorded.row
      return { table, id, caseId: id, fields }
    }
    case 'order':
    case 'deadline': {
      const { id, caseId, ...fields } = recorded.row
      return { table, id, caseId, fields }
    }
    case 'message':
      return messagePart(recorded.row)
    case 'recording': {
      const { name, caseId, ...fields } = recorded.row
      return fields.status === 'recording' ? null : { table, id: name, caseId, fields }
    }
    case 'call': {
      const { id, caseId, ...fields } = recorded.row
      return caseId === null || fields.endedAt === null ? null : { table, id, caseId, fields }
    }
  }
}

/** A message that belongs to no case is in nobody's record. */
function messagePart(row: MessageRecord): RecordedPart | null {
  const { id, caseId, revision, attempts, unknownOutcomes, nextAttemptAt, ...fields } = row
  if (caseId === null) return null
  const isWaiting = row.status === 'pending' || row.status === 'sending'
  const business = isWaiting ? { ...fields, status: 'pending', detail: null } : fields
  return { table: 'message', id, caseId, fields: business }
}

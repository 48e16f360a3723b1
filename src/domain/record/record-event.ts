/**
 * What others are told of a change, as it is committed. Promise to the citizen: no event holds anything personal. Of a row
 * only fields that are named here are told, so that a field that comes later is told when somebody has thought of it.
 */
import type { TimelineLine } from '../case/timeline-line.ts'
import type { Instant } from '../instant.ts'
import type { RecordedLine, WrittenRow } from './record-commit.ts'
import { type Fields, type RecordedTable, recordedTables } from './recorded-row.ts'
import { changedFields } from './row-changes.ts'

export type RecordEvent = {
  readonly at: Instant
  /** null: it is about no case, such as a call that was abandoned before there was one. */
  readonly caseId: string | null
  readonly actor: string
  /** As in the timeline; of calls and messages without a case `callOpened`, `callOver`, `messageSent` … */
  readonly what: string
  readonly refs: TimelineLine['refs']
  /** What is different now. */
  readonly changed: readonly EventRow[]
}
export type EventRow = { readonly kind: RecordedTable; readonly id: string; readonly set: Fields }

/** Fields that everybody who may sign in may know. */
const told: Readonly<Record<RecordedTable, readonly string[]>> = {
  case: ['number', 'status', 'category', 'area', 'urgency', 'origin', 'openedAt', 'closedAt', 'referredTo'],
  order: [
    ...['unit', 'code', 'lead', 'status', 'issuedAt', 'notifiedAt', 'acceptedAt', 'acceptedBy', 'arrivedAt'],
    ...['completedAt', 'fedBackAt', 'closedAt'],
  ],
  deadline: ['orderId', 'kind', 'due', 'status', 'settledAt', 'stepsDone', 'nextStepAt', 'acknowledgedBy'],
  message: ['orderId', 'kind', 'who', 'priority', 'status', 'transport', 'sentAt'],
  recording: ['kind', 'callId', 'seconds', 'status'],
  call: ['kind', 'line', 'language', 'openedAt', 'endedAt', 'termination'],
}

/** What one commit tells: each line of the timeline, and what happened to calls and messages beyond it. */
export function eventsOf(
  lines: readonly RecordedLine[],
  written: readonly WrittenRow[],
  now: Instant,
): readonly RecordEvent[] {
  const events = lines.map(({ at, caseId, actor, what, refs, rows }): RecordEvent => {
    const changed = recordedTables.flatMap((kind) =>
      Object.entries<Fields>(rows?.[kind] ?? {}).map(([id, fields]) => eventRow(kind, id, fields)),
    )
    return { at, caseId, actor, what, refs, changed }
  })
  for (const { before, after } of written) {
    if (after.table === 'call') {
      const { row } = after
      if (before === null) events.push(eventOf('callOpened', row.openedAt, row.caseId, eventRow('call', row.id, row)))
      const isOver = row.endedAt !== null && (before?.table !== 'call' || before.row.endedAt === null)
      if (isOver && row.caseId === null) {
        events.push(eventOf('callOver', row.endedAt ?? now, null, eventRow('call', row.id, row)))
      }
    } else if (after.table === 'message' && after.row.caseId === null) {
      const was = before?.table === 'message' ? businessOf(before.row) : null
      const fields = changedFields(was, businessOf(after.row))
      if (fields === null) continue
      const what = `message${before === null ? 'Queued' : capital(after.row.status)}`
      events.push(eventOf(what, now, null, eventRow('message', after.row.id, fields)))
    }
  }
  return events
}

/** A message's tries are nobody's news. */
const businessOf = (row: Extract<WrittenRow['after'], { table: 'message' }>['row']): Fields => ({
  ...eventRow('message', row.id, row).set,
  status: row.status === 'sending' ? 'pending' : row.status,
})

function eventRow(kind: RecordedTable, id: string, fields: Fields): EventRow {
  const set: Record<string, unknown> = {}
  for (const name of told[kind]) {
    const value = fields[name]
    if (value !== undefined) set[name] = value
  }
  return { kind, id, set }
}

const eventOf = (what: string, at: Instant, caseId: string | null, row: EventRow): RecordEvent => ({
  at,
  caseId,
  actor: 'system',
  what,
  refs: { [row.kind]: row.id },
  changed: [row],
})

const capital = (word: string): string => word.replace(/^./, (first) => first.toUpperCase())

import type { Clock, Ids } from '../../application/ports/clock.ts'
import type { Commit, CommitOutcome, Ledger } from '../../application/ports/ledger.ts'
import type { CallRecord, RecordingRecord } from '../../domain/call/call-record.ts'
import type { CaseRecord } from '../../domain/case/case-record.ts'
import type { Change } from '../../domain/change.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { MessageRecord } from '../../domain/messaging/message-record.ts'
import { recordCommit, type WrittenRow } from '../../domain/record/record-commit.ts'
import { eventsOf } from '../../domain/record/record-event.ts'
import type { RecordedRow } from '../../domain/record/recorded-row.ts'
import { callRecord, callRow } from './call-row.ts'
import { caseNumbers } from './case-number.ts'
import { explainDatabaseError } from './database-refused.ts'
import { eventWriter } from './event-feed.ts'
import { groupCommits } from './group-commits.ts'
import type { LocalDay } from './local-day.ts'
import type { DatabaseHandle } from './open-database.ts'
import { orderCodes } from './order-code.ts'
import { caseMover } from './packed/pack-case.ts'
import { rowWriter } from './put-row.ts'
import { callLog } from './schema/call-log.ts'
import { callSnapshots, calls } from './schema/calls.ts'
import { cases } from './schema/cases.ts'
import { deadlines } from './schema/deadlines.ts'
import { inboundMessages } from './schema/inbound-messages.ts'
import { messages } from './schema/messages.ts'
import { orders } from './schema/orders.ts'
import { personal } from './schema/personal.ts'
import { phoneAnswers } from './schema/phone-answers.ts'
import { recordings } from './schema/recordings.ts'
import { timeline } from './schema/timeline.ts'

/** Leaves the transaction, which rolls it back. */
class Conflict extends Error {}

type Given = { readonly caseNumbers: Record<string, string>; readonly orderCodes: Record<string, string> }

/** What a commit gives out, and what it has done to rows, by table and id: several revisions of a row are one change. */
type Written = Given & { readonly rows: Map<string, WrittenRow> }

/** What refers to a row comes after it, in whatever order a decision lists its changes. */
const parentsFirst = [
  'case',
  'call',
  'order',
  'personal',
  'deadline',
  'recording',
  'phoneAnswer',
  'message',
  'inbound',
] as const

/**
 * The ledger in SQLite. Commits are carried out one after another, in the order in which they were asked for, so that what
 * was committed first has the lower case number; those of one turn of the event loop share a write to the disk.
 * @throws (as a rejection) {@link DatabaseRefused} when the disk is full, the file locked or damaged; anything else is a bug of
 * the caller, such as a change that refers to a case that does not exist. Nothing was written in either case.
 */
export function createLedger(
  handle: DatabaseHandle,
  options: { readonly localDay: LocalDay; readonly clock: Clock; readonly ids: Ids },
): Ledger {
  const { sqlite } = handle
  const unpack = unpacker(handle)
  const writeChange = changeWriter(handle, options.localDay)
  const addEvent = eventWriter(sqlite)
  const addToTimeline = rowWriter(sqlite, timeline).insert
  const putSnapshot = rowWriter(sqlite, callSnapshots).upsert
  const dropSnapshot = sqlite.prepare<[string]>('DELETE FROM call_snapshots WHERE call_id = ?')
  const addLine = rowWriter(sqlite, callLog).insert

  const carryOut = (commit: Commit): Given => {
    for (const caseId of casesOf(commit)) unpack(caseId)
    const written: Written = { caseNumbers: {}, orderCodes: {}, rows: new Map() }
    for (const kind of parentsFirst) {
      for (const change of commit.changes) if ('put' in change && change.put === kind) writeChange(change, written)
    }
    const lines = commit.changes.flatMap((change) => ('add' in change ? [change.row] : []))
    const facts = { now: options.clock.now(), newId: options.ids.next }
    const rows = [...written.rows.values()]
    const recorded = recordCommit(lines, rows, facts)
    for (const line of recorded) addToTimeline(line)
    for (const event of eventsOf(recorded, rows, facts.now)) addEvent(event)
    for (const { callId, state } of commit.snapshots ?? []) {
      if (state === null) dropSnapshot.run(callId)
      else putSnapshot({ callId, state })
    }
    for (const line of commit.log ?? []) addLine(line)
    return { caseNumbers: written.caseNumbers, orderCodes: written.orderCodes }
  }
  // Where a call stands is lost with the call itself when the power goes; two of five commits say nothing else.
  const write = groupCommits(sqlite, carryOut, ({ changes }) => changes.length > 0)

  return {
    async commit(commit): Promise<CommitOutcome> {
      try {
        return { ok: true, ...(await write(commit)) }
      } catch (error) {
        if (error instanceof Conflict) return { ok: false, reason: 'conflict' }
        throw explainDatabaseError(handle.file, error)
      }
    },
  }
}

/** The cases that a commit says something about. */
function casesOf({ changes }: Commit): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const change of changes) {
    if ('put' in change && change.put === 'case') ids.add(change.row.id)
    else if ('put' in change && change.put === 'inbound') continue
    else if ('caseId' in change.row && change.row.caseId !== null) ids.add(change.row.caseId)
  }
  return ids
}

/** Whatever happens to a packed case happens to its rows: they are back before it. */
function unpacker(handle: DatabaseHandle): (caseId: string) => void {
  const { unpack } = caseMover(handle)
  const hasRows = handle.sqlite.prepare<[string], number>('SELECT 1 FROM cases WHERE id = ?').pluck()
  return (caseId) => {
    if (hasRows.get(caseId) === undefined) unpack(caseId)
  }
}

type Put = Extract<Change, { put: unknown }>

function changeWriter({ sqlite }: DatabaseHandle, localDay: LocalDay): (change: Put, written: Written) => void {
  const numbers = caseNumbers(sqlite, localDay)
  const nextCode = orderCodes(sqlite)
  const storedCases = rowWriter(sqlite, cases, { kept: ['number'] })
  const storedOrders = rowWriter(sqlite, orders, { kept: ['code'] })
  const storedCalls = rowWriter(sqlite, calls, { steady: ['openedAt', 'caseId', 'endedAt', 'result'] })
  const storedDeadlines = rowWriter(sqlite, deadlines)
  const storedRecordings = rowWriter(sqlite, recordings)
  const putPhoneAnswer = rowWriter(sqlite, phoneAnswers).upsert
  const putPersonal = rowWriter(sqlite, personal).upsert
  const storedMessages = rowWriter(sqlite, messages)
  const putInbound = rowWriter(sqlite, inboundMessages).upsert

  const putCase = (row: CaseRecord, written: Written): void => {
    if (row.revision !== 1) {
      const before = mustBeThere(storedCases.read(row.id))
      mustWrite(storedCases.replace(row))
      note(written, row.id, { table: 'case', row: before }, { table: 'case', row: { ...row, number: before.number } })
      return
    }
    const number = row.number ?? numbers.next(row.openedAt)
    mustWrite(storedCases.insert({ ...row, number }))
    if (row.number === null) written.caseNumbers[row.id] = number
    else numbers.take(number)
    note(written, row.id, null, { table: 'case', row: { ...row, number } })
  }
  const putOrder = (row: OrderRecord, written: Written): void => {
    if (row.revision !== 1) {
      const before = mustBeThere(storedOrders.read(row.id))
      mustWrite(storedOrders.replace(row))
      const code = before.code ?? row.code
      note(written, row.id, { table: 'order', row: before }, { table: 'order', row: { ...row, code } })
      return
    }
    const code = row.code ?? nextCode(row.unit)
    mustWrite(storedOrders.insert({ ...row, code }))
    if (row.code === null && code !== null) written.orderCodes[row.id] = code
    note(written, row.id, null, { table: 'order', row: { ...row, code } })
  }
  const putDeadline = (row: DeadlineRecord, written: Written): void => {
    const before = row.revision === 1 ? null : mustBeThere(storedDeadlines.read(row.id))
    mustWrite(before === null ? storedDeadlines.insert(row) : storedDeadlines.replace(row))
    note(written, row.id, before && { table: 'deadline', row: before }, { table: 'deadline', row })
  }
  /** A new message whose key was used is dropped: somebody has seen to it. */
  const putMessage = (row: MessageRecord, written: Written): void => {
    const before = row.revision === 1 ? null : mustBeThere(storedMessages.read(row.id))
    if (before !== null) mustWrite(storedMessages.replace(row))
    else if (!storedMessages.offer(row)) return
    note(written, row.id, before && { table: 'message', row: before }, { table: 'message', row })
  }
  const putCall = (row: CallRecord, written: Written): void => {
    const before = storedCalls.read(row.id)
    storedCalls.upsert(callRow(row))
    note(written, row.id, before && { table: 'call', row: callRecord(before) }, { table: 'call', row })
  }
  const putRecording = (row: RecordingRecord, written: Written): void => {
    const before = storedRecordings.read(row.name)
    storedRecordings.upsert(row)
    note(written, row.name, before && { table: 'recording', row: before }, { table: 'recording', row })
  }
  return (change, written) => {
    switch (change.put) {
      case 'case':
        return putCase(change.row, written)
      case 'order':
        return putOrder(change.row, written)
      case 'call':
        return putCall(change.row, written)
      case 'deadline':
        return putDeadline(change.row, written)
      case 'recording':
        return putRecording(change.row, written)
      case 'phoneAnswer':
        return putPhoneAnswer(change.row)
      case 'personal':
        return putPersonal(change.row)
      case 'message':
        return putMessage(change.row, written)
      case 'inbound':
        return putInbound(change.row)
    }
  }
}

/** What was there before the first of several revisions in one commit, and what is there after the last. */
function note({ rows }: Written, id: string, before: RecordedRow | null, after: RecordedRow): void {
  const key = `${after.table} ${id}`
  rows.set(key, { before: rows.has(key) ? (rows.get(key)?.before ?? null) : before, after })
}

function mustBeThere<Row>(row: Row | null): Row {
  if (row === null) throw new Conflict()
  return row
}

function mustWrite(written: boolean): void {
  if (!written) throw new Conflict()
}

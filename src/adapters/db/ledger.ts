import type { Commit, CommitOutcome, Ledger } from '../../application/ports/ledger.ts'
import type { CaseRecord } from '../../domain/case/case-record.ts'
import type { Change } from '../../domain/change.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { MessageRecord } from '../../domain/messaging/message-record.ts'
import { callRow } from './call-row.ts'
import { caseNumbers } from './case-number.ts'
import { explainDatabaseError } from './database-refused.ts'
import { groupCommits } from './group-commits.ts'
import type { LocalDay } from './local-day.ts'
import type { DatabaseHandle } from './open-database.ts'
import { orderCodes } from './order-code.ts'
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
  'timeline',
] as const

/**
 * The ledger in SQLite. Commits are carried out one after another, in the order in which they were asked for, so that what
 * was committed first has the lower case number; those of one turn of the event loop share a write to the disk.
 * @throws (as a rejection) {@link DatabaseRefused} when the disk is full, the file locked or damaged; anything else is a bug of
 * the caller, such as a change that refers to a case that does not exist. Nothing was written in either case.
 */
export function createLedger(handle: DatabaseHandle, options: { readonly localDay: LocalDay }): Ledger {
  const { sqlite } = handle
  const writeChange = changeWriter(handle, options.localDay)
  const putSnapshot = rowWriter(sqlite, callSnapshots).upsert
  const dropSnapshot = sqlite.prepare<[string]>('DELETE FROM call_snapshots WHERE call_id = ?')
  const addLine = rowWriter(sqlite, callLog).insert

  const write = groupCommits(sqlite, (commit: Commit): Given => {
    const given: Given = { caseNumbers: {}, orderCodes: {} }
    for (const kind of parentsFirst) {
      for (const change of commit.changes) if (kindOf(change) === kind) writeChange(change, given)
    }
    for (const { callId, state } of commit.snapshots ?? []) {
      if (state === null) dropSnapshot.run(callId)
      else putSnapshot({ callId, state })
    }
    for (const line of commit.log ?? []) addLine(line)
    return given
  })

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

const kindOf = (change: Change): (typeof parentsFirst)[number] => ('put' in change ? change.put : change.add)

function changeWriter({ sqlite }: DatabaseHandle, localDay: LocalDay): (change: Change, given: Given) => void {
  const numbers = caseNumbers(sqlite, localDay)
  const nextCode = orderCodes(sqlite)
  const writeCase = rowWriter(sqlite, cases, { kept: ['number'] })
  const writeOrder = rowWriter(sqlite, orders, { kept: ['code'] })
  const putCall = rowWriter(sqlite, calls, { steady: ['openedAt', 'caseId', 'endedAt', 'result'] }).upsert
  const writeDeadline = rowWriter(sqlite, deadlines)
  const putRecording = rowWriter(sqlite, recordings).upsert
  const putPhoneAnswer = rowWriter(sqlite, phoneAnswers).upsert
  const putPersonal = rowWriter(sqlite, personal).upsert
  const writeMessage = rowWriter(sqlite, messages)
  const putInbound = rowWriter(sqlite, inboundMessages).upsert
  const addTimeline = rowWriter(sqlite, timeline).insert

  const putCase = (row: CaseRecord, given: Given): void => {
    if (row.revision !== 1) {
      mustWrite(writeCase.replace(row))
    } else if (row.number === null) {
      const number = numbers.next(row.openedAt)
      mustWrite(writeCase.insert({ ...row, number }))
      given.caseNumbers[row.id] = number
    } else {
      mustWrite(writeCase.insert(row))
      numbers.take(row.number)
    }
  }
  const putOrder = (row: OrderRecord, given: Given): void => {
    if (row.revision !== 1) {
      mustWrite(writeOrder.replace(row))
    } else {
      const code = row.code ?? nextCode(row.unit)
      mustWrite(writeOrder.insert({ ...row, code }))
      if (row.code === null && code !== null) given.orderCodes[row.id] = code
    }
  }
  /** A new message whose key was used is dropped: somebody has seen to it. */
  const putMessage = (row: MessageRecord): void => {
    if (row.revision === 1) writeMessage.offer(row)
    else mustWrite(writeMessage.replace(row))
  }
  return (change, given) => {
    if ('add' in change) return void addTimeline(change.row)
    switch (change.put) {
      case 'case':
        return putCase(change.row, given)
      case 'order':
        return putOrder(change.row, given)
      case 'call':
        return putCall(callRow(change.row))
      case 'deadline':
        return mustWrite(
          change.row.revision === 1 ? writeDeadline.insert(change.row) : writeDeadline.replace(change.row),
        )
      case 'recording':
        return putRecording(change.row)
      case 'phoneAnswer':
        return putPhoneAnswer(change.row)
      case 'personal':
        return putPersonal(change.row)
      case 'message':
        return putMessage(change.row)
      case 'inbound':
        return putInbound(change.row)
    }
  }
}

function mustWrite(written: boolean): void {
  if (!written) throw new Conflict()
}

/**
 * A call that the dialplan served because this server was away. Promise to the citizen: who called is in the ledger as soon
 * as the server is back, with his words and what was tried for him, and is called back where nobody spoke with him.
 */
import type { CaseRecord } from '../case/case-record.ts'
import { openCase } from '../case/open-case.ts'
import type { Change } from '../change.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { nextLocalTime } from '../clocks/local-time.ts'
import { setDeadline, setDeadlineAt, settleDeadlines } from '../clocks/set-deadline.ts'
import { type Decision, decisionBy } from '../decision.ts'
import type { Instant } from '../instant.ts'
import { lineOf } from '../routing/line-of.ts'
import { localCalendarOf } from '../routing/people-on-duty.ts'
import { isWithinServiceWindow } from '../routing/service-window.ts'
import type { CallRecord, Termination } from './call-record.ts'
import { type FallbackCall, fallbackIds } from './fallback-call.ts'

/** What an import may know. Ids are made of the call's own, so that a second import writes the same rows. */
export type FallbackFacts = Pick<Decision, 'now' | 'zone' | 'table' | 'tableVersion'> & {
  readonly server: string
  /** The call of ours he was in before, with its case, where there are such. */
  readonly before: {
    readonly call: CallRecord
    readonly matter: { readonly caseRow: CaseRecord; readonly deadlines: readonly DeadlineRecord[] } | null
  } | null
}

/** The call record, the case and what hangs on it, to be committed whole. */
export function recordFallbackCall(call: FallbackCall, facts: FallbackFacts): Change[] {
  const ids = fallbackIds(call.id)
  let count = 0
  const newId = (): string => `${call.id}_${String(++count).padStart(3, '0')}`
  const work: Work = {
    call,
    facts,
    ids,
    at: (now, first) => {
      const given = first === undefined ? [] : [first]
      return decisionBy('system', { ...facts, now, newId: () => given.pop() ?? newId() })
    },
  }
  const { before } = facts
  if (before?.matter) return [...closed(work, before.call, before.matter.caseRow.id), ...joined(work, before.matter)]
  if (isSlip(work)) return [...caller(work), { put: 'call', row: callRecord(work, null) }]
  const opened = openMatter(work)
  const record: Change[] = before
    ? closed(work, before.call, opened.row.id)
    : [...caller(work), { put: 'call', row: callRecord(work, opened.row.id) }]
  return [...opened.changes, ...record, ...story(work, opened.row.id), ...clocks(work, opened.row)]
}

type Work = {
  readonly call: FallbackCall
  readonly facts: FallbackFacts
  readonly ids: ReturnType<typeof fallbackIds>
  /** Decides as of an instant; `first` is the first id it gives. */
  readonly at: (now: Instant, first?: string) => Decision
}

const wasServed = ({ officer, emergency }: FallbackCall): boolean => officer === 'answered' || emergency === 'answered'

/** Gone before he can have heard what this is: as with any call, no case. */
function isSlip({ call, facts }: Work): boolean {
  const heardMs = call.endedAt - call.startedAt
  if (facts.before !== null || call.brokeDown || call.statement !== null) return false
  return heardMs < facts.table.timings.abandonedAfterSeconds * 1000
}

/** How it ended, as far as the dialplan can know. */
function terminationOf(work: Work): Termination {
  const { call, facts } = work
  const away = 'the server was away'
  if (call.emergency === 'answered') return { result: 'transferred', reason: `${away}: the fall-back reached 110` }
  if (call.officer === 'answered')
    return { result: 'officer', reason: `${away}: the fall-back reached the duty officer` }
  if (call.brokeDown) return { result: 'failed', reason: `${away}, and the telephone system broke down` }
  if (isSlip(work)) {
    return {
      result: 'abandoned',
      reason: `hung up within ${facts.table.timings.abandonedAfterSeconds} s, in the fall-back: ${away}`,
    }
  }
  const isHeardOut = [call.officer, call.emergency].every((tried) => tried !== null && tried !== 'rung')
  return isHeardOut
    ? { result: 'callBackPromised', reason: `${away}: the fall-back reached nobody` }
    : { result: 'abandoned', reason: `${away}: hung up in the fall-back` }
}

const isOpenAt = ({ facts, call }: Work): boolean => {
  const line = lineFor(facts, call.dialled)
  const window = facts.table.windows.find(({ id }) => id === line.window)
  return window === undefined || isWithinServiceWindow(window, call.startedAt, localCalendarOf(facts)).open
}

const lineFor = ({ table }: FallbackFacts, dialled: string) =>
  lineOf(table, table.numbers.find(({ number }) => number === dialled)?.line ?? null)

const callerRef = ({ call }: Work): string | null => (call.caller === null ? null : `${call.id}_caller`)

function caller(work: Work): Change[] {
  const id = callerRef(work)
  if (id === null) return []
  return [{ put: 'personal', row: { id, kind: 'phone', value: work.call.caller, at: work.call.startedAt } }]
}

function callRecord(work: Work, caseId: string | null): CallRecord {
  const { call, facts, ids } = work
  const line = lineFor(facts, call.dialled)
  return {
    id: ids.call,
    kind: 'citizen',
    dialled: call.dialled,
    line: line.id,
    language: line.language,
    callerRef: callerRef(work),
    routingVersion: facts.tableVersion,
    dutyRevision: 0,
    node: call.node,
    holder: facts.server,
    caseId,
    openedAt: call.startedAt,
    answeredAt: call.startedAt,
    chosenAt: null,
    rangAt: null,
    connectedAt: null,
    endedAt: call.endedAt,
    termination: terminationOf(work),
  }
}

/** The call that began with us: how it really ended. */
const closed = (work: Work, before: CallRecord, caseId: string): Change[] => [
  { put: 'call', row: { ...before, caseId, endedAt: work.call.endedAt, termination: terminationOf(work) } },
]

function openMatter(work: Work): { row: CaseRecord; changes: Change[] } {
  const { call, facts, ids } = work
  const line = lineFor(facts, call.dialled)
  const before = facts.before?.call ?? null
  const [emergency] = facts.table.emergencies
  return openCase(
    {
      category: null,
      answer: null,
      origin: isOpenAt(work) ? line.origin : 'afterHours',
      urgency: call.danger ? 'critical' : 'normal',
      language: before?.language ?? line.language,
      callerRef: before ? before.callerRef : callerRef(work),
      callId: before?.id ?? ids.call,
      referredTo: call.emergency === 'answered' && emergency ? emergency.id : null,
      unit: null,
      dispatchClock: false,
      why: 'served by the fall-back while the server was away',
    },
    work.at(call.startedAt, ids.caseId),
  )
}

/** What was tried and what he said, for the timeline. */
function story({ call, facts, ids, at }: Work, caseId: string): Change[] {
  const of = facts.before?.call.id ?? ids.call
  const then = at(call.endedAt)
  const { statement } = call
  const served = then.line(caseId, 'servedByFallback', {
    refs: { call: of },
    after: { danger: call.danger, dutyOfficer: call.officer, emergency: call.emergency },
    why: 'the server was away',
  })
  const imported = at(facts.now, ids.line).line(caseId, 'fallbackImported', { refs: { call: of } })
  if (statement === null) return [served, imported]
  const isLost = statement.seconds === null
  return [
    {
      put: 'recording',
      row: {
        name: statement.recording,
        kind: 'statement',
        callId: of,
        caseId,
        startedAt: call.startedAt,
        seconds: statement.seconds ?? 0,
        status: isLost ? 'failed' : 'done',
      },
    },
    then.line(caseId, isLost ? 'statementLost' : 'statementRecorded', {
      refs: { recording: statement.recording, call: of },
      after: { seconds: statement.seconds },
    }),
    served,
    imported,
  ]
}

/** What the centre owes: a call back where nobody spoke with him, else to learn from whoever did what it was about. */
function clocks(work: Work, row: CaseRecord): Change[] {
  const { call, facts, at } = work
  const { confirmBy, callBackMinutes: minutes } = facts.table.timings
  if (row.origin === 'afterHours') {
    const due = nextLocalTime(call.startedAt, facts.zone, confirmBy)
    return setDeadlineAt(
      row,
      { kind: 'confirmAfterHours', base: 'opened', due, atLocal: confirmBy },
      at(call.startedAt),
    )
  }
  if (!wasServed(call) && row.callBackRef !== null) {
    const start = { kind: 'callBack', base: 'ended', from: call.endedAt, minutes, order: null } as const
    return setDeadline(row, start, at(facts.now))
  }
  const start = { kind: 'confirmAfterHours', base: 'imported', from: facts.now, minutes, order: null } as const
  return setDeadline(row, start, at(facts.now))
}

/** Into the case of the call that began with us. A call back that is owed there is made when somebody spoke with him. */
function joined(
  work: Work,
  { caseRow, deadlines }: { readonly caseRow: CaseRecord; readonly deadlines: readonly DeadlineRecord[] },
): Change[] {
  const { call, at } = work
  // The next revision: whoever changes the case at the same time collides with this.
  const revised: Change = { put: 'case', row: { ...caseRow, revision: caseRow.revision + 1 } }
  const changes = [revised, ...story(work, caseRow.id)]
  const owed = deadlines.filter(({ kind, status }) => status === 'running' && owedKinds.includes(kind))
  if (!wasServed(call)) return owed.length > 0 ? changes : [...changes, ...clocks(work, caseRow)]
  const calledBack = settleDeadlines(deadlines, ['callBack'], null, call.endedAt)
  if (calledBack.length === 0) return changes
  const line = at(call.endedAt).line(caseRow.id, 'calledBack', { why: 'the caller was put through by the fall-back' })
  const isOrdered = deadlines.some(({ orderId, status }) => orderId !== null && status === 'running')
  return [...changes, ...calledBack, line, ...(isOrdered ? [] : clocks(work, caseRow))]
}
const owedKinds: readonly string[] = ['callBack', 'confirmAfterHours']

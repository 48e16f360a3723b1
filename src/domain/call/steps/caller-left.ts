/**
 * The caller has hung up: answered here, in one place, for every state. Promise to the citizen: after a choice his order
 * is not withdrawn; the hunt goes on as a call of its own, and whoever takes it calls him back.
 */
import type { CaseRecord } from '../../case/case-record.ts'
import { closeWithoutOrders } from '../../case/close-without-orders.ts'
import { openCase } from '../../case/open-case.ts'
import type { Change } from '../../change.ts'
import { setDeadline } from '../../clocks/set-deadline.ts'
import { seconds } from '../../instant.ts'
import { areaOfNumber } from '../../routing/choose-route.ts'
import { lineOf } from '../../routing/line-of.ts'
import type { Parting } from '../call-event.ts'
import type { Termination } from '../call-record.ts'
import { resultOfTalk } from '../states/talking.ts'
import { goTo, type Turn, updateRecord } from '../turn.ts'
import { endCall, takeBridgeDown } from './end-call.ts'
import { noteOverrides } from './follow-overrides.ts'
import { againTimer } from './hunt.ts'
import { partingWords } from './parting.ts'
import { oweCallBack } from './promising.ts'
import { spawnCall } from './spawn-call.ts'
import { huntFor, stagesFor } from './stages-for.ts'

/** @param how undefined: he hung up. Whoever was lost is owed a call back: it was not he who ended the call. */
export function callerLeft(turn: Turn, how?: Parting): void {
  const { position, matter } = turn.state
  const result = how === 'lost' || how === 'fallback' ? 'failed' : 'callerLeft'
  const afterChoice: Termination = { result, reason: `${partingWords(how)} in ${position.at}` }
  if (how === 'lost' && position.at !== 'ending' && position.at !== 'closing') oweCallBack(turn)
  switch (position.at) {
    case 'menu':
      return abandoned(turn, null, how)
    case 'question':
      return abandoned(turn, position.category, how)
    case 'greeting':
      return matter === null ? abandoned(turn, null, how) : endCall(turn, afterChoice)
    case 'statement':
      if (position.after === 'hunt') huntOn(turn)
      return endCall(turn, afterChoice)
    case 'hunting':
      huntOn(turn)
      return endCall(turn, afterChoice)
    case 'emergency':
      if (position.why === 'danger') huntOn(turn)
      return endCall(turn, afterChoice)
    case 'joining':
      huntOn(turn)
      return endCall(turn, afterChoice)
    case 'emergencyChoice':
    case 'askingNumber':
      return endCall(turn, afterChoice)
    case 'talking': {
      const role = turn.state.legs[position.leg]?.role ?? 'responder'
      return endCall(turn, { result: resultOfTalk[role], reason: `caller ${partingWords(how)}` })
    }
    case 'identifying':
      turn.commands.push({ do: 'forgetPin' })
      return endCall(turn, { result: 'override', reason: `${partingWords(how)} while the PIN was asked for` })
    case 'overriding':
      return endCall(turn, { result: 'override', reason: `${partingWords(how)} at ${position.step}` })
    case 'closing':
      return endCall(turn, position.termination)
    case 'relaying':
    case 'testing':
    case 'ending':
    case 'ended':
      return
  }
}

/** The legs that are under way go on in a call of their own. */
function huntOn(turn: Turn): void {
  const { state } = turn
  const { position, matter } = state
  if (matter === null) return
  const timers = pick(state.timers, ([name]) => name.startsWith('leg:') || name === againTimer)
  // What was said in a conversation belongs to the call in which it was; its end is reported there.
  const statements = pick(state.recordings, ([, { kind }]) => kind === 'statement')
  const conversations = pick(state.recordings, ([, { kind }]) => kind === 'conversation')
  const spawned = spawnCall(turn, 'order', { legs: state.legs, recordings: statements, timers, position })
  turn.state = { ...state, legs: {}, recordings: conversations, timers: {} }
  if (position.at === 'statement') {
    return goTo(spawned, huntFor(matter.unit === null ? 'officer' : 'order', stagesFor(spawned, matter)))
  }
  if (position.at === 'hunting') spawned.state = { ...spawned.state, position: { ...position, entry: null } }
  if (position.at === 'joining') {
    takeBridgeDown(turn)
    const role = state.legs[position.leg]?.role ?? 'responder'
    const termination = { result: 'taken', reason: `${role} took it, the caller hung up` } as const
    goTo(spawned, { at: 'relaying', leg: position.leg, termination })
  }
}

const pick = <Value>(
  from: Readonly<Record<string, Value>>,
  isWanted: (entry: [string, Value]) => boolean,
): Record<string, Value> => Object.fromEntries(Object.entries(from).filter(isWanted))

/**
 * Hung up before choosing. Heard for less than a few seconds: a slip, recorded as such. Otherwise somebody wanted
 * something: an abandoned case with what is owed on it.
 * @param category what he wanted, as far as he got.
 */
function abandoned(turn: Turn, category: string | null, how?: Parting): void {
  const { record, callerNumber } = turn.state
  const { timings } = turn.facts.table
  const heard = turn.facts.now - (record.answeredAt ?? turn.facts.now)
  // Less than nothing: the clock was put back meanwhile, so nobody knows.
  if (how === undefined && heard >= 0 && heard < seconds(timings.abandonedAfterSeconds)) {
    return endCall(turn, { result: 'abandoned', reason: `hung up within ${timings.abandonedAfterSeconds} s` })
  }
  const { row, changes } = openCase(
    {
      category,
      answer: null,
      area: areaOfNumber(turn.facts.table, callerNumber),
      origin: 'abandoned',
      urgency: turn.facts.table.categories.find(({ id }) => id === category)?.urgency ?? 'normal',
      language: record.language,
      callerRef: record.callerRef,
      callId: record.id,
      referredTo: null,
      unit: null,
      why: `${partingWords(how)} before choosing, on ${lineOf(turn.facts.table, record.line).id}`,
    },
    turn.decision,
  )
  turn.changes.push(...changes, ...owedToAbandoned(turn, row, how))
  noteOverrides(turn, row.id)
  updateRecord(turn, { caseId: row.id })
  const reason = `${partingWords(how)} before choosing${callerNumber === null ? ', number hidden' : ''}`
  endCall(turn, { result: how === 'lost' || how === 'fallback' ? 'failed' : 'abandoned', reason })
}

/**
 * A call back. To one who hid the number nobody can make it: a deadline that can't be kept would only climb to people who
 * can do nothing, so his case is closed, with the reason. Where the fall-back has him, somebody learns what became of it.
 */
function owedToAbandoned(turn: Turn, row: CaseRecord, how?: Parting): Change[] {
  const clock = { from: turn.facts.now, minutes: turn.facts.table.timings.callBackMinutes, order: null } as const
  if (turn.state.callerNumber !== null) {
    return setDeadline(row, { ...clock, kind: 'callBack', base: 'abandoned' }, turn.decision)
  }
  if (how === 'fallback') return setDeadline(row, { ...clock, kind: 'confirmAfterHours', base: 'ended' }, turn.decision)
  const why = 'the number was hidden: nobody can be called back'
  const closed = closeWithoutOrders({ caseRow: row, orders: [], deadlines: [] }, turn.decision, why)
  return closed.ok ? closed.changes : []
}

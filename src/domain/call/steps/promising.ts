/**
 * Promise to the citizen: no route ends in a dead end. When nobody can be reached he may leave his words, a call back is
 * promised to a number, and the promise is a deadline before it is spoken.
 */
import type { DeadlineRecord } from '../../clocks/deadline-record.ts'
import { setDeadline, settledDeadline } from '../../clocks/set-deadline.ts'
import { orderToTeam } from '../../messaging/order-to-team.ts'
import type { Termination } from '../call-record.ts'
import type { Phrase } from '../phrase.ts'
import { goTo, type Turn } from '../turn.ts'
import { endCall } from './end-call.ts'
import { matterNow } from './matter-now.ts'
import { numberTwice } from './number-phrases.ts'

/** Everybody was rung and nobody took it. */
export function huntExhausted(turn: Turn): void {
  const { matter, caller, position, record } = turn.state
  if (matter === null || position.at !== 'hunting') return
  const deadline = position.notice?.deadlineId ?? null
  const told = deadline === null ? 'dutyOfficerNotReached' : 'escalationNotHeard'
  const what = position.purpose === 'inform' ? told : 'nobodyTook'
  const refs = { call: record.id, ...(deadline === null ? {} : { deadline }) }
  turn.changes.push(turn.decision.line(matter.caseId, what, { refs }))
  // The team has its message since the order was issued, and the caller was promised nothing.
  if (position.byOfficer) return endCall(turn, { result: 'notTaken', reason: 'nobody took it' })
  const sent: Phrase[] = position.purpose === 'order' && textTeam(turn) ? [{ say: 'orderSentBySms' }] : []
  // Before he is asked for anything more: he may hang up at any moment.
  if (position.purpose !== 'inform') oweCallBack(turn)
  if (caller === null) {
    return endCall(turn, { result: 'notTaken', reason: 'nobody took it' })
  }
  if (position.purpose === 'officer' && matter.statement === null) {
    return goTo(turn, { at: 'statement', doing: 'asking', recording: null, after: 'promise' }, [{ say: 'nobodyTook' }])
  }
  promiseCallBack(turn, [{ say: 'nobodyTook' }, ...sent])
}

/** The unit whose telephones nobody took gets its order by message. false: nobody there can get messages. */
function textTeam(turn: Turn): boolean {
  const { matter } = turn.state
  const now = matterNow(turn)
  const order = now?.orders.find(({ id }) => id === matter?.orderId)
  if (!now || !order || (order.status !== 'issued' && order.status !== 'notified')) return false
  const { duty } = turn.facts
  const statement = matter?.statement == null ? 'no' : 'yes'
  const about = { order, caseRow: now.caseRow, duty, statement } as const
  const changes = orderToTeam(about, turn.decision)
  turn.changes.push(...changes)
  return changes.length > 0
}

/** Promises a call back, asking for a number first where there is none. */
export function promiseCallBack(turn: Turn, before: readonly Phrase[] = []): void {
  const { caller, callBackNumber, position } = turn.state
  oweCallBack(turn)
  if (caller === null) return endCall(turn, { result: 'callerLeft', reason: 'hung up before the promise' })
  if (callBackNumber === null && position.at !== 'askingNumber') {
    return goTo(turn, { at: 'askingNumber', digits: '', tries: 0 }, before)
  }
  const termination = { result: 'callBackPromised', reason: 'nobody could be reached' } as const
  closeWith(turn, caller, termination, [...before, ...promise(turn), ...numberTwice(turn), { say: 'goodbye' }])
}

/** Says last words to a leg, then ends the call. */
export const closeWith = (turn: Turn, leg: string, termination: Termination, words: readonly Phrase[]): void =>
  goTo(turn, { at: 'closing', leg, termination, words })

/**
 * The centre owes a call back, once a case, where there is a number to call: nobody could keep another promise. After hours
 * the confirmation next morning is that call.
 */
export function oweCallBack(turn: Turn): void {
  const now = matterNow(turn)
  if (!now) return
  const isHidden = turn.state.callBackNumber === null
  // A number that comes late turns the look that was owed into a call back.
  const given = isHidden ? [] : now.deadlines.filter(isLookOwed)
  turn.changes.push(
    ...given.map((one) => ({ put: 'deadline', row: settledDeadline(one, 'cancelled', turn.facts.now) }) as const),
  )
  const running = now.deadlines.filter((one) => one.status === 'running' && !given.includes(one))
  if (running.some(({ kind }) => kindsOwed.includes(kind))) return
  // Whoever owes the unit's work, or its order, has the case in hand. Where nobody has, somebody looks at it.
  if (isHidden && running.length > 0) return
  const owed = isHidden ? ({ kind: 'confirmAfterHours', base: 'ended' } as const) : callBack
  const minutes = turn.facts.table.timings.callBackMinutes
  turn.changes.push(...setDeadline(now.caseRow, { ...owed, from: turn.facts.now, minutes, order: null }, turn.decision))
}
const isLookOwed = ({ kind, status, reason }: DeadlineRecord): boolean =>
  kind === 'confirmAfterHours' && status === 'running' && reason.base === 'ended'
const callBack = { kind: 'callBack', base: 'promised' } as const
const kindsOwed: readonly string[] = ['callBack', 'confirmAfterHours']

/** What is true: minutes only where the centre works, a call back only where there is a number. */
function promise(turn: Turn): Phrase[] {
  if (turn.state.callBackNumber === null) return [{ say: 'callAgain' }]
  if (matterNow(turn)?.caseRow.origin === 'afterHours') return [{ say: 'promiseCallBack' }]
  return [{ say: 'promiseCallBackWithin' }, { number: turn.facts.table.timings.callBackMinutes }, { say: 'minutes' }]
}

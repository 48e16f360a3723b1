import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import type { CallState, Leg } from '../../../src/domain/call/call-state.ts'
import { type Transition, transition } from '../../../src/domain/call/transition.ts'
import { obeysTheRules } from './call-rules.ts'
import {
  day,
  factsFor,
  newId,
  night,
  noRows,
  oldAdvice,
  oldAmbulance,
  oldWorks,
  place,
  type Rows,
  testWanted,
  withChanges,
} from './call-town.ts'
import { possibleEvents } from './possible-events.ts'

/** A call as it stands somewhere in its life, with what the store has and what time it is. */
export type Moment = { readonly state: CallState; readonly rows: Rows; readonly now: number }

/** Who calls, what is dialled, when. */
export const arrivals = [
  { name: 'by day', dialled: place.hotline, caller: '13900000001', now: day },
  { name: 'by day, number hidden', dialled: place.hotline, caller: null, now: day },
  { name: 'by night', dialled: place.hotline, caller: '13900000001', now: night },
  { name: 'by night, number hidden', dialled: place.hotline, caller: null, now: night },
  { name: 'an old number', dialled: place.oldWater, caller: '13900000001', now: day },
  { name: 'an old number with a question', dialled: place.oldGas, caller: '13900000001', now: day },
  { name: 'an old number of advice', dialled: oldAdvice, caller: '13900000001', now: day },
  { name: 'an old number that leads elsewhere', dialled: oldAmbulance, caller: '13900000001', now: day },
  { name: 'an old number that asks where it is', dialled: oldWorks, caller: '13900000001', now: day },
  { name: 'somebody of the centre', dialled: place.hotline, caller: place.officer, now: day },
  { name: 'somebody of the centre by night', dialled: place.hotline, caller: place.officer, now: night },
  { name: 'from 110', dialled: place.from110, caller: '13900000001', now: night },
] as const

/** What is observed on the way: `menu --> hunting`, `[*] --> menu`. */
export type Edges = Set<string>

/** One step of one call, held to the rules; every call it leads to. */
export function step(moment: Moment, event: CallEvent, busy: readonly string[], edges: Edges): readonly Moment[] {
  const { state, rows } = moment
  const due = event.type === 'TimerFired' ? state.timers[event.timer] : undefined
  const now = Math.max(moment.now + 1000, due ?? 0)
  const decision = transition(state, event, factsFor(state, rows, now, busy))
  const after = withChanges(rows, decision.changes)
  obeysTheRules(state, event, decision, after)
  noteEdges(state, decision, edges)
  return decision.calls.map((call) => ({ state: call.state, rows: after, now }))
}

export function arrive(arrival: (typeof arrivals)[number], edges: Edges): Moment {
  const event: CallEvent = {
    type: 'CallArrived',
    leg: newId(),
    dialled: arrival.dialled,
    caller: arrival.caller,
    node: 'test',
  }
  const decision = transition(null, event, factsFor(null, noRows, arrival.now, []))
  const rows = withChanges(noRows, decision.changes)
  obeysTheRules(null, event, decision, rows)
  noteEdges(null, decision, edges)
  return { state: decision.calls[0]!.state, rows, now: arrival.now }
}

/** The call by which a team is rung for an order that an officer has issued. */
export function ordered(edges: Edges): Moment {
  const menu = arrive(arrivals[0], edges)
  const key: CallEvent = { type: 'DigitPressed', leg: menu.state.caller ?? '', digit: '1' }
  const [chosen] = step(menu, key, [], edges)
  const matter = chosen?.state.matter
  if (!chosen || !matter?.orderId) throw new Error('the key 1 does not lead to an order')
  const event: CallEvent = {
    type: 'OrderCallRequested',
    caseId: matter.caseId,
    orderId: matter.orderId,
    callBackNumber: '13900000001',
    statement: null,
    node: 'test',
  }
  const { subject } = factsFor(chosen.state, chosen.rows, chosen.now, [])
  const decision = transition(null, event, { ...factsFor(null, chosen.rows, chosen.now, []), subject })
  const rows = withChanges(chosen.rows, decision.changes)
  obeysTheRules(null, event, decision, rows)
  noteEdges(null, decision, edges)
  return { state: decision.calls[0]!.state, rows, now: chosen.now }
}

/** A call that tries a telephone out. */
export function tested(edges: Edges): Moment {
  const decision = transition(null, testWanted, factsFor(null, noRows, day, []))
  const rows = withChanges(noRows, decision.changes)
  obeysTheRules(null, testWanted, decision, rows)
  noteEdges(null, decision, edges)
  return { state: decision.calls[0]!.state, rows, now: day }
}

function noteEdges(before: CallState | null, { calls }: Transition, edges: Edges): void {
  for (const { state, trail } of calls) {
    let from: string = before?.id === state.id ? before.position.at : '[*]'
    // A call that comes out of another may begin where that one stood.
    const to = trail.length === 0 && from === '[*]' ? [state.position.at] : trail
    for (const next of to) {
      if (next !== from) edges.add(`${from} --> ${next}`)
      from = next
    }
    if (state.position.at === 'ended' && before?.position.at !== 'ended') edges.add('ended --> [*]')
  }
}

/** What tells one moment from another for the flow: not ids, not times, not how often, not who of several. */
export function nameOf({ state, rows }: Moment): string {
  const { position, caller, matter, legs, recordings, bridge, timers, record, callerNumber, callBackNumber } = state
  const seen = Object.values(legs).map((leg) => describeLeg(leg))
  const order = rows.orders[matter?.orderId ?? '']
  return JSON.stringify([
    record.kind,
    whereOf(position),
    caller !== null,
    callBackNumber !== null,
    // Only there it matters who calls.
    (position.at === 'menu' || position.at === 'greeting') && callerNumber === place.officer,
    matter === null ? null : matter.unit !== null,
    [...new Set(seen)].sort(),
    Object.keys(recordings).length > 0,
    bridge !== null,
    Object.keys(timers)
      .filter((name) => !name.startsWith('leg:'))
      .sort(),
    order === undefined ? null : order.status === 'accepted',
  ])
}

function describeLeg({ role, progress, playback }: Leg): string {
  if (role === 'caller') return `caller ${progress} ${playback !== null}`
  if (progress === 'dialling' || progress === 'ringing') return 'rung'
  return progress === 'dismissed' || progress === 'leaving' ? 'on its way out' : `${role} ${progress}`
}

function whereOf(position: CallState['position']): unknown {
  switch (position.at) {
    case 'hunting': {
      const { purpose, stage, stages, entry } = position
      return [
        position.at,
        purpose,
        position.byOfficer,
        stages[stage]?.unit === null,
        entry !== null && entry.length > 2,
      ]
    }
    case 'relaying':
      return [position.at, position.neverCalled]
    case 'closing':
    case 'talking':
      return position.at
    case 'askingNumber':
      return [position.at, position.digits.length > 2, position.tries]
    case 'joining':
      return [position.at, position.callerReady, position.tries, position.emergency?.why]
    case 'statement':
      return [position.at, position.doing, position.after]
    case 'identifying':
      return [position.at, position.keyed > 0, position.checking, position.back.at]
    case 'overriding':
      return [position.at, position.step, position.kind, position.entry.length, position.wrong, position.back.at]
    case 'ending':
      return [position.at, Math.min(position.tries, 5)]
    case 'emergency':
      return [position.at, position.why, Math.min(position.tries, 2)]
    case 'emergencyChoice':
      return [position.at, position.wrong, Math.min(position.tries, 3)]
    default:
      return position
  }
}

const everybody = [...place.water, ...place.works, ...place.gas, place.officer, place.secondOfficer]

/** Events after which somebody may be rung: then it matters who is in another call. */
const mayRing: readonly CallEvent['type'][] = [
  'LegEnded',
  'LegFailed',
  'TimerFired',
  'RecordingFinished',
  'DigitPressed',
]

/** All moments that can be reached, each once, by everything that can happen in each; `limit` bounds the search. */
export function explore(limit: number): { readonly moments: readonly Moment[]; readonly edges: Edges; steps: number } {
  const edges: Edges = new Set()
  const found = new Map<string, Moment>()
  const queue: Moment[] = []
  let steps = 0
  const add = (moment: Moment): void => {
    const name = nameOf(moment)
    if (found.has(name) || found.size >= limit) return
    found.set(name, moment)
    queue.push(moment)
  }
  for (const arrival of arrivals) add(arrive(arrival, edges))
  add(ordered(edges))
  add(tested(edges))
  for (const moment of queue) {
    for (const event of possibleEvents(moment.state)) {
      for (const busy of mayRing.includes(event.type) ? [[], everybody] : [[]]) {
        steps += 1
        try {
          for (const next of step(moment, event, busy, edges)) add(next)
        } catch (error) {
          throw new Error(`${JSON.stringify(event)} in ${nameOf(moment)}`, { cause: error })
        }
      }
    }
  }
  return { moments: [...found.values()], edges, steps }
}

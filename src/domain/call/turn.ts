import type { Change } from '../change.ts'
import { type Decision, decisionBy } from '../decision.ts'
import { seconds } from '../instant.ts'
import type { CallCommand } from './call-command.ts'
import type { CallFacts } from './call-facts.ts'
import type { CallRecord } from './call-record.ts'
import type { CallState, Leg, Position } from './call-state.ts'
import type { Phrase } from './phrase.ts'

/**
 * One call's part in a transition while it is being worked out: the state so far and what it asks for. Mutable inside
 * `transition` alone; nothing of it survives but its result.
 */
export type Turn = {
  state: CallState
  readonly facts: CallFacts
  readonly decision: Decision
  readonly changes: Change[]
  readonly commands: CallCommand[]
  /** Words to be said first in the position that was just entered; null: none was. */
  entering: readonly Phrase[] | null
  /** Positions it has gone to so far. */
  readonly trail: Position['at'][]
  /** Calls that come out of this one: an order whose caller has gone, a word to the duty officer. */
  readonly spawned: Turn[]
  /** All calls of this transition, itself among them: two of them must not ring one telephone. */
  readonly together: Turn[]
}

/** @param origin the call it comes out of; left out: none. */
export function beginTurn(state: CallState, facts: CallFacts, origin?: Turn): Turn {
  const turn: Turn = {
    state,
    facts,
    decision: decisionBy('system', facts),
    changes: [],
    commands: [],
    entering: null,
    trail: [],
    spawned: [],
    together: origin?.together ?? [],
  }
  turn.together.push(turn)
  return turn
}

/**
 * A fresh id within the call, for a leg, playback, recording or bridge. Never reused. Of one length up to the 9999th: Asterisk
 * (22.10.1) takes a new channel's id as taken when another channel's id begins with it.
 */
export function nextId(turn: Turn): string {
  const sequence = turn.state.sequence + 1
  turn.state = { ...turn.state, sequence }
  return `${turn.state.id}_${String(sequence).padStart(4, '0')}`
}

/**
 * Moves the call to another position (or anew into its own); the timers of the old one go, those of single legs stay.
 * The family of that position then does what it begins with, after saying the words `before`.
 */
export function goTo(turn: Turn, position: Position, before: readonly Phrase[] = []): void {
  const timers = Object.fromEntries(Object.entries(turn.state.timers).filter(([name]) => name.startsWith('leg:')))
  turn.state = { ...turn.state, position, timers }
  turn.trail.push(position.at)
  turn.entering = before
}

/** Changes the position in place: same family, same timers, nothing begins anew. */
export function stay(turn: Turn, position: Position): void {
  turn.state = { ...turn.state, position }
}

export function setTimer(turn: Turn, name: string, afterSeconds: number): void {
  turn.state = { ...turn.state, timers: { ...turn.state.timers, [name]: turn.facts.now + seconds(afterSeconds) } }
}

export function clearTimer(turn: Turn, name: string): void {
  const { [name]: _, ...timers } = turn.state.timers
  turn.state = { ...turn.state, timers }
}

export function updateLeg(turn: Turn, id: string, update: Partial<Leg>): void {
  const leg = turn.state.legs[id]
  if (!leg) return
  turn.state = { ...turn.state, legs: { ...turn.state.legs, [id]: { ...leg, ...update } } }
}

export function removeLeg(turn: Turn, id: string): void {
  const { [id]: _, ...legs } = turn.state.legs
  turn.state = { ...turn.state, legs, caller: turn.state.caller === id ? null : turn.state.caller }
  clearTimer(turn, `leg:${id}`)
}

/** Changes the call's own record, which is committed with the transition. */
export function updateRecord(turn: Turn, update: Partial<CallRecord>): void {
  const record = { ...turn.state.record, ...update }
  turn.state = { ...turn.state, record }
  const at = turn.changes.findIndex((change) => 'put' in change && change.put === 'call' && change.row.id === record.id)
  if (at >= 0) turn.changes.splice(at, 1)
  turn.changes.push({ put: 'call', row: record })
}

/** Says the phrases to a leg, cutting off what it hears now. The caller hears his language, all others the centre's. */
export function say(turn: Turn, leg: string, phrases: readonly Phrase[]): void {
  const current = turn.state.legs[leg]
  if (!current || current.progress === 'leaving') return
  stopSaying(turn, leg)
  const playback = nextId(turn)
  updateLeg(turn, leg, { playback })
  const language =
    current.role === 'caller'
      ? turn.state.record.language
      : (turn.facts.table.languages[0] ?? turn.state.record.language)
  turn.commands.push({ do: 'play', leg, playback, phrases, language })
}

/** Says something to the caller, if he is there. */
export function sayToCaller(turn: Turn, phrases: readonly Phrase[]): void {
  if (turn.state.caller !== null) say(turn, turn.state.caller, phrases)
}

/** Cuts off what a leg hears; the end of that playback is of no more interest. */
export function stopSaying(turn: Turn, leg: string): void {
  const playback = turn.state.legs[leg]?.playback
  if (!playback) return
  turn.commands.push({ do: 'stopPlayback', playback })
  updateLeg(turn, leg, { playback: null })
}

/** Ends a leg that takes part in something; its end is reported by the network. */
export function hangUp(turn: Turn, id: string): void {
  const leg = turn.state.legs[id]
  if (!leg) return
  clearTimer(turn, `leg:${id}`)
  updateLeg(turn, id, { progress: 'leaving', playback: null })
  turn.commands.push({ do: 'hangUp', leg: id })
}

/** How long a last word may take before the leg is ended all the same. */
const lastWordSeconds = 20

/** Tells a leg a last word, then ends it. */
export function dismiss(turn: Turn, id: string, lastWord: readonly Phrase[]): void {
  say(turn, id, lastWord)
  updateLeg(turn, id, { progress: 'dismissed' })
  setTimer(turn, `leg:${id}`, lastWordSeconds)
}

export const callerLeg = (state: CallState): Leg | null =>
  state.caller === null ? null : (state.legs[state.caller] ?? null)

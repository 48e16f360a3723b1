import type { CallState } from '../../../domain/call/call-state.ts'
import type { Instant } from '../../../domain/instant.ts'
import { createLiveCalls, type LiveCalls } from '../../call/live-calls.ts'
import { type Agenda, createAgenda } from './agenda.ts'
import type { DryRunCall, DryRunRules } from './dry-run-call.ts'
import type { DryRunLine, Party, What } from './dry-run-line.ts'
import { noRows, type SimulatedRows } from './simulated-rows.ts'

/** A dry run while it goes on. Mutable; nothing of it survives but its lines and where the call went. */
export type Simulation = {
  readonly call: DryRunCall
  readonly rules: DryRunRules
  now: Instant
  /** The calls that are up, as a server holds them. */
  readonly live: LiveCalls
  /** Every call there was, as it stands or ended, in the order in which they began. */
  readonly calls: Map<string, CallState>
  readonly agenda: Agenda
  readonly rows: SimulatedRows
  readonly lines: DryRunLine[]
  /** What is being played: to which leg, since when, and the line that tells of it. */
  readonly playing: Map<string, { readonly leg: string; readonly began: Instant; readonly line: number }>
  /** What is being recorded, since when; `leg` null: a conversation. */
  readonly recording: Map<string, { readonly leg: string | null; readonly began: Instant }>
  /** Legs that are up: the caller's, and those that have answered. */
  readonly up: Set<string>
  /** Legs whose person has made up his mind. */
  readonly decided: Set<string>
  /** How many of the caller's keys were pressed. */
  pressed: number
  /** Whoever has taken the call, as far as somebody did. */
  taker: Party | null
  ids: number
}

export const beginSimulation = (call: DryRunCall, rules: DryRunRules): Simulation => {
  const simulation: Simulation = {
    call,
    rules,
    now: call.at,
    live: createLiveCalls(() => simulation.now),
    calls: new Map(),
    agenda: createAgenda(),
    rows: noRows(),
    lines: [],
    playing: new Map(),
    recording: new Map(),
    up: new Set(),
    decided: new Set(),
    pressed: 0,
    taker: null,
    ids: 0,
  }
  return simulation
}

/** One line more. `callId` null: it belongs to no call. */
export function tell(simulation: Simulation, callId: string | null, what: What): void {
  const call = callId === null ? 0 : [...simulation.calls.keys()].indexOf(callId) + 1
  simulation.lines.push({ at: simulation.now, call, ...what })
}

/** Whether a call is made beside what is done for the caller himself: somebody is told of it, or a further unit is rung. */
export const isBeside = ({ rows }: Pick<Simulation, 'rows'>, { record, matter }: CallState): boolean =>
  record.kind === 'inform' || rows.orders.get(matter?.orderId ?? '')?.lead === false

/** Who is at a leg of a call; null: there is no such leg. */
export function partyOf(state: CallState | null, leg: string): Party | null {
  const found = state?.legs[leg]
  return found === undefined ? null : { role: found.role, number: found.number, person: found.responder }
}

/**
 * Promise to the sysadmin: what he tries is what a caller would get. A dry run makes no rule of its own: calls are led by
 * the very `transition` that leads live ones, deadlines climb by the same functions; only the outcomes of commands are
 * made up, and the time passes by itself. Nothing is rung, sent or saved.
 */
import type { CallEvent } from '../../../domain/call/call-event.ts'
import type { CallState } from '../../../domain/call/call-state.ts'
import { type Transition, transition } from '../../../domain/call/transition.ts'
import type { Instant } from '../../../domain/instant.ts'
import { carryOut } from './carry-out.ts'
import { climb, nextToClimb } from './climb.ts'
import type { DryRunCall, DryRunRules } from './dry-run-call.ts'
import type { DryRunLine } from './dry-run-line.ts'
import { planKeys } from './plan-keys.ts'
import { saveChanges, subjectOf } from './simulated-rows.ts'
import { beginSimulation, type Simulation, tell } from './simulation.ts'
import { tellDecision, tellEvent } from './tell-decision.ts'
import { type WhereItGoes, whereItGoes } from './where-it-goes.ts'

export type DryRun = {
  readonly lines: readonly DryRunLine[]
  readonly where: WhereItGoes
  /** Keys that nothing asked for. */
  readonly unusedKeys: string
}

/** Events of one dry run: the longest call that ends by itself takes some hundred. */
const mostEvents = 5000

/**
 * Tries a call.
 * @param until `callsEnd`: as long as a call is up; `theEnd`: and on until nothing is left that would be escalated if
 *   nobody reacted.
 */
export function dryRun(call: DryRunCall, rules: DryRunRules, until: 'callsEnd' | 'theEnd' = 'theEnd'): DryRun {
  const simulation = beginSimulation(call, rules)
  simulation.up.add(callerLeg)
  const { dialled, caller } = call
  take(simulation, null, { type: 'CallArrived', leg: callerLeg, dialled, caller, node: 'dry-run' })
  let events = 0
  while ((until === 'theEnd' || simulation.live.size() > 0) && step(simulation)) {
    events += 1
    if (events < mostEvents) continue
    tell(simulation, null, { what: 'givenUp' })
    break
  }
  return {
    lines: simulation.lines,
    where: whereItGoes(simulation),
    unusedKeys: call.keys.slice(simulation.pressed),
  }
}

const callerLeg = 'caller'

/** What comes next happens: an outcome, a timer of a call, a step of a ladder. false: nothing is to come. */
function step(simulation: Simulation): boolean {
  const { agenda, live } = simulation
  const comes = agenda.nextAt() ?? Number.POSITIVE_INFINITY
  const timer = nextTimer(live.all())
  const ladder = nextToClimb(simulation)
  const at = Math.min(comes, timer?.at ?? Number.POSITIVE_INFINITY, ladder?.at ?? Number.POSITIVE_INFINITY)
  if (at === Number.POSITIVE_INFINITY) return false
  simulation.now = Math.max(simulation.now, at)
  const coming = comes === at ? agenda.take() : null
  if (coming !== null) {
    take(simulation, ownerOf(simulation, coming.event) ?? coming.call, coming.event)
  } else if (timer?.at === at) take(simulation, timer.call, { type: 'TimerFired', timer: timer.name })
  else if (ladder !== null) climb(simulation, ladder.deadline)
  return true
}

function nextTimer(
  calls: Iterable<CallState>,
): { readonly at: Instant; readonly call: string; readonly name: string } | null {
  let first: { at: Instant; call: string; name: string } | null = null
  for (const { id, timers } of calls) {
    for (const [name, at] of Object.entries(timers)) if (first === null || at < first.at) first = { at, call: id, name }
  }
  return first
}

/** Legs may have moved on to a call that came out of the one which began them. */
function ownerOf({ live }: Simulation, event: CallEvent): string | undefined {
  const id =
    'leg' in event ? event.leg : 'playback' in event ? event.playback : 'recording' in event ? event.recording : null
  return id === null ? undefined : live.ownerOf(id)
}

function take(simulation: Simulation, callId: string | null, event: CallEvent): void {
  const { live, rules, rows, agenda, now } = simulation
  const before = callId === null ? null : (live.get(callId) ?? null)
  if (event.type === 'LegAnswered') simulation.up.add(event.leg)
  if (before === null && event.type !== 'CallArrived') return
  const decision = transition(before, event, {
    now,
    zone: rules.zone,
    table: rules.table,
    tableVersion: rules.tableVersion,
    duty: rules.duty,
    newId: () => {
      simulation.ids += 1
      return `dry${simulation.ids}`
    },
    server: 'dry-run',
    busy: live.busy(before?.id ?? null),
    lastUsed: live.lastUsed(),
    subject: subjectOf(rows, before?.matter?.caseId ?? null),
  })
  for (const { state } of decision.calls) {
    live.put(state)
    simulation.calls.set(state.id, state)
  }
  tellEvent(simulation, before, event)
  const { told, numbered } = saveChanges(rows, decision.changes, rules.zone)
  for (const what of told) tell(simulation, decision.calls[0]?.state.id ?? null, what)
  tellDecision(simulation, before, decision)
  for (const { state } of decision.calls) {
    const caseNumber = numbered.get(state.matter?.caseId ?? '')
    if (caseNumber !== undefined)
      agenda.plan({ at: now, key: `call:${state.id}`, call: state.id, event: { type: 'CaseNumbered', caseNumber } })
  }
  carryOutAll(simulation, decision)
  planKeys(simulation)
}

function carryOutAll(simulation: Simulation, { calls }: Transition): void {
  for (const { state, commands } of calls) for (const command of commands) carryOut(simulation, state, command)
}

import type { CallState } from '../../../domain/call/call-state.ts'
import { type Instant, seconds } from '../../../domain/instant.ts'
import type { Simulation } from './simulation.ts'
import { wantedKey } from './wanted-key.ts'

/** From the last word to the key: the caller's, and that of somebody who decides, in ms. Shorter than any pause allowed. */
const keyMs = 800
const decisionMs = seconds(2)
/** How long two people talk before the caller hangs up. */
const talkMs = seconds(60)

/** Whoever is asked for a key presses it, and whoever has talked hangs up: planned after each event. */
export function planKeys(simulation: Simulation): void {
  for (const state of simulation.live.all()) {
    planCallerKey(simulation, state)
    planDecisions(simulation, state)
  }
}

function planCallerKey(simulation: Simulation, state: CallState): void {
  const { agenda, call, now } = simulation
  const { caller: leg, position } = state
  if (leg === null || agenda.has(callerKey)) return
  const plan = (at: Instant, event: Parameters<typeof agenda.plan>[0]['event']): void =>
    agenda.plan({ at, key: callerKey, call: null, event })
  if (position.at === 'talking') return plan(now + talkMs, { type: 'LegEnded', leg })
  const given = call.keys[simulation.pressed]
  if (!isAskedFor(state, leg, given)) return
  const key = given ?? (call.wish === null ? null : wantedKey(state, call.wish, simulation.rules.table))
  if (given !== undefined) simulation.pressed += 1
  if (key !== null) return plan(now + keyMs, { type: 'DigitPressed', leg, digit: key })
  // He wants nothing of what is offered.
  if (call.wish !== null && position.at === 'menu') plan(now + keyMs, { type: 'LegEnded', leg })
}

/** One thing at a time: what the caller does next. */
const callerKey = 'caller'

/** Something is asked for and has been heard; `#` also skips what is being said. */
function isAskedFor({ position, legs }: CallState, leg: string, key: string | undefined): boolean {
  const isHeard = legs[leg]?.playback === null
  switch (position.at) {
    case 'menu':
    case 'question':
    case 'emergencyChoice':
    case 'askingNumber':
      return isHeard
    case 'identifying':
      return isHeard && !position.checking
    case 'overriding':
      return isHeard && position.step !== 'saving'
    case 'hunting':
      return isHeard && position.entry !== null
    case 'greeting':
      return key === '#'
    case 'statement':
      return key === '#' && position.doing === 'asking'
    default:
      return false
  }
}

/** Who has answered and heard what it is about takes it, declines, or presses nothing, by his habit. */
function planDecisions({ agenda, call, decided, now }: Simulation, state: CallState): void {
  for (const [leg, { progress, playback, number }] of Object.entries(state.legs)) {
    if (progress !== 'deciding' || playback !== null || decided.has(leg)) continue
    decided.add(leg)
    const habit = call.habits[number ?? ''] ?? 'takes'
    if (habit !== 'takes' && habit !== 'declines') continue
    const digit = habit === 'takes' ? '1' : '2'
    agenda.plan({ at: now + decisionMs, key: `press:${leg}`, call: null, event: { type: 'DigitPressed', leg, digit } })
  }
}

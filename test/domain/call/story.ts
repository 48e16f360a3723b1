import type { CallCommand } from '../../../src/domain/call/call-command.ts'
import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import type { CallState } from '../../../src/domain/call/call-state.ts'
import { transition } from '../../../src/domain/call/transition.ts'
import type { Change } from '../../../src/domain/change.ts'
import { type Duty, noDuty } from '../../../src/domain/routing/duty.ts'
import { obeysTheRules } from './call-rules.ts'
import { factsFor, newId, noRows, type Rows, withChanges } from './call-town.ts'

/** One call told event by event: what it stands at, and what the last event brought about. */
export type Story = {
  state: CallState
  rows: Rows
  now: number
  duty: Duty
  commands: readonly CallCommand[]
  changes: readonly Change[]
  /** Calls that came out of it by the last event. */
  spawned: readonly CallState[]
}

export function beginStory(about: {
  readonly dialled: string
  readonly caller?: string | null
  readonly now: number
  readonly duty?: Duty
}): Story {
  const caller = about.caller === undefined ? '13900000001' : about.caller
  const event: CallEvent = { type: 'CallArrived', leg: newId(), dialled: about.dialled, caller, node: 'test' }
  return take(null, event, { rows: noRows, now: about.now, duty: about.duty ?? noDuty }, [])
}

/** The story goes on with this event; `after` seconds later, a timer at its instant. */
export function tell(
  story: Story,
  event: CallEvent,
  { after = 1, busy = [] }: { readonly after?: number; readonly busy?: readonly string[] } = {},
): Story {
  const due = event.type === 'TimerFired' ? (story.state.timers[event.timer] ?? 0) : 0
  return take(story.state, event, { ...story, now: Math.max(story.now + after * 1000, due) }, busy)
}

function take(
  before: CallState | null,
  event: CallEvent,
  { rows, now, duty }: Pick<Story, 'rows' | 'now' | 'duty'>,
  busy: readonly string[],
): Story {
  const decision = transition(before, event, factsFor(before, rows, now, busy, duty))
  const after = withChanges(rows, decision.changes)
  obeysTheRules(before, event, decision, after)
  const [own, ...others] = decision.calls
  return {
    state: own!.state,
    rows: after,
    now,
    duty,
    commands: decision.calls.flatMap(({ commands }) => commands),
    changes: decision.changes,
    spawned: others.map(({ state }) => state),
  }
}

export const callerKey = (story: Story, digit: string): CallEvent => ({
  type: 'DigitPressed',
  leg: story.state.caller ?? '',
  digit,
})

/** The leg dialled last. */
export const rungLeg = (story: Story): string =>
  Object.keys(story.state.legs).findLast((leg) => leg !== story.state.caller) ?? ''

export const said = (story: Story): readonly string[] =>
  story.commands.flatMap((command) =>
    command.do === 'play'
      ? command.phrases.map((phrase) => ('say' in phrase ? phrase.say : Object.keys(phrase)[0]!))
      : [],
  )

export const did = (story: Story): readonly string[] => story.commands.map((command) => command.do)

/** What a leg hears has ended. */
export const heardOut = ({ state }: Story, leg: string): CallEvent => ({
  type: 'PromptFinished',
  playback: state.legs[leg]?.playback ?? '',
})

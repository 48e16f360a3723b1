import type { CallEvent } from '../../domain/call/call-event.ts'
import type { CallState, Position } from '../../domain/call/call-state.ts'
import type { Transition } from '../../domain/call/transition.ts'
import type { Instant } from '../../domain/instant.ts'
import type { CallLogLine } from '../ports/ledger.ts'

/** One line a call that a transition touched, for the log and the call's story. Without personal data: no numbers, no words. */
export function describeTransition(
  before: CallState | null,
  event: CallEvent,
  decision: Transition,
  at: Instant,
): readonly CallLogLine[] {
  return decision.calls.map(({ state, commands }, index) => ({
    callId: state.id,
    at,
    event: index === 0 ? event.type : 'CallBegun',
    from: index > 0 || before === null ? '-' : nameOf(before.position),
    to: nameOf(state.position),
    detail: {
      ...(index === 0 ? detailOf(event) : {}),
      ...(state.matter === null ? {} : { case: state.matter.caseNumber ?? state.matter.caseId }),
      ...(commands.length === 0 ? {} : { commands: commands.map((command) => command.do) }),
    },
  }))
}

/** `hunting order 1/2`: the state and what tells it apart. */
function nameOf(position: Position): string {
  switch (position.at) {
    case 'menu':
      return position.group === null ? 'menu' : `menu ${position.group}`
    case 'hunting':
      return `hunting ${position.purpose} ${Math.min(position.stage + 1, position.stages.length)}/${position.stages.length}`
    case 'emergency':
      return `emergency ${position.emergency}`
    case 'overriding':
      return `overriding ${position.step}`
    default:
      return position.at
  }
}

/** What may be said of an event: keys only in the menu (they could be a telephone number elsewhere). */
function detailOf(event: CallEvent): Record<string, unknown> {
  switch (event.type) {
    case 'CallArrived':
      return { leg: event.leg, dialled: event.dialled, node: event.node }
    case 'CallRequested':
      return { deadline: event.notice.deadlineId, node: event.node }
    case 'OrderCallRequested':
      return { order: event.orderId, node: event.node }
    case 'TestCallRequested':
      return { person: event.person, by: event.by, node: event.node }
    case 'DeadlineChanged':
      return { deadline: event.deadlineId }
    case 'LegFailed':
      return { leg: event.leg, reason: event.reason }
    case 'PromptFailed':
    case 'RecordingFailed':
    case 'RecordingDamaged':
      return { reason: event.reason }
    case 'RecordingFinished':
      return { seconds: event.seconds }
    case 'TimerFired':
      return { timer: event.timer }
    case 'CommandFailed':
      return { command: event.command.do, reason: event.reason, detail: event.detail }
    case 'PinChecked':
      return { result: event.result }
    case 'OverrideSettled':
      return { override: event.id, outcome: event.outcome, reason: event.reason }
    case 'OrderChanged':
      return { status: event.status }
    case 'LegRinging':
    case 'LegAnswered':
    case 'LegEnded':
    case 'DigitPressed':
      return { leg: event.leg }
    default:
      return {}
  }
}

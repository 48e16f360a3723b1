import type { Actor } from '../case/timeline-line.ts'
import type { OrderStatus } from '../dispatch/order-record.ts'
import type { CallCommand } from './call-command.ts'
import type { Notice } from './call-state.ts'

/**
 * How a leg ended that did not just hang up: `lost`: the telephone system broke down; `unwatched`: while the server or its
 * connection was away, so that nobody knows whether he hung up; `fallback`: the dialplan took the caller meanwhile.
 */
export type Parting = 'lost' | 'unwatched' | 'fallback'

/** What is known of a call's recordings that have not ended: `missing` ones never began. Of others nothing is known. */
export type RecordingsNow = Readonly<Record<string, 'running' | 'missing'>>

export const pinResults = ['right', 'wrong', 'locked', 'noPin', 'lost', 'failed'] as const
export type PinResult = (typeof pinResults)[number]

/** What can happen to a call, in the past tense. */
export type CallEvent =
  | {
      readonly type: 'CallArrived'
      readonly leg: string
      readonly dialled: string
      readonly caller: string | null
      readonly node: string
    }
  /** A call of our own is wanted: these people are to be told something about a case, and to press a key. */
  | {
      readonly type: 'CallRequested'
      readonly caseId: string
      /** Order it is about; null: none. */
      readonly orderId: string | null
      readonly notice: Notice
      /** Rung one after another. */
      readonly people: readonly { readonly id: string; readonly number: string }[]
      readonly node: string
    }
  /** An officer has handed a case to one more unit: its team is rung until somebody takes the order. */
  | {
      readonly type: 'OrderCallRequested'
      readonly caseId: string
      readonly orderId: string
      /** null: nobody knows one. */
      readonly callBackNumber: string | null
      /** Name of the recording with the caller's words; null: there are none. */
      readonly statement: string | null
      readonly node: string
    }
  /** Somebody wants to know whether a telephone is answered: it is rung, about no case. */
  | {
      readonly type: 'TestCallRequested'
      /** Whose telephone it is, by the routing table. */
      readonly person: string
      readonly number: string
      readonly by: Actor
      readonly node: string
    }
  /** A deadline was met, or somebody took note of it, by another way than this call. */
  | { readonly type: 'DeadlineChanged'; readonly deadlineId: string }
  /** The store has numbered the case that this call opened. */
  | { readonly type: 'CaseNumbered'; readonly caseNumber: string }
  /** Somebody changed the order by another way than this call. */
  | { readonly type: 'OrderChanged'; readonly orderId: string; readonly status: OrderStatus; readonly by: string }
  | { readonly type: 'LegRinging'; readonly leg: string }
  | { readonly type: 'LegAnswered'; readonly leg: string }
  | { readonly type: 'LegFailed'; readonly leg: string; readonly reason: string }
  | { readonly type: 'LegEnded'; readonly leg: string; readonly how?: Parting }
  | { readonly type: 'DigitPressed'; readonly leg: string; readonly digit: string }
  | { readonly type: 'PromptFinished'; readonly playback: string }
  | { readonly type: 'PromptFailed'; readonly playback: string; readonly reason: string }
  | { readonly type: 'RecordingFinished'; readonly recording: string; readonly seconds: number }
  | { readonly type: 'RecordingFailed'; readonly recording: string; readonly reason: string }
  /** The file of a recording that is to be heard can't be played. */
  | { readonly type: 'RecordingDamaged'; readonly recording: string; readonly reason: string }
  | { readonly type: 'LegsBridged'; readonly bridge: string }
  /** The server or the network was away; what was missed has been fed in before. */
  | { readonly type: 'Resumed'; readonly recordings: RecordingsNow }
  | { readonly type: 'TimerFired'; readonly timer: string }
  /**
   * `noPin`: nobody has given him one; `lost`: its digits are not there any more, because the server was restarted;
   * `failed`: it could not be looked at.
   */
  | { readonly type: 'PinChecked'; readonly result: PinResult }
  | {
      readonly type: 'OverrideSettled'
      readonly id: string
      /** `refused`: it was looked at and not accepted; `failed`: it could not be saved. */
      readonly outcome: 'done' | 'refused' | 'failed'
      readonly reason: string | null
    }
  /** A command could not be carried out; `gone`: what it was about no longer exists. */
  | {
      readonly type: 'CommandFailed'
      readonly command: CallCommand
      readonly reason: 'gone' | 'refused' | 'unreachable'
      readonly detail: string
    }

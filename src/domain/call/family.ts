import type { CallEvent, RecordingsNow } from './call-event.ts'
import type { Leg, Position } from './call-state.ts'
import type { Phrase } from './phrase.ts'
import type { Turn } from './turn.ts'

export type At = Position['at']
export type PositionAt<Name extends At> = Extract<Position, { at: Name }>

/**
 * What reaches a family: `transition` has already matched playbacks with the leg that heard them, taken ended legs out of
 * the state, seen to the caller's hang-up and to legs that hear a last word.
 */
export type FamilyEvent =
  | Extract<
      CallEvent,
      {
        type:
          | 'CaseNumbered'
          | 'OrderChanged'
          | 'DeadlineChanged'
          | 'LegRinging'
          | 'LegAnswered'
          | 'DigitPressed'
          | 'RecordingFinished'
          | 'RecordingFailed'
          | 'RecordingDamaged'
          | 'LegsBridged'
          | 'TimerFired'
          | 'PinChecked'
          | 'OverrideSettled'
      }
    >
  | { readonly type: 'PromptFinished' | 'PromptFailed'; readonly leg: string; readonly playback: string }
  /** A leg other than the caller's is gone; `reason` where it never answered. */
  | { readonly type: 'LegGone'; readonly leg: string; readonly was: Leg; readonly reason: string | null }
  | { readonly type: 'BridgeFailed'; readonly bridge: string; readonly detail: string }

/** A family of states: what it does when the call comes into it, and how it answers each event. */
export type Family<Name extends At> = {
  /** Begins, after the words `before`. */
  enter(turn: Turn, position: PositionAt<Name>, before: readonly Phrase[]): void
  on(turn: Turn, event: FamilyEvent, position: PositionAt<Name>): void
  /** Goes on after a time without the network or the server, in which events may have been missed. */
  resume(turn: Turn, position: PositionAt<Name>, recordings: RecordingsNow): void
}

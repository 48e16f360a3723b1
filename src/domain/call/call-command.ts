import type { Actor } from '../case/timeline-line.ts'
import type { TimedOverride } from '../routing/duty.ts'
import type { Phrase } from './phrase.ts'

/** What the flow asks for, in the imperative. Runs after the commit, never before. */
export type CallCommand = NetworkCommand | DeskCommand

/** What is asked of the telephone network. */
export type NetworkCommand =
  | { readonly do: 'answer'; readonly leg: string }
  | {
      readonly do: 'play'
      readonly leg: string
      readonly playback: string
      readonly phrases: readonly Phrase[]
      readonly language: string
    }
  | { readonly do: 'stopPlayback'; readonly playback: string }
  | {
      readonly do: 'record'
      readonly leg: string
      readonly recording: string
      readonly maxSeconds: number
      readonly silenceSeconds: number
    }
  | { readonly do: 'stopRecording'; readonly recording: string }
  | {
      readonly do: 'dial'
      readonly leg: string
      readonly number: string
      readonly callerId: string
      readonly ringSeconds: number
    }
  | { readonly do: 'bridge'; readonly bridge: string; readonly legs: readonly string[]; readonly recording: string }
  | { readonly do: 'unbridge'; readonly bridge: string; readonly recording: string | null }
  | { readonly do: 'hangUp'; readonly leg: string }

/** What is asked of the desk that keeps PINs and timed overrides. Digits of a PIN pass through here alone: no state has them. */
export type DeskCommand =
  | { readonly do: 'keepPinDigit'; readonly digit: string }
  | { readonly do: 'forgetPin' }
  /** The digits kept of this call are checked and forgotten; `PinChecked` follows. */
  | { readonly do: 'checkPin'; readonly person: string }
  /** Each is carried out once, however often it is asked for; `OverrideSettled` follows. */
  | { readonly do: 'setOverride'; readonly override: TimedOverride }
  | { readonly do: 'endOverride'; readonly id: string; readonly by: Actor }

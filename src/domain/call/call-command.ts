import type { Phrase } from './phrase.ts'

/** What the flow asks of the telephone network, in the imperative. Runs after the commit, never before. */
export type CallCommand =
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

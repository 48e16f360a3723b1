/** Ids are ours, chosen before the request (`<call id>_<n>`), except a caller's leg, whose id Asterisk chose. */
export type LegId = string
export type PlaybackId = string
export type RecordingName = string
export type BridgeId = string

/** Why a leg that was dialled never answered. */
export type LegFailure = 'busy' | 'noAnswer' | 'refused' | 'unallocated' | 'unreachable' | 'congestion' | 'cancelled'

/** What the telephone network reports. Everything surprising comes in by this door, as data. */
export type TelephonyEvent =
  | {
      readonly type: 'CallArrived'
      readonly leg: LegId
      readonly dialled: string
      readonly caller: string | null
      readonly node: string
    }
  | { readonly type: 'LegRinging'; readonly leg: LegId }
  | { readonly type: 'LegAnswered'; readonly leg: LegId }
  /** A dialled leg ended without an answer; comes from the channel's destruction alone, with its cause. */
  | { readonly type: 'LegFailed'; readonly leg: LegId; readonly reason: LegFailure }
  /**
   * A leg that was up has ended, whoever hung up. Comes once; nothing follows for this leg. `fallback`: the caller has not
   * hung up, the dialplan has taken him for good.
   */
  | { readonly type: 'LegEnded'; readonly leg: LegId; readonly how?: 'fallback' }
  /** A caller who was `away` (see {@link TelephonySnapshot}) is here again: from now on requests for him work. */
  | {
      readonly type: 'LegReturned'
      readonly leg: LegId
      readonly dialled: string
      readonly caller: string | null
      readonly node: string
    }
  | { readonly type: 'DigitPressed'; readonly leg: LegId; readonly digit: string }
  | { readonly type: 'PromptFinished'; readonly playback: PlaybackId }
  | { readonly type: 'PromptFailed'; readonly playback: PlaybackId; readonly reason: string }
  /** `seconds` 0: nothing was said. */
  | { readonly type: 'RecordingFinished'; readonly recording: RecordingName; readonly seconds: number }
  | { readonly type: 'RecordingFailed'; readonly recording: RecordingName; readonly reason: string }

/** The outcome of a request after reconciliation: an unknown outcome is never handed out. */
export type TelephonyOutcome =
  | { readonly ok: true }
  /**
   * `gone`: the leg, bridge, playback or recording no longer exists (normal: somebody hung up); `away`: the dialplan keeps
   * the caller company until `LegReturned` or `LegEnded`; `unreachable`: the network did not answer.
   */
  | { readonly ok: false; readonly reason: 'gone' | 'refused' | 'away' | 'unreachable'; readonly detail: string }

export type DialRequest = {
  readonly leg: LegId
  /** Stored with the channel, so that a restarted server knows whose it is. */
  readonly call: string
  /** National number as normalised: 13800000501, 110. */
  readonly number: string
  /** Number shown to the called party. */
  readonly callerId: string
  readonly ringSeconds: number
}

export type RecordRequest = {
  readonly leg: LegId
  readonly recording: RecordingName
  readonly maxSeconds: number
  /** Ends after so much silence. */
  readonly silenceSeconds: number
  /** Key that ends it; the key is not reported as DigitPressed. */
  readonly stopKey: '#'
}

/** What exists on the Asterisk side, for reconciliation after a reconnect. */
export type TelephonySnapshot = {
  /** Name of the Asterisk. */
  readonly node: string
  readonly legs: readonly {
    readonly leg: LegId
    readonly call: string | null
    readonly up: boolean
    readonly arrived: boolean
    readonly dialled: string | null
    readonly caller: string | null
    /**
     * The dialplan keeps this caller company for some seconds, because nobody cared for him: requests for him do nothing
     * (`away`) until `LegReturned` says that he is back, or `LegEnded` that he is not coming.
     */
    readonly away: boolean
    /**
     * Made by a server that has died since, and it has not rung: perhaps nobody ever asked it to. It would stand there until
     * its time in Asterisk is over, and whoever waits for it with it.
     */
    readonly unrung: boolean
  }[]
  /** Callers whom the dialplan has taken for good. */
  readonly inFallback: readonly LegId[]
  /** How long the telephone system has been running, in ms; what is older than that went down with it. null: not known. */
  readonly upMs: number | null
  readonly bridges: readonly { readonly bridge: BridgeId; readonly legs: readonly LegId[] }[]
}

export type TelephonyStatus = { readonly connected: boolean; readonly reason: string | null }

/**
 * The telephone network. Requests resolve and never reject; requests for one leg are carried out in the order they were
 * made. Real: `adapters/ari`; fake: `test/fakes`; both pass the same contract.
 */
export interface Telephony {
  onEvent(listener: (event: TelephonyEvent) => void): void
  /** Called each time the network is there (again), with all that exists; events that were missed are not repeated. */
  onConnected(listener: (snapshot: TelephonySnapshot) => void | Promise<void>): void
  status(): TelephonyStatus
  answer(leg: LegId): Promise<TelephonyOutcome>
  /** Plays the sounds in order as one playback; one PromptFinished or PromptFailed follows, also when it is stopped. */
  play(leg: LegId, playback: PlaybackId, media: readonly string[]): Promise<TelephonyOutcome>
  stopPlayback(playback: PlaybackId): Promise<TelephonyOutcome>
  record(request: RecordRequest): Promise<TelephonyOutcome>
  stopRecording(recording: RecordingName): Promise<TelephonyOutcome>
  dial(request: DialRequest): Promise<TelephonyOutcome>
  /** Joins the legs (whose playbacks have finished) and records both sides in one file. */
  bridge(bridge: BridgeId, legs: readonly LegId[], recording: RecordingName | null): Promise<TelephonyOutcome>
  /** Takes the bridge away; its recording is stopped first and kept. The legs stay up. */
  unbridge(bridge: BridgeId, recording: RecordingName | null): Promise<TelephonyOutcome>
  /** Ends or cancels a leg at any moment. */
  hangUp(leg: LegId): Promise<TelephonyOutcome>
  /** Sends a caller on to the fall-back dialplan, because the server can't see to him. */
  handToDialplan(leg: LegId): Promise<TelephonyOutcome>
  /** What exists now; null when the network is not there. */
  snapshot(): Promise<TelephonySnapshot | null>
  /** Marks a caller's channel with its call id. */
  tag(leg: LegId, call: string): Promise<TelephonyOutcome>
  /** false: new calls go to the fall-back dialplan (the server is about to stop). */
  takeNewCalls(take: boolean): Promise<TelephonyOutcome>
  /**
   * Whole seconds of sound in a finished recording (0: nothing was said). `missing`: there is none, and none is about to
   * begin; null: not known, because it is just being asked for or the network is not there.
   */
  recordingLength(recording: RecordingName): Promise<number | 'running' | 'missing' | null>
  /** The WAV file of a finished recording, null where there is none. */
  readRecording(recording: RecordingName): Promise<Uint8Array | null>
  /** Deletes the file of a recording; false: it may still be there. One that is not there counts as deleted. */
  deleteRecording(recording: RecordingName): Promise<boolean>
}

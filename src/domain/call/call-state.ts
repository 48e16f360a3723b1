import type { Instant } from '../instant.ts'
import type { HuntStage } from '../routing/choose-route.ts'
import type { OverrideKind, TimedOverride } from '../routing/duty.ts'
import type { Urgency } from '../routing/routing-table.ts'
import type { CallRecord, RecordingRecord, Termination } from './call-record.ts'
import type { Phrase } from './phrase.ts'

/** Raised whenever the shape of a snapshot changes, so that a newer server knows what an older one has left behind. */
export const flowVersion = 4

/**
 * Where a call stands: everything that `transition` may know of its past. It is saved with each transition, so that a
 * restarted server goes on from here.
 */
export type CallState = {
  readonly flowVersion: number
  readonly id: string
  /** Counter behind the ids of this call's legs, playbacks, recordings and bridges (`<call id>_<n>`). */
  readonly sequence: number
  readonly record: CallRecord
  /** The caller's leg while it is there. */
  readonly caller: string | null
  /** null: the caller hid the number. */
  readonly callerNumber: string | null
  readonly callBackNumber: string | null
  readonly matter: Matter | null
  /** Timed overrides by which this call goes another way, or hears more, than the table alone says. */
  readonly overrides: readonly TimedOverride[]
  readonly legs: Readonly<Record<string, Leg>>
  /** Recordings that have begun and whose end has not been reported. */
  readonly recordings: Readonly<Record<string, RecordingRecord>>
  /** Timers within the call: name -> when it fires. The application keeps exactly these alarms. */
  readonly timers: Readonly<Record<string, Instant>>
  /** The bridge the call has, from the moment it is asked for. */
  readonly bridge: { readonly id: string; readonly recording: string } | null
  readonly position: Position
}

/** The case this call is about. */
export type Matter = {
  readonly caseId: string
  readonly caseNumber: string | null
  /** The caller has heard the number to its end. */
  readonly numberTold: boolean
  /** Playback in which the number is being told. */
  readonly numberPlayback: string | null
  readonly category: string | null
  readonly answer: string | null
  /** Where it is, as far as his number or a key told; null: not known. */
  readonly area: string | null
  readonly urgency: Urgency
  readonly orderId: string | null
  readonly unit: string | null
  /** Name of the recorded statement; null: none. */
  readonly statement: string | null
  /** Its file can't be played: who answers is told so. */
  readonly isStatementDamaged?: boolean
}

export type LegRole = 'caller' | 'responder' | 'officer' | 'emergency'
export type Leg = {
  readonly role: LegRole
  readonly number: string | null
  /** Id of the responder in the routing table. */
  readonly responder: string | null
  /** `deciding`: has answered and is asked for a key; `dismissed`: hears a last word, then its leg ends; `leaving`: told to hang up. */
  readonly progress: 'dialling' | 'ringing' | 'deciding' | 'joining' | 'joined' | 'dismissed' | 'leaving' | 'present'
  /** What is being played to it. */
  readonly playback: string | null
  /** While it decides: when it is let go at the latest, whatever it hears. */
  readonly decideBy?: Instant
}

/** The states of the flow; one file of this folder a family. */
export type Position =
  | Greeting
  | Menu
  /** What the category asks: its own question, or where it is. */
  | { readonly at: 'question'; readonly category: string; readonly wrong: number }
  | {
      readonly at: 'statement'
      readonly doing: 'asking' | 'recording'
      readonly recording: string | null
      readonly after: AfterStatement
    }
  | Hunting
  | ({ readonly at: 'emergency' } & EmergencyTry)
  | ({ readonly at: 'emergencyChoice'; readonly wrong: number } & EmergencyTry)
  /** Somebody takes the call and is being told who it is; both are bridged as soon as both have heard their words. */
  | {
      readonly at: 'joining'
      readonly leg: string
      readonly callerReady: boolean
      readonly takerReady: boolean
      readonly tries: number
      /** Where the taker is an emergency number: which, and why. */
      readonly emergency: EmergencyTry | null
    }
  | { readonly at: 'talking'; readonly leg: string }
  /** The taker of a call without a caller hears the number to call back. `neverCalled`: no caller was there to hang up. */
  | {
      readonly at: 'relaying'
      readonly leg: string
      readonly termination: Termination
      readonly neverCalled?: boolean
    }
  /** The last chance to leave a number before a call back is promised. */
  | { readonly at: 'askingNumber'; readonly digits: string; readonly tries: number }
  /** A leg hears the last words, then the call ends. */
  | {
      readonly at: 'closing'
      readonly leg: string
      readonly termination: Termination
      readonly words: readonly Phrase[]
    }
  | Identifying
  | Overriding
  /** A telephone is rung to find out whether somebody answers it; `hearings`: how often the words were begun. */
  | { readonly at: 'testing'; readonly person: string; readonly number: string; readonly hearings: number }
  | { readonly at: 'ending'; readonly tries: number }
  | { readonly at: 'ended' }

/** The words before anything is asked; then a category is chosen, or an emergency is rung. */
export type Greeting =
  | { readonly at: 'greeting'; readonly after: 'choose'; readonly target: string }
  | {
      readonly at: 'greeting'
      readonly after: 'transfer'
      readonly target: string
      readonly why: 'closed' | 'forwarded'
    }
export type Menu = {
  readonly at: 'menu'
  readonly menu: string
  readonly group: string | null
  readonly wrong: number
}

/** Somebody of the centre, by his telephone, is asked for his PIN. Its digits are kept elsewhere: a state is saved. */
export type Identifying = {
  readonly at: 'identifying'
  readonly person: string
  /** How many digits he has keyed in. */
  readonly keyed: number
  readonly checking: boolean
  /** Where he came from. */
  readonly back: Greeting | Menu
}

/** Somebody of the centre sets a timed override for the line he has called, or ends one. */
export type Overriding = {
  readonly at: 'overriding'
  readonly person: string
  readonly step: 'what' | 'notice' | 'unit' | 'which' | 'hours' | 'confirm' | 'saving'
  readonly kind: OverrideKind | 'end' | null
  /** Emergency, notice or unit (null: the duty officer), as the kind has it. */
  readonly to: string | null
  /** The one that is to be set, or ended, as soon as it is known. */
  readonly override: TimedOverride | null
  /** Digits keyed in so far. */
  readonly entry: string
  readonly wrong: number
  readonly back: Greeting | Menu
}

/** An emergency number that is rung: why, and for which time. */
export type EmergencyTry = { readonly emergency: string; readonly why: EmergencyReason; readonly tries: number }
export type EmergencyReason = 'closed' | 'danger' | 'forwarded'
export type AfterStatement = 'hunt' | 'promise'

/** What somebody is to be told by a call that asks for a key. */
export type Notice = {
  readonly words: readonly Phrase[]
  /** Deadline whose escalation the key stops; null: there is none. */
  readonly deadlineId: string | null
}

export type Hunting = {
  readonly at: 'hunting'
  /** `order`: a unit's team; `officer`: the duty officer; `inform`: somebody is only told, of `notice`. */
  readonly purpose: 'order' | 'officer' | 'inform'
  readonly stages: readonly HuntStage[]
  readonly stage: number
  /** Next responder of the stage to be rung. */
  readonly next: number
  /** Times the stage was tried in vain because all its telephones were in use. */
  readonly waits: number
  /** Digits of another call-back number that the caller is keying in; null: he is not. */
  readonly entry: string | null
  /** The caller has been told the number once more, and how to change the number to call back. */
  readonly hinted: boolean
  /** With the purpose `inform`, what is told. */
  readonly notice: Notice | null
  /**
   * A further unit is rung, beside what is done for the caller: nothing is promised to anybody by it. Saved under this name
   * since only an officer could want it; a serious case wants it by itself.
   */
  readonly byOfficer?: boolean
}

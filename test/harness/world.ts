import type { OverrideKind } from '../../src/domain/routing/duty.ts'
import type { RoutingTable, Urgency } from '../../src/domain/routing/routing-table.ts'

/**
 * The language scenarios are written in. Two worlds speak it: one of fakes with a clock that is moved, and one of a real
 * server on a real Asterisk, with a second Asterisk as the carrier. Each step waits for what it names, with a limit, and
 * fails saying what was there instead. Steps return the phone, so that they read as a sentence when awaited one by one.
 */
export interface Phone {
  readonly number: string | null
  /** Calls a number of ours. */
  dials(number: string): Promise<this>
  /** A call from us comes in here. */
  rings(): Promise<this>
  /** No call has come in here since the last one that was expected (checked at the end of every scenario as well). */
  staysSilent(): Promise<this>
  answers(): Promise<this>
  /** Rejects the ringing call as busy. */
  rejects(): Promise<this>
  /** The call that rang here stops ringing without an answer. */
  stopsRinging(): Promise<this>
  /** Has been put through: the call it made was answered. */
  isAnswered(): Promise<this>
  /**
   * Hears a prompt by its key (`menuRepeat`, `menuChoice.water`, `digit.7`), or another phone's voice (`voice.<name>`),
   * at some time from the last step of this kind on. What is heard between is passed over.
   */
  hears(key: string): Promise<this>
  /** Presses keys one after another: `1`, `13800001234#`. */
  presses(keys: string): Promise<this>
  /** Says something of its own, which whoever listens hears as `voice.<name>`. */
  says(name: string): Promise<this>
  hangsUp(): Promise<this>
  /** Its call ended from the other side. */
  isHungUp(): Promise<this>
  /** A text message comes here that has these words in it; one that came before and was not asked for counts. */
  getsSms(part: string): Promise<string>
  /** No text message has come here but those that were asked for. */
  getsNoMoreSms(): Promise<this>
  /** Sends a text message to a number of ours. */
  sendsSms(text: string): Promise<this>
  /** Both hear each other. */
  isBridgedWith(other: Phone): Promise<this>
}

/** A case as the API shows it; only what scenarios look at is typed. */
export type SeenCase = {
  readonly number: string
  readonly category: string | null
  readonly area: string | null
  readonly referredTo: string | null
  readonly routingVersion: number
  readonly origin: string
  readonly status: string
  readonly urgency: string
  readonly orders: readonly {
    readonly id: string
    readonly unit: string
    readonly status: string
    readonly lead: boolean
  }[]
  readonly deadlines: readonly { readonly kind: string; readonly status: string; readonly explanation: string }[]
  readonly timeline: readonly {
    readonly what: string
    readonly actor: string
    readonly why: string | null
    readonly after: unknown
    readonly refs: Readonly<Record<string, string>>
  }[]
  readonly recordings: readonly { readonly name: string; readonly kind: string; readonly seconds: number | null }[]
}
export type SeenCall = {
  readonly id: string
  readonly kind: string
  readonly result: string | null
  readonly reason: string | null
  readonly connectedAt: string | null
  readonly endedAt: string | null
}

export interface World {
  /** A phone that can be called; any number that nobody asked for by `phone` and that rings all the same fails the scenario. */
  phone(number: string): Phone
  /** A citizen with this number, null: hidden. */
  citizen(number?: string | null): Phone
  /** All cases, newest first. */
  cases(): Promise<readonly SeenCase[]>
  /** All calls, newest first. */
  calls(): Promise<readonly SeenCall[]>
  /** Reports a step of an order as the API does: accept, arrive, complete, feedback, close. */
  report(caseNumber: string, orderId: string, step: string, words?: string): Promise<void>
  /** The file of a finished recording is overwritten with what is no sound. */
  damage(recording: string): Promise<void>
  /** An officer hands the case to one more unit. */
  addUnit(caseNumber: string, unit: string): Promise<void>
  /** Publishes a table: from the next call on it decides. */
  publish(table: RoutingTable): Promise<void>
  /** Gives a person of the centre a PIN. */
  setPin(person: string, pin: string): Promise<void>
  /** An officer says where a case is. */
  setArea(caseNumber: string, area: string | null): Promise<void>
  /** An officer says how urgent a case is. */
  setUrgency(caseNumber: string, urgency: Urgency): Promise<void>
  /** An officer sets a timed override for some seconds. */
  override(kind: OverrideKind, to: string | null, seconds: number): Promise<void>
  /** How many timed overrides count now or will. */
  countOverrides(): Promise<number>
  /** An officer has telephones tried out. */
  testPhones(numbers: readonly string[]): Promise<void>
  /** Telephones of the table that nobody has ever answered with a key. */
  untested(): Promise<readonly string[]>
  /** Waits (with a limit) until `look` gives something that is not null or false. */
  eventually<T>(what: string, look: () => Promise<T | null | false>): Promise<T>
  /** Every call is over and nothing is left: no leg, bridge, playback or recording. Called at the end of every scenario. */
  nothingIsLeft(): Promise<void>
  /** Moves the clock; only in the world of fakes (`canTravel`). */
  advance(seconds: number): Promise<void>
  readonly canTravel: boolean
  close(): Promise<void>
}

/** What a world begins with. */
export type WorldOptions = {
  readonly table: RoutingTable
  /** Local time of the beginning in Asia/Shanghai, `2026-11-23T10:00`. */
  readonly at: string
}
export type MakeWorld = (options: WorldOptions) => Promise<World>

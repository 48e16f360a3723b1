import type { Instant } from '../instant.ts'

/** The last time a person answered a telephone of ours: with a key, since an answering machine presses none. */
export type PhoneAnswer = {
  /** Each telephone has one of these: the latest. */
  readonly number: string
  /** Id of the person in the routing table who was rung there. */
  readonly person: string
  readonly at: Instant
  /** Call in which it was. */
  readonly callId: string
}

/** Latest answers by telephone number; absent: nobody ever did. */
export type PhoneAnswers = Readonly<Record<string, PhoneAnswer>>

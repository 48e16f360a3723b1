import type { Instant } from '../instant.ts'

/** `citizen`: somebody dialled us; `order`: we hunt for somebody to take an order, without a caller; `inform`: we tell somebody; `test`: we find out whether a telephone is answered. */
export const callKinds = ['citizen', 'order', 'inform', 'test'] as const
export type CallKind = (typeof callKinds)[number]

/** How a call ended, once, for its whole life. */
export type Termination = { readonly result: CallResult; readonly reason: string }
export const callResults = [
  /** the caller spoke with a responder */
  'connected',
  /** the caller spoke with the duty officer */
  'officer',
  /** the caller was put through to an emergency number */
  'transferred',
  /** nobody could be reached; a call back is promised */
  'callBackPromised',
  /** an order call reached somebody who took it */
  'taken',
  /** an order call reached nobody */
  'notTaken',
  /** the unit accepted the order by another way while its telephones were being rung */
  'acceptedElsewhere',
  /** the caller hung up before choosing */
  'abandoned',
  /** the caller hung up after choosing; the order goes on */
  'callerLeft',
  /** somebody of the centre came to set or end a timed override, whatever came of it */
  'override',
  /** a telephone was tried out, and somebody there pressed the key */
  'tested',
  /** a telephone was tried out, and nobody did */
  'notTested',
  /** something broke */
  'failed',
] as const
export type CallResult = (typeof callResults)[number]

/** One phone call; never the matter. */
export type CallRecord = {
  readonly id: string
  readonly kind: CallKind
  /** Number that was dialled; null for calls we make. */
  readonly dialled: string | null
  readonly line: string
  readonly language: string
  readonly callerRef: string | null
  readonly routingVersion: number
  /** Revision of rosters and overrides it began with. */
  readonly dutyRevision: number
  /** Asterisk it lives on, and the server that holds it. */
  readonly node: string
  readonly holder: string
  readonly caseId: string | null
  readonly openedAt: Instant
  readonly answeredAt: Instant | null
  /** First choosing key, first ring of a team's phone: for the digit-to-ring time. */
  readonly chosenAt: Instant | null
  readonly rangAt: Instant | null
  readonly connectedAt: Instant | null
  readonly endedAt: Instant | null
  readonly termination: Termination | null
}

export type RecordingRecord = {
  /** Flat name, as the telephone system keeps it. */
  readonly name: string
  readonly kind: 'statement' | 'conversation'
  readonly callId: string
  readonly caseId: string
  readonly startedAt: Instant
  /** null: still running. 0: nothing was said. */
  readonly seconds: number | null
  /** `erased`: its file is gone. */
  readonly status: 'recording' | 'done' | 'failed' | 'erased'
}

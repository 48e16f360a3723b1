import type { DialRequest, LegId, TelephonyEvent } from '../../application/ports/telephony.ts'

/** What the adapter remembers of a leg, from its first sign to its end, and not a moment longer. */
export type Leg = {
  readonly id: LegId
  /** When it leaves us by itself if nothing is done (`patience.ts`), in ms of a clock that never jumps. */
  patientUntil: number
  /** A caller whom the dialplan keeps company while this server was away: he comes back by himself. */
  away: boolean
  /** Set for a leg that we dialled: the request and the trunk it is tried on; null for a caller's. */
  dialled: { readonly request: DialRequest | null; trunk: number } | null
  /** Dial requests still being carried out: while there is one, the channel may not exist yet. */
  dialling: number
  rang: boolean
  answered: boolean
  /** We asked for its end: whatever is still queued for it is not sent any more. */
  hangingUp: boolean
  /** Asterisk said that a hang-up is coming, whoever wants it. */
  hungUp: boolean
  /** Running recordings that end on `#`: the key is theirs and nobody's choice. */
  stopKeys: number
  /** The last request in this leg's queue. */
  lastRequest: Promise<unknown> | null
  /** Set while an event of this leg needs a look at a file: later ones wait, so that order is kept. */
  lastEvent: Promise<void> | null
}

/** The legs that exist, by id. */
export type Legs = Map<LegId, Leg>

/** Ids of legs that we dial start with a UUID; Asterisk's own look like 1795442813.0. */
export const isOurs = (leg: LegId): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(leg)

/** Remembers a leg that was not known. */
export function addLeg(legs: Legs, id: LegId, dialled: Leg['dialled'], answered: boolean): Leg {
  const leg: Leg = {
    id,
    patientUntil: Number.NEGATIVE_INFINITY,
    away: false,
    dialled,
    dialling: 0,
    rang: false,
    answered,
    hangingUp: false,
    hungUp: false,
    stopKeys: 0,
    lastRequest: null,
    lastEvent: null,
  }
  legs.set(id, leg)
  return leg
}

/** Hands the event on, after the events of this leg that still wait. */
export function tellOf(leg: Leg, event: TelephonyEvent, emit: (event: TelephonyEvent) => void): void {
  if (leg.lastEvent) leg.lastEvent = leg.lastEvent.then(() => emit(event))
  else emit(event)
}

/**
 * Carries out a request after those made before for the same legs. A leg that is being hung up takes no more requests:
 * `refuse` is the answer then.
 */
export function inOrder<T>(legs: readonly Leg[], refuse: T, request: () => Promise<T>): Promise<T> {
  const run = (): Promise<T> | T => (legs.some((leg) => leg.hangingUp) ? refuse : request())
  const before = legs.flatMap((leg) => (leg.lastRequest ? [leg.lastRequest] : []))
  const answer = before.length === 0 ? Promise.resolve(run()) : Promise.allSettled(before).then(run)
  for (const leg of legs) leg.lastRequest = answer
  return answer.finally(() => {
    for (const leg of legs) if (leg.lastRequest === answer) leg.lastRequest = null
  })
}

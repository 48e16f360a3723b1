import type { DialRequest, TelephonyEvent, TelephonyOutcome } from '../../application/ports/telephony.ts'
import { untilGone } from './bridge-legs.ts'
import type { Leg, Legs } from './legs.ts'
import { type Carrier, carryOut, done, gone, look, refused, toOutcome, unreachable } from './outcomes.ts'
import { channelPath } from './paths.ts'
import type { Patience } from './patience.ts'

/** Waits before asking to dial again while the new channel is still on its way into Stasis, in ms. */
const onItsWayMs = [10, 20, 40, 80, 160, 320] as const

export type DialOptions = Carrier & {
  readonly legs: Legs
  readonly app: string
  /** PJSIP endpoints of the trunks, the preferred one first. */
  readonly endpoints: readonly string[]
  /** Numbers that are telephones registered with this Asterisk, rung without a trunk. */
  readonly phones?: ReadonlySet<string>
  readonly patience: Patience
  /**
   * How a number is dialled when no trunk counts as reachable (`PJSIP/carrier/sip:110@192.0.2.1:5060`): Asterisk's pings
   * then don't decide. A carrier that ignores pings must not cost a citizen the call.
   */
  readonly lastResort?: (number: string) => string
  emit(event: TelephonyEvent): void
}

/**
 * Creates the leg's channel and dials, on the leg's trunk or the first after it that takes the call. The channel is in
 * Stasis from its creation, so it can be cancelled at every moment. The leg ends with exactly one LegFailed or LegEnded,
 * also when it could not be created.
 */
export async function dialLeg(options: DialOptions, leg: Leg, request: DialRequest): Promise<TelephonyOutcome> {
  const dialled = leg.dialled
  if (!dialled) return refused('this leg was not dialled by us')
  const { legs } = options
  leg.dialling++
  try {
    let outcome: TelephonyOutcome = refused('there is no trunk')
    for (; dialled.trunk < options.endpoints.length; dialled.trunk++) {
      if (leg.hangingUp) return fail(options, leg, 'cancelled', gone('hung up before it was created'))
      outcome = await createChannel(
        options,
        leg,
        dialString(options, options.endpoints[dialled.trunk]!, request.number),
        request,
      )
      if (outcome.ok || outcome.reason === 'unreachable') break
    }
    if (!outcome.ok && outcome.reason === 'refused' && options.lastResort && !leg.hangingUp) {
      outcome = await createChannel(options, leg, options.lastResort(request.number), request)
    }
    if (outcome.ok && leg.hangingUp) {
      // The cancel may have come before the channel: without this one it would ring as nobody's.
      const path = channelPath(leg.id)
      await untilGone(options, { method: 'DELETE', path }, path)
      return gone('hung up while it was created')
    }
    if (!outcome.ok) return fail(options, leg, 'unreachable', outcome)
    const trunk = dialled.trunk
    outcome = await startDialling(options, leg, request)
    // The channel was destroyed meanwhile: its event has ended the leg, or another trunk has taken it over.
    if (legs.get(leg.id) !== leg) return outcome
    if (dialled.trunk !== trunk) return done
    return outcome.ok ? outcome : fail(options, leg, 'unreachable', outcome)
  } finally {
    leg.dialling--
  }
}

/** Ends a leg that has no channel (any more) and so will never be destroyed by Asterisk. */
function fail(
  { legs, emit }: DialOptions,
  leg: Leg,
  reason: 'cancelled' | 'unreachable',
  outcome: TelephonyOutcome,
): TelephonyOutcome {
  if (legs.get(leg.id) === leg) {
    legs.delete(leg.id)
    emit({ type: 'LegFailed', leg: leg.id, reason: leg.hangingUp ? 'cancelled' : reason })
  }
  return outcome
}

const dialString = ({ phones }: DialOptions, endpoint: string, number: string): string =>
  phones?.has(number) ? `PJSIP/${number}` : `PJSIP/${number}@${endpoint}`

async function createChannel(
  options: DialOptions,
  leg: Leg,
  endpoint: string,
  request: DialRequest,
): Promise<TelephonyOutcome> {
  const { connection, delay, app, patience } = options
  const path = channelPath(leg.id)
  for (let attempt = 0; ; attempt++) {
    const outcome = await carryOut(
      options,
      {
        method: 'POST',
        path: '/channels/create',
        query: { endpoint, app, channelId: leg.id },
        // A new channel has no caller: what it shows is the party it is connected with.
        body: {
          variables: {
            HOTLINE_CALL: request.call,
            'CONNECTEDLINE(num)': request.callerId,
            ...patience.forDialling(leg, request.ringSeconds),
          },
        },
      },
      async () => {
        const found = await look(connection, path, () => true)
        return found === 'gone' ? 'no' : found
      },
      false,
    )
    // The channel of the trunk before, destroyed a moment ago, still holds the id.
    const wait = onItsWayMs[attempt]
    if (outcome.ok || wait === undefined || !/already exists/.test(outcome.detail)) return outcome
    await delay(wait)
  }
}

async function startDialling(options: DialOptions, leg: Leg, request: DialRequest): Promise<TelephonyOutcome> {
  const { connection, delay, legs } = options
  const path = channelPath(leg.id)
  for (let attempt = 0; ; attempt++) {
    const response = await connection.request('POST', `${path}/dial`, { timeout: request.ringSeconds })
    // Its destruction has come already and has told why.
    if (legs.get(leg.id) !== leg) return gone('it ended while it was dialled')
    let outcome: TelephonyOutcome
    if (response.outcome === 'answered') outcome = toOutcome(response.status, response.body)
    else {
      const found = await look(connection, path, ({ state }) => state === 'Ringing' || state === 'Up')
      if (found === 'yes' || leg.rang || leg.answered) return done
      if (found === 'unreachable') return unreachable(response.detail)
      outcome = found === 'gone' ? gone(response.detail) : refused(`HTTP 409 ${response.detail}`)
    }
    if (outcome.ok) return outcome
    if (outcome.reason === 'gone') {
      // Its destruction is told by an event, with the cause: wait for that a little before the end is told without.
      await delay(onItsWayMs[5])
      return outcome
    }
    const wait = onItsWayMs[attempt]
    if (wait === undefined || !outcome.detail.startsWith('HTTP 409')) {
      await connection.request('DELETE', path)
      return outcome
    }
    await delay(wait)
  }
}

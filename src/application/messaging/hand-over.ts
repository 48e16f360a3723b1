import type { SendOutcome } from '../../domain/messaging/send-outcome.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { OutgoingSms, SmsTransport, TransportOutcome } from '../ports/sms-transport.ts'
import { orderWays } from './order-ways.ts'

/** A way that was not there is tried after the others for so long; then it has its place again. */
const downMs = 60_000

/** Remembers which ways are down, and hands messages over by those that are not. */
export type HandOver = (message: OutgoingSms) => Promise<SendOutcome>

export function createHandOver({ transports, clock, log }: Deps): HandOver {
  const downSince = new Map<SmsTransport, number>()
  const isDown = (way: SmsTransport): boolean =>
    Math.abs(clock.now() - (downSince.get(way) ?? Number.NEGATIVE_INFINITY)) < downMs
  const asked = async (way: SmsTransport, message: OutgoingSms): Promise<TransportOutcome> => {
    const outcome = await ask(way, message, log)
    if (outcome.ok || outcome.reason !== 'unreachable') downSince.delete(way)
    else {
      if (!isDown(way) && transports.length > 1)
        log.warn({ transport: way.name, detail: outcome.detail }, 'a way for messages is down; the others come first')
      downSince.set(way, clock.now())
    }
    return outcome
  }
  return (message) => handOver(message, orderWays(message, transports, isDown), asked)
}

type Deps = {
  /** In the order in which they are tried, as far as nothing speaks for another. */
  readonly transports: readonly SmsTransport[]
  readonly clock: Clock
  readonly log: Log
}

/**
 * Hands a message to the first way that takes it. A number that one says does not exist is not tried at the next. Where a
 * way timed out the message may go out twice, by two ways: better than not at all.
 * @returns where none took it: what the first one said, final only if all said so.
 */
async function handOver(
  message: OutgoingSms,
  ways: readonly SmsTransport[],
  asked: (way: SmsTransport, message: OutgoingSms) => Promise<TransportOutcome>,
): Promise<SendOutcome> {
  const refusals: Extract<SendOutcome, { ok: false }>[] = []
  for (const transport of ways) {
    const outcome = await asked(transport, message)
    if (outcome.ok) return { ...outcome, transport: transport.name }
    refusals.push({ ...outcome, detail: `${transport.name}: ${outcome.detail}` })
    if (outcome.reason === 'noSuchNumber') break
  }
  const [first] = refusals
  if (!first)
    return { ok: false, reason: 'unreachable', isFinal: false, detail: 'no way to send messages is configured' }
  const noSuchNumber = refusals.find(({ reason }) => reason === 'noSuchNumber')
  return {
    ok: false,
    reason: (noSuchNumber ?? first).reason,
    isFinal: noSuchNumber !== undefined || refusals.every(({ isFinal }) => isFinal),
    detail: refusals.map(({ detail }) => detail).join('; '),
  }
}

/** A transport keeps its promises, or is treated as one that is not there. */
async function ask(transport: SmsTransport, message: OutgoingSms, log: Log): Promise<TransportOutcome> {
  try {
    return await transport.send(message)
  } catch (error) {
    log.error({ err: error, transport: transport.name, message: message.id }, 'a message transport broke')
    return { ok: false, reason: 'unreachable', isFinal: false, detail: 'the transport broke' }
  }
}

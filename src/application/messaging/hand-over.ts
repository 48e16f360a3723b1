import type { SendOutcome } from '../../domain/messaging/send-outcome.ts'
import type { Log } from '../ports/log.ts'
import type { OutgoingSms, SmsTransport, TransportOutcome } from '../ports/sms-transport.ts'

/**
 * Hands a message to the first transport that takes it, in their configured order. A number that one says does not exist
 * is not tried at the next. Where a transport timed out the message may go out twice, by two ways: better than not at all.
 * @returns where none took it: what the first one said, final only if all said so.
 */
export async function handOver(
  message: OutgoingSms,
  transports: readonly SmsTransport[],
  log: Log,
): Promise<SendOutcome> {
  const refusals: Extract<SendOutcome, { ok: false }>[] = []
  for (const transport of transports) {
    const outcome = await ask(transport, message, log)
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

import type { TransportOutcome } from '../../../application/ports/sms-transport.ts'
import type { SmppSettings } from './smpp-schema.ts'

/** Statuses of SMPP 3.4, table 5-2, in words for whoever reads the log. */
const words: Readonly<Record<number, string>> = {
  1: 'invalid message length',
  2: 'invalid command length',
  3: 'invalid command',
  4: 'not allowed with this kind of bind',
  5: 'already bound',
  8: 'system error',
  10: 'invalid source address',
  11: 'invalid destination address',
  12: 'invalid message id',
  13: 'bind refused: system id, password, system type or our address',
  14: 'invalid password',
  15: 'invalid system id',
  20: 'its queue is full',
  21: 'invalid service type',
  69: 'submit failed',
  72: 'invalid source type of number',
  73: 'invalid source numbering plan',
  80: 'invalid destination type of number',
  81: 'invalid destination numbering plan',
  83: 'invalid system type',
  88: 'too many at once',
  98: 'invalid validity period',
  100: 'temporary error of the receiver',
  101: 'permanent error of the receiver',
  102: 'the receiver rejects it',
  255: 'unknown error',
}

/** `0xd bind refused: …` */
export const statusInWords = (status: number): string => `0x${status.toString(16)} ${words[status] ?? 'of its own'}`

const noSuchNumber = [0x0b]
const throttled = [0x14, 0x58]
const final = [0x65, 0x66]
/** It is not well, or not with us: nothing about this message. */
const unwell = [0x04, 0x08, 0x64]

/** What a status other than 0 means for a message. What is not known is a refusal, which is tried a few times. */
export function outcomeOfStatus(
  status: number,
  { statuses }: Pick<SmppSettings, 'statuses'>,
): Extract<TransportOutcome, { ok: false }> {
  const detail = statusInWords(status)
  const isOne = (own: readonly number[], standard: readonly number[] = []): boolean =>
    own.includes(status) || standard.includes(status)
  // This centre's own words first: some use a status of the standard for something else.
  if (isOne(statuses.final)) return { ok: false, reason: 'rejected', isFinal: true, detail }
  if (isOne(statuses.noSuchNumber, noSuchNumber)) return { ok: false, reason: 'noSuchNumber', isFinal: true, detail }
  if (isOne(statuses.throttled, throttled)) return { ok: false, reason: 'throttled', isFinal: false, detail }
  if (isOne([], final)) return { ok: false, reason: 'rejected', isFinal: true, detail }
  if (isOne([], unwell)) return { ok: false, reason: 'unreachable', isFinal: false, detail }
  return { ok: false, reason: 'rejected', isFinal: false, detail }
}

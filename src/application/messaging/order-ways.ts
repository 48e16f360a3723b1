import { asksReply } from '../../domain/messaging/message-kind.ts'
import { countParts } from '../../domain/messaging/render-message.ts'
import type { OutgoingSms, SmsTransport } from '../ports/sms-transport.ts'

/**
 * In which order the ways are tried for a message: as configured, but those that suit it less come after the others. First
 * of all counts that a way was there lately; then, that an answer to the message would come back by it; then, that it
 * carries a text of this length. None is left out: a way that suits less is better than none.
 * @param isDown ways that were not there a moment ago.
 */
export function orderWays(
  message: Pick<OutgoingSms, 'kind' | 'text'>,
  ways: readonly SmsTransport[],
  isDown: (way: SmsTransport) => boolean,
): readonly SmsTransport[] {
  const parts = countParts(message.text)
  const drawback = (way: SmsTransport): number => {
    const { replies, parts: most } = way.capabilities
    const isMute = asksReply(message.kind) && !replies
    const isShort = most !== null && parts > most
    return (isDown(way) ? 4 : 0) + (isMute ? 2 : 0) + (isShort ? 1 : 0)
  }
  return ways
    .map((way, place) => ({ way, place, drawback: drawback(way) }))
    .sort((one, other) => one.drawback - other.drawback || one.place - other.place)
    .map(({ way }) => way)
}

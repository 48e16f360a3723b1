import type { Attempted } from '../../domain/messaging/next-attempt.ts'
import type { MessageReader } from '../ports/ledger.ts'

/**
 * Passes over next contacts who have got this message already (two of a team may name each other): it goes on to the first
 * who has not, so that a chain never ends at somebody who was told before.
 */
export async function passOver(attempted: Attempted, messages: Pick<MessageReader, 'usedKeys'>): Promise<Attempted> {
  if (attempted.handOn === null) return attempted
  const { nextContacts } = attempted.row
  const used = await messages.usedKeys(nextContacts.map(({ dedupeKey }) => dedupeKey))
  const left = nextContacts.filter(({ dedupeKey }) => !used.has(dedupeKey))
  return { row: { ...attempted.row, nextContacts: left }, handOn: left[0] ?? null }
}

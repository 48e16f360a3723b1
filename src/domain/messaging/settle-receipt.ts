import type { MessageRecord } from './message-record.ts'
import type { Attempted } from './next-attempt.ts'

/**
 * What a delivery receipt changes: delivered, or failed after all, and then its next contact gets it. It may come before
 * the sender has noted that the message left. null: nothing (it is settled, or nobody sent it).
 */
export function settleReceipt(
  message: MessageRecord,
  receipt: { readonly isDelivered: boolean; readonly detail: string | null },
): Attempted | null {
  if (message.status !== 'sent' && message.status !== 'sending') return null
  const row = { ...message, revision: message.revision + 1, nextAttemptAt: null, detail: receipt.detail }
  if (receipt.isDelivered) return { row: { ...row, status: 'delivered' }, handOn: null }
  return { row: { ...row, status: 'failed' }, handOn: message.nextContacts[0] ?? null }
}

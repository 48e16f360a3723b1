import { linesBy } from '../../domain/decision.ts'
import { settleAttempt } from '../../domain/messaging/settle-attempt.ts'
import { settleReceipt } from '../../domain/messaging/settle-receipt.ts'
import { commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { Ledger, MessageReader } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { SmsReceipt } from '../ports/sms-transport.ts'
import { passOver } from './pass-over.ts'

export type HearReceiptDeps = {
  readonly ledger: Ledger
  readonly messages: MessageReader
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
}

/** Takes a delivery receipt. @returns false: no message of ours is known by it (yet). */
export const hearReceipt =
  (deps: HearReceiptDeps) =>
  async (transport: string, receipt: SmsReceipt): Promise<boolean> => {
    const find = async () =>
      (receipt.reference === null ? null : await deps.messages.byReference(transport, receipt.reference)) ??
      (receipt.id === null ? null : await deps.messages.byId(receipt.id))
    const done = await commitDecision(deps.ledger, async () => {
      const message = await find()
      if (message === null) return { ok: false as const, reason: 'unknown' as const }
      const settled = settleReceipt(message, receipt)
      if (settled === null) return { ok: false as const, reason: 'settled' as const }
      const attempted = await passOver(settled, deps.messages)
      const lines = linesBy('system', { now: deps.clock.now(), newId: () => deps.ids.next() })
      return { ok: true as const, attempted, changes: settleAttempt(attempted, lines) }
    })
    if (!done.ok) return done.reason === 'settled'
    const { row } = done.decided.attempted
    deps.log[row.status === 'failed' ? 'warn' : 'info'](
      { message: row.id, kind: row.kind, to: row.who, transport, detail: row.detail },
      `message ${row.status}, says its receipt`,
    )
    return true
  }

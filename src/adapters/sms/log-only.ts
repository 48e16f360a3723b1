import type { Log } from '../../application/ports/log.ts'
import type { SmsTransport } from '../../application/ports/sms-transport.ts'

export type LogOnly = SmsTransport & { readonly isLogOnly: true }

/**
 * No way at all: a message is a line of the log, without its words, and nobody gets it. For drills, and for setting a
 * server up before there is a gateway. It counts as sent, never as delivered.
 */
export function createLogOnly(log: Log): LogOnly {
  return {
    isLogOnly: true,
    name: 'log',
    capabilities: { receipts: false, replies: false, parts: null },
    async send({ id, kind, language, to }) {
      log.warn({ message: id, kind, language, to }, 'a message is written to the log alone: nobody gets it')
      return { ok: true, reference: null, isDelivered: false }
    },
    onInbound() {},
    onReceipt() {},
  }
}

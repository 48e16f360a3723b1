import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IncomingSms, OutgoingSms, SmsReceipt, SmsTransport } from '../../src/application/ports/sms-transport.ts'

/** A transport, and whoever is at its other end. */
export type TransportBench = {
  readonly transport: SmsTransport
  /** What has arrived there. */
  arrived(): readonly { readonly to: string; readonly text: string }[]
  /** Somebody writes from 13800000501. Resolves when the other end is rid of the message, told again as often as it must be. */
  writes(text: string): Promise<void>
  /** The other end tells the last message once more, because it missed our answer. */
  tellsAgain(): Promise<void>
  /** Tells what became of a message; null: it never does. */
  readonly tells: ((reference: string, isDelivered: boolean) => Promise<void>) | null
  /** How it will answer from now on; null: it has no words for that. */
  readonly refuses: ((how: 'noSuchNumber' | 'throttled') => void) | null
  goesAway(): Promise<void>
  close(): Promise<void>
}

export const contractOrder: OutgoingSms = {
  id: 'm-1',
  to: '13800000501',
  text: '新指令123："水管"爆裂 🚰\n请回复“1 123”',
  kind: 'orderToTeam',
  language: 'zh-CN',
  variables: {},
  expiresAt: Date.UTC(2026, 2, 3, 4, 0),
}

/** What the outbox and the desk for what comes in rely on, whatever the way. */
export function smsTransportContract(name: string, build: () => Promise<TransportBench>): void {
  describe(`a way for messages: ${name}`, () => {
    let bench: TransportBench
    let stored: IncomingSms[]
    let receipts: SmsReceipt[]
    let failures: number
    beforeEach(async () => {
      bench = await build()
      ;[stored, receipts, failures] = [[], [], 0]
      bench.transport.onInbound(async (message) => {
        if (failures > 0) {
          failures -= 1
          throw new Error('the disk is full')
        }
        stored.push(message)
      })
      bench.transport.onReceipt(async (receipt) => {
        receipts.push(receipt)
        return true
      })
    })
    afterEach(() => bench.close())

    it('brings a text as it is, and does not say more than that it was taken', async () => {
      expect(await bench.transport.send(contractOrder)).toMatchObject({ ok: true, isDelivered: false })
      expect(bench.arrived()).toEqual([{ to: contractOrder.to, text: contractOrder.text }])
    })

    it('says that nobody is there, and that it may be tried again', async () => {
      await bench.goesAway()
      expect(await bench.transport.send(contractOrder)).toMatchObject({
        ok: false,
        reason: 'unreachable',
        isFinal: false,
        detail: expect.stringMatching(/\S/),
      })
    })

    it('passes on what comes in, each under an id by which a second telling is known', async () => {
      await bench.writes('1 123')
      await bench.tellsAgain()
      await bench.writes('３ 123 阀门已修好🔧')
      expect(stored[0]?.from).toContain('13800000501')
      const byId = new Map(stored.map(({ transportId, text }) => [transportId, text]))
      expect([...byId.values()]).toEqual(['1 123', '３ 123 阀门已修好🔧'])
    })

    it('loses nothing that could not be stored at once', async () => {
      failures = 1
      await bench.writes('2 123')
      expect(stored.map(({ text }) => text)).toContain('2 123')
      expect(new Set(stored.map(({ transportId }) => transportId)).size).toBe(1)
    })

    it('tells what the network says of a message, if it says that it can', async () => {
      expect(bench.tells !== null).toBe(bench.transport.capabilities.receipts)
      const sent = await bench.transport.send(contractOrder)
      if (bench.tells === null) return expect(receipts).toEqual([])
      const reference = sent.ok ? sent.reference : null
      expect(reference).not.toBeNull()
      await bench.tells(reference ?? '', true)
      expect(receipts).toMatchObject([{ reference, isDelivered: true }])
    })

    it('knows a number that is none, and too much at once, where it is told', async () => {
      if (bench.refuses === null) return expect(bench.transport.capabilities.receipts).toBe(false)
      bench.refuses('noSuchNumber')
      expect(await bench.transport.send(contractOrder)).toMatchObject({
        ok: false,
        reason: 'noSuchNumber',
        isFinal: true,
      })
      bench.refuses('throttled')
      expect(await bench.transport.send(contractOrder)).toMatchObject({
        ok: false,
        reason: 'throttled',
        isFinal: false,
      })
    })
  })
}

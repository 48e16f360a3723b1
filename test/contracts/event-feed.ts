import { describe, expect, it } from 'vitest'
import type { Stores } from '../fakes/memory-ledger.ts'
import { committed } from './ledger.ts'
import { aCall, aCase, aLine, aMessage, anOrder, noon, put } from './records.ts'

/** The events that every ledger keeps for those who follow. */
export function eventFeedContract(name: string, make: () => Stores): void {
  const whats = async (stores: Stores, from = 0) => (await stores.events.after(from, 100)).map(({ what }) => what)

  describe(`${name}: events`, () => {
    it('come one a line, in the order of the commits, with what is different and nothing else', async () => {
      const stores = make()
      const opened = aCase({ callerRef: 'a-person' })
      const order = anOrder(opened.id)
      const issued = aLine(opened.id, { what: 'orderIssued', refs: { order: order.id }, why: 'his own words' })
      await committed(stores, put.case(opened), put.order(order), put.line(aLine(opened.id)), put.line(issued))
      const accepted = { ...order, revision: 2, status: 'accepted', acceptedAt: noon + 5 } as const
      await committed(
        stores,
        put.order(accepted),
        put.line({ ...issued, what: 'orderAccepted', actor: 'responder:0501' }),
      )
      expect(await stores.events.after(0, 100)).toEqual([
        {
          sequence: 1,
          at: noon,
          caseId: opened.id,
          caseNumber: '2611230001',
          actor: 'system',
          what: 'caseOpened',
          refs: {},
          changed: [
            {
              kind: 'case',
              id: opened.id,
              set: {
                ...{ number: '2611230001', status: 'dispatched', category: 'water' },
                ...{ urgency: 'urgent', origin: 'citizen', openedAt: noon },
              },
            },
          ],
        },
        expect.objectContaining({ sequence: 2, what: 'orderIssued' }),
        expect.objectContaining({
          sequence: 3,
          what: 'orderAccepted',
          actor: 'responder:0501',
          changed: [{ kind: 'order', id: order.id, set: { status: 'accepted', acceptedAt: noon + 5 } }],
        }),
      ])
      expect(JSON.stringify(await stores.events.after(0, 100))).not.toMatch(/a-person|his own words/)
      expect(await whats(stores, 2)).toEqual(['orderAccepted'])
      expect(await stores.events.after(0, 2)).toHaveLength(2)
      expect(await stores.events.range()).toEqual({ oldest: 1, newest: 3 })
    })

    it('tell of calls and messages that belong to no case: opened, over, what came of it, and no tries', async () => {
      const stores = make()
      const call = aCall()
      const message = aMessage()
      await committed(stores, put.call(call), put.message(message))
      await committed(stores, put.call({ ...call, chosenAt: noon + 1 }))
      await committed(stores, put.message({ ...message, revision: 2, status: 'sending', attempts: 1 }))
      await committed(stores, put.message({ ...message, revision: 3, status: 'pending', attempts: 1 }))
      const termination = { result: 'abandoned', reason: 'callerHungUp' } as const
      await committed(stores, put.call({ ...call, chosenAt: noon + 1, endedAt: noon + 9, termination }))
      await committed(stores, put.message({ ...message, revision: 4, status: 'sent', sentAt: noon }))
      expect((await whats(stores)).toSorted()).toEqual(['callOpened', 'callOver', 'messageQueued', 'messageSent'])
      const over = (await stores.events.after(0, 9)).find(({ what }) => what === 'callOver')
      expect(over).toMatchObject({ at: noon + 9, caseId: null, caseNumber: null, changed: [{ set: { termination } }] })
    })

    it('are dropped when they are old, but never the newest: its place is not given again', async () => {
      const stores = make()
      for (const at of [0, 1, 2, 3]) await committed(stores, put.call(aCall({ openedAt: noon + at })))
      expect(await stores.events.dropBefore(noon + 2, 1)).toBe(1)
      expect(await stores.events.dropBefore(noon + 2, 9)).toBe(1)
      expect(await stores.events.range()).toEqual({ oldest: 3, newest: 4 })
      expect(await stores.events.dropBefore(noon + 99, 9)).toBe(1)
      await committed(stores, put.call(aCall()))
      expect(await stores.events.range()).toEqual({ oldest: 4, newest: 5 })
      expect(await make().events.range()).toEqual({ oldest: 0, newest: 0 })
    })
  })
}

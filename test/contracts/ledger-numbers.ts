import { array, asyncProperty, constantFrom, assert as holds } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderRecord } from '../../src/domain/dispatch/order-record.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import { committed } from './ledger.ts'
import { aCase, anOrder, put } from './records.ts'

/** What every ledger gives out: case numbers and order codes. The zone is Asia/Shanghai. */
export function numbersContract(name: string, make: () => Stores): void {
  describe(`${name}: case numbers`, () => {
    it('differ for cases of one instant, in one commit or in many at once', async () => {
      const stores = make()
      const [one, two] = [aCase(), aCase()]
      const given = [await committed(stores, put.case(one), put.case(two))]
      given.push(...(await Promise.all(Array.from({ length: 20 }, () => committed(stores, put.case(aCase()))))))
      const numbers = given.flatMap(({ caseNumbers }) => Object.values(caseNumbers))
      expect(new Set(numbers).size).toBe(22)
      expect(numbers.slice(0, 2)).toEqual(['2611230001', '2611230002'])
    })

    it('grow past 9999 and back to 0001 on the next day of the zone', async () => {
      const stores = make()
      const number = async (row: Parameters<typeof aCase>[0]) => {
        const opened = aCase(row)
        const { caseNumbers } = await committed(stores, put.case(opened))
        return caseNumbers[opened.id]
      }
      expect(await number({ openedAt: Date.parse('2026-11-23T15:59:59.999Z') })).toBe('2611230001')
      expect(await number({ number: '2611239998' })).toBeUndefined()
      expect(await number({})).toBe('2611239999')
      expect(await number({})).toBe('26112310000')
      expect(await number({ openedAt: Date.parse('2026-11-23T16:00:00Z') })).toBe('2611240001')
      expect(await number({})).toBe('26112310001')
    })

    it('stay, whatever later puts say', async () => {
      const stores = make()
      const opened = aCase()
      expect((await committed(stores, put.case(opened))).caseNumbers).toEqual({ [opened.id]: '2611230001' })
      expect((await committed(stores, put.case({ ...opened, revision: 2 }))).caseNumbers).toEqual({})
      await committed(stores, put.case({ ...opened, revision: 3, number: '2611230777' }))
      expect((await stores.cases.byId(opened.id))?.number).toBe('2611230001')
    })
  })

  describe(`${name}: order codes`, () => {
    it('are of three digits, four when those are used up, and never twice among the open orders of a unit', async () => {
      const stores = make()
      const opened = aCase()
      const orders = Array.from({ length: 905 }, () => anOrder(opened.id))
      const { orderCodes } = await committed(stores, put.case(opened), ...orders.map(put.order))
      const codes = orders.map((order) => orderCodes[order.id] as string)
      expect(new Set(codes).size).toBe(905)
      expect(codes.filter((code) => /^[1-9]\d\d$/.test(code))).toHaveLength(900)
      expect(codes.filter((code) => /^[1-9]\d{3}$/.test(code))).toHaveLength(5)

      const freed = { ...orders[17]!, revision: 2, status: 'closed' } as const
      const next = anOrder(opened.id)
      const given = await committed(stores, put.order(freed), put.order(next))
      expect(given.orderCodes).toEqual({ [next.id]: codes[17] })
      expect((await stores.cases.order(freed.id))?.code).toBe(codes[17])
    })

    it('rest before they come again, so that a late answer does not hit another order', async () => {
      const stores = make()
      const opened = aCase()
      const first = anOrder(opened.id)
      const before = await committed(stores, put.case(opened), put.order(first))
      await committed(stores, put.order({ ...first, revision: 2, status: 'withdrawn' }))
      const next = anOrder(opened.id)
      const after = await committed(stores, put.order(next))
      expect(after.orderCodes[next.id]).not.toBe(before.orderCodes[first.id])
    })

    it('hold for any course of issuing and closing in two units', async () => {
      const stores = make()
      const opened = aCase()
      await committed(stores, put.case(opened))
      const open: OrderRecord[] = []
      const take = async (step: string): Promise<void> => {
        if (step.startsWith('issue')) {
          const order = anOrder(opened.id, { unit: step.slice(-2) })
          const code = (await committed(stores, put.order(order))).orderCodes[order.id] as string
          expect(open.filter(({ unit }) => unit === order.unit).map((other) => other.code)).not.toContain(code)
          open.push({ ...order, code })
        } else {
          const closed = step === 'close oldest' ? open.shift() : open.pop()
          if (closed) await committed(stores, put.order({ ...closed, code: null, revision: 2, status: 'closed' }))
        }
      }
      const steps = array(constantFrom('issue 05', 'issue 01', 'close oldest', 'close newest'), { maxLength: 40 })
      await holds(
        asyncProperty(steps, async (course) => {
          for (const step of course) await take(step)
        }),
        { numRuns: 15 },
      )
    })
  })
}

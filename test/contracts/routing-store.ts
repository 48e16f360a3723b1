import { describe, expect, it } from 'vitest'
import type { RoutingVersion } from '../../src/application/ports/routing-store.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import { noon } from './records.ts'

/** Stores keep a table without looking into it. */
export const aVersion = (reason: string): Omit<RoutingVersion, 'number'> => ({
  table: { languages: ['zh-CN'], numbers: [{ number: '12345', line: reason }] } as unknown as RoutingTable,
  digest: `digest of ${reason}`,
  publishedAt: noon,
  publishedBy: 'officer:admin',
  reason,
})

/** What every store of routing tables does. */
export function routingStoreContract(name: string, make: () => Stores): void {
  describe(`${name}: routing tables`, () => {
    it('are none at first', async () => {
      const { routing } = make()
      expect(await routing.current()).toBeNull()
      expect(await routing.version(1)).toBeNull()
      expect(await routing.list()).toEqual([])
    })

    it('are numbered as they are published; the last one counts and the others stay', async () => {
      const { routing } = make()
      const first = await routing.publish(aVersion('first'))
      const second = await routing.publish(aVersion('second'))
      expect(first).toEqual({ ...aVersion('first'), number: 1 })
      expect(second).toEqual({ ...aVersion('second'), number: 2 })
      expect(await routing.current()).toEqual(second)
      expect(await routing.version(1)).toEqual(first)
      expect(await routing.version(3)).toBeNull()
      const { table: _, ...newest } = second!
      expect((await routing.list())[0]).toEqual(newest)
      expect((await routing.list()).map(({ number }) => number)).toEqual([2, 1])
    })

    it('get different numbers when published at once', async () => {
      const { routing } = make()
      const published = await Promise.all(['a', 'b', 'c'].map((reason) => routing.publish(aVersion(reason))))
      expect(published.map((version) => version?.number).sort()).toEqual([1, 2, 3])
    })
  })
}

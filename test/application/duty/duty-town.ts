import type { DutyCheck } from '../../../src/application/ports/duty-check.ts'
import type { DutyStore } from '../../../src/application/ports/duty-store.ts'
import type { TimedOverride } from '../../../src/domain/routing/duty.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import type { Stores } from '../../fakes/memory-ledger.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday } from '../../support/small-town.ts'

/** The small table with something for every kind of override to lead to. */
export const dutyTable = {
  ...smallTable,
  lines: [
    {
      id: 'main',
      name: { 'zh-CN': '热线', en: 'hotline' },
      greeting: null,
      language: 'zh-CN',
      window: 'day',
      menu: 'main',
      origin: 'citizen' as const,
      callerId: '12345',
    },
  ],
  notices: [{ id: 'storm', text: { 'zh-CN': '台风来袭', en: 'A storm is coming' } }],
}

/** Stores with that table published, and all that a change of the duty needs, Mon 2026-11-23 14:05 in Shanghai. */
export async function dutyTown(stores: Stores, dutyChecks: readonly DutyCheck[] = []) {
  await stores.routing.publish({
    table: dutyTable,
    digest: 'd',
    publishedAt: monday,
    publishedBy: 'demo',
    reason: 'first',
  })
  let now = monday
  const log = createFakeLog()
  const interferences: (() => Promise<unknown>)[] = []
  // Somebody is faster: each of these runs once, right before one of the next writings.
  const duty: DutyStore = {
    ...stores.duty,
    async save(revision, entry) {
      await interferences.shift()?.()
      return stores.duty.save(revision, entry)
    },
  }
  return {
    ...stores,
    deps: { duty, routing: stores.routing, dutyChecks, clock: { now: () => now }, log },
    log,
    interfere: (...acts: (() => Promise<unknown>)[]) => void interferences.push(...acts),
    advance: (ms: number) => {
      now += ms
    },
    acts: async () =>
      (await stores.audit.list({}, { cursor: null, limit: 100 })).items.map(({ what, by, why }) => [what, by, why]),
  }
}

export const anOverride = (about: Partial<TimedOverride> = {}): TimedOverride => ({
  id: 'o1',
  kind: 'sendAll',
  line: null,
  to: '05',
  from: monday,
  until: monday + 3_600_000,
  by: 'officer:duty-1',
  at: monday,
  reason: 'by telephone',
  ended: null,
  ...about,
})

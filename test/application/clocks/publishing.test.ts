import { expect, it } from 'vitest'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { issueFurtherOrder } from '../../../src/application/dispatch/issue-further-order.ts'
import { publishRoutingTable } from '../../../src/application/routing/publish-routing-table.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { makeLadderTown } from '../../harness/ladder-town.ts'

const demoTable = readDemoTable()
/** A catalogue that has a text for whatever is asked. */
const everySentence = new Proxy<Record<string, string>>({}, { get: () => '{name} {key}', has: () => true })

/** Everything about clocks is another: minutes, hours, ladders. */
const otherTable: RoutingTable = {
  ...demoTable,
  windows: [
    ...demoTable.windows,
    { id: 'mondays', frames: [{ days: [1], from: '08:00', to: '10:00' }], exceptions: [], closedTo: '110' },
  ],
  units: demoTable.units.map((unit) => ({
    ...unit,
    promises: { acceptMinutes: 1, arriveMinutes: 2, completeMinutes: 3, feedbackMinutes: 4 },
  })),
  ladders: { ...demoTable.ladders, accept: [], arrive: [], complete: [] },
  serviceTime: [
    { clock: 'complete', unit: null, category: null, categoryKind: null, urgency: null, window: 'mondays' },
  ],
  timings: { ...demoTable.timings, dispatchMinutes: 99, callBackMinutes: 99, reviewMinutes: 99, confirmBy: '12:00' },
}

it.each([
  ['in memory', memoryStores],
  ['in SQLite', sqliteStores],
])('publishing a table moves no running deadline and no ladder, %s', async (_, stores) => {
  const town = await makeLadderTown(stores(), demoTable)
  const [ordered, waiting] = [await town.open(), await town.open(null)]
  await town.report(ordered, 'notify')
  await town.owe(waiting.caseId, 'callBack', 30)
  const all = async () => {
    const rows = await Promise.all([ordered, waiting].map(({ caseId }) => town.stores.cases.deadlines(caseId)))
    return rows.flat()
  }
  const before = await all()
  expect(before.map(({ kind }) => kind).sort()).toEqual([
    'accept',
    'arrive',
    'callBack',
    'complete',
    'dispatch',
    'feedback',
  ])

  const published = await publishRoutingTable(
    {
      store: town.deps.routing,
      clock: town.deps.clock,
      prompts: { catalogue: () => everySentence, prepare: async () => [] },
      checks: [],
    },
    { table: otherTable, by: 'admin', reason: 'all is other' },
  )
  expect(published).toMatchObject({ ok: true })
  expect((await town.deps.routing.current())?.table.timings.dispatchMinutes).toBe(99)
  expect(await all()).toEqual(before)

  // It climbs as it was frozen, and what comes later on this case follows its own table, too.
  town.jump(3)
  await town.tick()
  expect((await town.messages(ordered.caseId)).map(({ kind }) => kind)).toEqual([
    'orderReminder.accept',
    'orderReminder.accept',
  ])
  await town.report(ordered, 'complete')
  const owed = (await town.stores.cases.deadlines(ordered.caseId)).filter(({ status }) => status === 'running')
  expect(owed).toMatchObject([{ kind: 'feedback', reason: { base: 'completed', minutes: 720 } }])
  await town.report(ordered, 'feedBack')
  expect(await town.deadline(ordered.caseId, 'review')).toMatchObject({ reason: { minutes: 720 } })

  const issue = issueFurtherOrder({ ...town.deps, ringTeam: async () => {} })
  const further = await issue({ caseNumber: waiting.number, unit: '05', by: 'api:admin' })
  expect(further.ok).toBe(true)
  expect(await town.deadline(waiting.caseId, 'accept')).toMatchObject({ reason: { minutes: 3 } })
  await town.stop()
})

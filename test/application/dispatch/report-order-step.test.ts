import { expect, test } from 'vitest'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import type { OrderChanged } from '../../../src/application/dispatch/tell-calls.ts'
import type { OrderStep } from '../../../src/domain/dispatch/advance-order.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, silent, smallTown } from '../../support/small-town.ts'

async function townWithOrder() {
  const town = await smallTown()
  const told: OrderChanged[] = []
  const opened = await town.open()
  const report = reportOrderStep({ ...town, notifyCalls: (event) => void told.push(event) })
  const step = (step: OrderStep, result: string | null = null) =>
    report({ caseNumber: opened.number, orderId: opened.orderId, step, by: 'api:admin', result })
  return { town, told, opened, report, step }
}

test('given an order, when it is accepted, completed, fed back and closed, then the case is closed and every clock settled', async () => {
  const { town, told, opened, step } = await townWithOrder()
  town.clock.advance(2 * 60_000) // 14:07, one minute before the accept deadline
  expect(await step('accept')).toMatchObject({ ok: true, order: { status: 'accepted', acceptedBy: 'api:admin' } })
  town.clock.advance(40 * 60_000) // 14:47, ten minutes after the arrive deadline
  expect(await step('complete', '水管已修好')).toMatchObject({ order: { status: 'completed', skipped: ['arrived'] } })
  expect(await step('feedBack', '换了三米管')).toMatchObject({ order: { status: 'fedBack' } })
  expect(await step('close')).toMatchObject({ order: { status: 'closed', closedAt: monday + 42 * 60_000 } })

  expect(await town.cases.byId(opened.caseId)).toMatchObject({ status: 'closed', closedAt: monday + 42 * 60_000 })
  const clocks = (await town.cases.deadlines(opened.caseId)).map(({ kind, status }) => `${kind} ${status}`)
  expect(clocks.sort()).toEqual([
    'accept met',
    'arrive late',
    'complete met',
    'feedback cancelled',
    'feedback met',
    'review met',
  ])
  expect(told.map(({ status }) => status)).toEqual(['accepted', 'completed', 'fedBack', 'closed'])
  expect(told[0]).toEqual({ type: 'OrderChanged', orderId: opened.orderId, status: 'accepted', by: 'api:admin' })
})

test('given a result, then its words are in a personal row alone, and the timeline refers to it', async () => {
  const { town, opened, step } = await townWithOrder()
  await step('complete', '水管已修好')
  const timeline = await town.cases.timeline(opened.caseId)
  const ref = timeline.find(({ what }) => what === 'resultRecorded')?.refs.result
  expect(await town.cases.order(opened.orderId)).toMatchObject({ resultRef: ref })
  expect(await town.cases.personal([ref!])).toMatchObject({ [ref!]: { kind: 'result', value: '水管已修好' } })
  expect(JSON.stringify(timeline)).not.toContain('水管已修好')
})

test.each<[OrderStep, string, OrderStep[]]>([
  ['feedBack', 'notYet', ['notify', 'accept', 'arrive', 'report', 'complete']],
  ['close', 'notYet', ['notify', 'accept', 'arrive', 'report', 'complete']],
])('given a new order, %s is refused as %s, with the steps that are possible', async (what, reason, possible) => {
  const { town, told, opened, step } = await townWithOrder()
  expect(await step(what)).toEqual({ ok: false, reason, possible })
  expect(told).toEqual([])
  expect(await town.cases.order(opened.orderId)).toMatchObject({ status: 'issued', revision: 1 })
})

test('given an accepted order, accepting it again is refused and nothing is written', async () => {
  const { town, opened, step } = await townWithOrder()
  await step('accept')
  const lines = (await town.cases.timeline(opened.caseId)).length
  expect(await step('accept')).toMatchObject({
    ok: false,
    reason: 'alreadyDone',
    possible: ['arrive', 'report', 'complete'],
  })
  expect(await town.cases.timeline(opened.caseId)).toHaveLength(lines)
})

test('an unknown case and an order of another case are refused', async () => {
  const { town, opened, report } = await townWithOrder()
  const other = await town.open()
  const about = { step: 'accept' as const, by: 'api:admin', result: null }
  expect(await report({ ...about, caseNumber: '0', orderId: opened.orderId })).toEqual({ ok: false, reason: 'noCase' })
  expect(await report({ ...about, caseNumber: opened.number, orderId: other.orderId })).toEqual({
    ok: false,
    reason: 'noOrder',
  })
})

test('somebody who was faster twice is taken into account; three times is a conflict', async () => {
  const { town, told, opened, step } = await townWithOrder()
  const touch = async () => {
    const order = (await town.cases.order(opened.orderId))!
    await town.stores.ledger.commit({ changes: [{ put: 'order', row: { ...order, revision: order.revision + 1 } }] })
  }
  town.interfere(touch, touch)
  expect(await step('accept')).toMatchObject({ ok: true, order: { revision: 4 } })
  town.interfere(touch, touch, touch)
  expect(await step('arrive')).toEqual({ ok: false, reason: 'conflict' })
  expect(told.map(({ status }) => status)).toEqual(['accepted'])
})

test('given two who accept at once, one is told that it is done', async () => {
  const { told, step } = await townWithOrder()
  const answers = await Promise.all([step('accept'), step('accept')])
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.reason)).sort()).toEqual(['alreadyDone', 'ok'])
  expect(told).toHaveLength(1)
})

test('calls that can not be told do not make a saved report look refused', async () => {
  const town = await smallTown()
  const { number, orderId } = await town.open()
  const errors: string[] = []
  const report = reportOrderStep({
    ...town,
    log: { ...silent, error: (_fields, message) => void errors.push(message) },
    notifyCalls: async () => {
      throw new Error('no runner')
    },
  })
  expect(await report({ caseNumber: number, orderId, step: 'accept', by: 'api:admin', result: null })).toMatchObject({
    ok: true,
  })
  expect(errors).toHaveLength(1)
})

test("a case is held to its own table's promises after another was published", async () => {
  const { town, opened, step } = await townWithOrder()
  const strict = (arriveMinutes: number) => ({
    ...smallTable,
    units: smallTable.units.map((unit) => ({ ...unit, promises: { ...unit.promises, arriveMinutes } })),
  })
  await town.routing.publish({ table: strict(5), digest: 'd2', publishedAt: monday, publishedBy: 'x', reason: 'y' })
  await step('accept')
  const arrive = (await town.cases.deadlines(opened.caseId)).find(({ kind }) => kind === 'arrive')
  expect(arrive).toMatchObject({ due: monday + 30 * 60_000 })
})

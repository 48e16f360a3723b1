import { expect, test } from 'vitest'
import { issueFurtherOrder } from '../../../src/application/dispatch/issue-further-order.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, type SmallTown, smallTown } from '../../support/small-town.ts'

const by = 'api:admin'
/** Nobody is rung. */
const quiet = (town: SmallTown) => ({ ...town, ringTeam: async () => {} })

test('given a case of the waterworks, a second unit gets an order that supports, with a code and a clock of its own', async () => {
  const town = await smallTown()
  const { number, caseId } = await town.open()
  const issued = await issueFurtherOrder(quiet(town))({ caseNumber: number, unit: '10', by })
  expect(issued).toMatchObject({ ok: true, order: { unit: '10', lead: false, status: 'issued' } })
  expect(issued.ok && issued.order.code).toMatch(/^\d{3,4}$/)
  expect(await town.cases.orders(caseId)).toHaveLength(2)
  const accepts = (await town.cases.deadlines(caseId)).filter(({ kind }) => kind === 'accept')
  expect(accepts.map(({ due }) => (due - monday) / 60_000).sort()).toEqual([10, 3])
  expect((await town.cases.timeline(caseId)).filter(({ what }) => what === 'orderIssued').at(-1)).toMatchObject({
    actor: by,
  })
})

test('given a case with the duty officer alone, the first order leads and the case is dispatched', async () => {
  const town = await smallTown()
  const { number, caseId } = await town.open({ unit: null, category: null })
  expect(await issueFurtherOrder(quiet(town))({ caseNumber: number, unit: '05', by })).toMatchObject({
    order: { lead: true },
  })
  expect(await town.cases.byId(caseId)).toMatchObject({ status: 'dispatched', revision: 2 })
})

test('no case, no such unit, an open order of the same unit, a closed case: refused, nothing written', async () => {
  const town = await smallTown()
  const { number, orderId, caseId } = await town.open()
  const issue = issueFurtherOrder(quiet(town))
  expect(await issue({ caseNumber: '0', unit: '05', by })).toEqual({ ok: false, reason: 'noCase' })
  expect(await issue({ caseNumber: number, unit: '99', by })).toEqual({ ok: false, reason: 'unknownUnit' })
  expect(await issue({ caseNumber: number, unit: '05', by })).toEqual({ ok: false, reason: 'alreadyOrdered' })
  const report = reportOrderStep({ ...town, notifyCalls: () => {} })
  for (const step of ['complete', 'feedBack', 'close'] as const)
    await report({ caseNumber: number, orderId, step, by, result: null })
  expect(await issue({ caseNumber: number, unit: '10', by })).toEqual({ ok: false, reason: 'caseOver' })
  expect(await town.cases.orders(caseId)).toHaveLength(1)
})

test('given two officers who add the same unit at once, it gets one order', async () => {
  const town = await smallTown()
  const { number, caseId } = await town.open()
  const issue = issueFurtherOrder(quiet(town))
  const answers = await Promise.all([1, 2].map(() => issue({ caseNumber: number, unit: '10', by })))
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.reason)).sort()).toEqual(['alreadyOrdered', 'ok'])
  expect(await town.cases.orders(caseId)).toHaveLength(2)
})

test('a unit that joined the table after the case was opened can be added, report, and is held to the table that knows it', async () => {
  const town = await smallTown()
  const { number, caseId } = await town.open()
  const [first] = smallTable.units
  const table = { ...smallTable, units: [...smallTable.units, { ...first!, id: '11' }] }
  await town.routing.publish({ table, digest: 'd2', publishedAt: monday, publishedBy: 'x', reason: 'a new unit' })
  const issued = await issueFurtherOrder(quiet(town))({ caseNumber: number, unit: '11', by })
  if (!issued.ok) throw new Error(issued.reason)
  const report = reportOrderStep({ ...town, notifyCalls: () => {} })
  const about = { caseNumber: number, orderId: issued.order.id, by, result: null }
  expect(await report({ ...about, step: 'arrive' })).toMatchObject({ ok: true, order: { status: 'arrived' } })
  expect(await town.cases.byId(caseId)).toMatchObject({ status: 'handling' })
})

test('a unit that has left the table gets no new orders', async () => {
  const town = await smallTown()
  const { number } = await town.open()
  const table = { ...smallTable, units: smallTable.units.filter(({ id }) => id !== '10') }
  await town.routing.publish({ table, digest: 'd2', publishedAt: monday, publishedBy: 'x', reason: 'dissolved' })
  expect(await issueFurtherOrder(quiet(town))({ caseNumber: number, unit: '10', by })).toEqual({
    ok: false,
    reason: 'unknownUnit',
  })
})

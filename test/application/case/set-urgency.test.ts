import { expect, test } from 'vitest'
import { setUrgency } from '../../../src/application/case/set-urgency.ts'
import { issueFurtherOrder } from '../../../src/application/dispatch/issue-further-order.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import type { OrderRecord } from '../../../src/domain/dispatch/order-record.ts'
import { smallTable } from '../../support/small-table.ts'
import { monday, smallTown } from '../../support/small-town.ts'

const by = 'api:officer'
const reason = 'two houses are flooded'

/** Water calls in the transport bureau where it is critical, and is promised faster then. */
async function town() {
  const small = await smallTown()
  const table = {
    ...smallTable,
    units: smallTable.units.map((unit) => ({
      ...unit,
      exceptions: [{ category: null, urgency: 'critical' as const, acceptMinutes: 1, arriveMinutes: 7 }],
    })),
    routes: smallTable.routes.map((route) =>
      route.category === 'water' ? { ...route, reinforcements: ['10'] } : route,
    ),
  }
  await small.routing.publish({ table, digest: 'd2', publishedAt: monday, publishedBy: 'x', reason: 'reinforcements' })
  const rung: OrderRecord[] = []
  const deps = { ...small, ringTeam: async (order: OrderRecord) => void rung.push(order) }
  const open = async (about: Parameters<typeof small.open>[0] = {}) => {
    const opened = await small.open(about)
    const caseRow = (await small.cases.byId(opened.caseId))!
    await small.stores.ledger.commit({
      changes: [{ put: 'case', row: { ...caseRow, revision: caseRow.revision + 1, routingVersion: 2 } }],
    })
    return opened
  }
  const units = async (caseId: string) => (await small.cases.orders(caseId)).map(({ unit, lead }) => [unit, lead])
  return { ...deps, rung, open, units }
}

test('a case that becomes critical calls in the second unit of its route once, and what was promised stays', async () => {
  const place = await town()
  const { number, caseId } = await place.open()
  const before = await place.cases.deadlines(caseId)
  place.clock.advance(60_000)
  const raise = () => setUrgency(place)({ caseNumber: number, urgency: 'critical', reason, by })
  expect(await raise()).toMatchObject({ ok: true, issued: [{ unit: '10', lead: false, code: expect.any(String) }] })
  expect(await raise()).toEqual({ ok: true, issued: [] })
  expect(await place.units(caseId)).toEqual([
    ['05', true],
    ['10', false],
  ])
  expect(place.rung).toMatchObject([{ unit: '10' }])
  expect(place.rung[0]?.code).toMatch(/^\d{3,4}$/)
  const after = await place.cases.deadlines(caseId)
  expect(after).toEqual(expect.arrayContaining([...before]))
  // The further order is accepted within a minute of its own beginning, as critical cases are promised.
  expect(after.find(({ orderId }) => orderId === place.rung[0]?.id)?.due).toBe(monday + 120_000)
  const lines = (await place.cases.timeline(caseId)).filter(({ what }) => what === 'urgencySet')
  expect(lines).toMatchObject([
    { actor: by, before: { urgency: 'urgent' }, after: { urgency: 'critical' }, why: reason },
  ])
  const { items } = await place.messages.list({}, { cursor: null, limit: 20 })
  expect(items.filter(({ orderId }) => orderId === place.rung[0]?.id).length).toBeGreaterThan(0)
})

test('deadlines that begin later follow the urgency the case has then', async () => {
  const place = await town()
  const { number, caseId, orderId } = await place.open()
  await setUrgency(place)({ caseNumber: number, urgency: 'critical', reason, by })
  const report = reportOrderStep({ ...place, notifyCalls: () => {} })
  await report({ caseNumber: number, orderId, step: 'notify', by: 'system', result: null })
  const arrive = (await place.cases.deadlines(caseId)).find((one) => one.orderId === orderId && one.kind === 'arrive')
  expect(arrive?.due).toBe(monday + 7 * 60_000)
})

test('a unit that has an order by another way gets no second one, and down and up again calls in nobody twice', async () => {
  const place = await town()
  const { number, caseId } = await place.open()
  await issueFurtherOrder(place)({ caseNumber: number, unit: '10', by })
  for (const urgency of ['critical', 'normal', 'critical'] as const)
    expect(await setUrgency(place)({ caseNumber: number, urgency, reason, by })).toEqual({ ok: true, issued: [] })
  expect(await place.units(caseId)).toHaveLength(2)
})

test('two officers who raise it at the same moment call in one unit', async () => {
  const place = await town()
  const { number, caseId } = await place.open()
  const raise = () => setUrgency(place)({ caseNumber: number, urgency: 'critical', reason, by })
  const answers = await Promise.all([raise(), raise()])
  expect(answers.flatMap((answer) => (answer.ok ? answer.issued.map(({ unit }) => unit) : ['refused']))).toHaveLength(1)
  expect(await place.units(caseId)).toHaveLength(2)
  expect(place.rung).toHaveLength(1)
})

test('where nobody leads yet, the further unit does until the officer has found one, whose order he still owes', async () => {
  const place = await town()
  const { number, caseId } = await place.open({ unit: null })
  await setUrgency(place)({ caseNumber: number, urgency: 'critical', reason, by })
  expect(await place.units(caseId)).toEqual([['10', true]])
  const dispatch = (await place.cases.deadlines(caseId)).find(({ kind }) => kind === 'dispatch')
  expect(dispatch?.status).toBe('running')
  await issueFurtherOrder(place)({ caseNumber: number, unit: '05', by })
  expect((await place.units(caseId)).sort()).toEqual([
    ['05', true],
    ['10', false],
  ])
})

test('an override that sends cases elsewhere takes no help away', async () => {
  const place = await town()
  const { number, caseId } = await place.open()
  const now = place.clock.now()
  const all = { id: 'o1', kind: 'sendAll', line: null, to: null, from: now, until: now + 3_600_000 } as const
  const overrides = [{ ...all, by, at: now, reason, ended: null }]
  const duty = { current: async () => ({ revision: 1, rosters: [], overrides }) }
  await setUrgency({ ...place, duty })({ caseNumber: number, urgency: 'critical', reason, by })
  expect(await place.units(caseId)).toHaveLength(2)
})

test('no case, or one that is over: refused, nothing written', async () => {
  const place = await town()
  const { number, caseId, orderId } = await place.open()
  const set = setUrgency(place)
  expect(await set({ caseNumber: '0', urgency: 'critical', reason, by })).toEqual({ ok: false, reason: 'noCase' })
  const report = reportOrderStep({ ...place, notifyCalls: () => {} })
  for (const step of ['complete', 'feedBack', 'close'] as const)
    await report({ caseNumber: number, orderId, step, by, result: null })
  expect(await set({ caseNumber: number, urgency: 'critical', reason, by })).toEqual({ ok: false, reason: 'caseOver' })
  expect(await place.cases.orders(caseId)).toHaveLength(1)
})

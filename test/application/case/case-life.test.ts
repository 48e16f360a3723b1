import { expect, test } from 'vitest'
import { cancelCase, referCase } from '../../../src/application/case/end-case.ts'
import { openCase } from '../../../src/application/case/open-case.ts'
import { reopenCase } from '../../../src/application/case/reopen-case.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import type { OrderRecord } from '../../../src/domain/dispatch/order-record.ts'
import { smallTown } from '../../support/small-town.ts'

const by = 'api:officer'
const why = 'as the caller says'

async function town() {
  const small = await smallTown()
  const rung: OrderRecord[] = []
  const told: string[] = []
  const deps = {
    ...small,
    ringTeam: async (order: OrderRecord) => void rung.push(order),
    notifyCalls: ({ status }: { status: string }) => void told.push(status),
  }
  const messages = async (kind: string) =>
    (await small.messages.list({}, { cursor: null, limit: 200 })).items.filter((message) => message.kind === kind)
  const running = async (caseId: string) =>
    (await small.cases.deadlines(caseId))
      .filter(({ status }) => status === 'running')
      .map(({ kind }) => kind)
      .sort()
  /** Opens a case and has its unit do all of it, a minute a step. */
  const closed = async () => {
    const opened = await small.open()
    for (const step of ['accept', 'complete', 'feedBack', 'close'] as const) {
      small.clock.advance(60_000)
      const done = await reportOrderStep(deps)({
        caseNumber: opened.number,
        orderId: opened.orderId,
        step,
        by,
        result: null,
      })
      if (!done.ok) throw new Error(done.reason)
    }
    return opened
  }
  const caseOf = async (id: string) => (await small.cases.byId(id))!
  return { ...deps, rung, told, messages, running, closed, caseOf }
}

test('a cancelled case: orders withdrawn, telephones stopped, team and caller told, no clock left', async () => {
  const place = await town()
  const { number, caseId, orderId } = await place.open({}, 'callBack')
  const cancel = () => cancelCase(place)({ caseNumber: number, reason: 'mistake', why, by })
  expect(await cancel()).toMatchObject({ ok: true, withdrawn: [{ id: orderId, status: 'withdrawn' }] })
  expect(await place.caseOf(caseId)).toMatchObject({ status: 'cancelled', closedAt: place.clock.now() })
  expect(await place.running(caseId)).toEqual([])
  expect(place.told).toEqual(['withdrawn'])
  expect((await place.messages('orderWithdrawn')).length).toBeGreaterThan(0)
  expect(await place.messages('caseCancelled')).toMatchObject([
    { who: null, variables: { caseNumber: number, reason: '误报' } },
  ])
  expect((await place.cases.timeline(caseId)).find(({ what }) => what === 'caseCancelled')).toMatchObject({
    actor: by,
    before: { status: 'dispatched' },
    after: { status: 'cancelled', reason: 'mistake' },
    why,
  })
  expect(await cancel()).toEqual({ ok: false, reason: 'caseOver' })
})

test.each([
  ['drill', 'cancelled', 0],
  ['withdrawn', 'cancelled', 1],
])('cancelled because of %s: %s, and %i message to the caller', async (reason, status, count) => {
  const place = await town()
  const { number, caseId } = await place.open()
  await cancelCase(place)({ caseNumber: number, reason, why, by })
  expect((await place.caseOf(caseId)).status).toBe(status)
  expect(await place.messages('caseCancelled')).toHaveLength(count)
})

test('what is unknown is refused, and nothing happens', async () => {
  const place = await town()
  const { number, caseId } = await place.open()
  const before = await place.cases.timeline(caseId)
  const about = { caseNumber: number, why, by }
  expect(await cancelCase(place)({ ...about, reason: 'bored' })).toEqual({ ok: false, reason: 'unknownReason' })
  expect(await cancelCase(place)({ ...about, caseNumber: '0', reason: 'drill' })).toEqual({
    ok: false,
    reason: 'noCase',
  })
  const refer = { ...about, keepOrders: false }
  expect(await referCase(place)({ ...refer, to: 'moon' })).toEqual({ ok: false, reason: 'unknownDestination' })
  expect(await reopenCase(place)({ ...about, unit: '05' })).toEqual({ ok: false, reason: 'notClosed' })
  expect(await place.cases.timeline(caseId)).toEqual(before)
})

test('a referred case: its caller is told where, a second time elsewhere, and never twice to the same place', async () => {
  const place = await town()
  const { number, caseId } = await place.open({}, 'callBack')
  const refer = (keepOrders: boolean) => referCase(place)({ caseNumber: number, to: '110', keepOrders, why, by })
  expect(await refer(false)).toMatchObject({ ok: true, withdrawn: [{ unit: '05' }] })
  expect(await place.caseOf(caseId)).toMatchObject({ status: 'referred', referredTo: '110' })
  expect(await place.running(caseId)).toEqual([])
  expect(await place.messages('caseReferred')).toMatchObject([
    { who: null, variables: { caseNumber: number, destination: '110', number: '110' } },
  ])
  expect(await refer(false)).toEqual({ ok: false, reason: 'alreadyReferred' })
})

test('a referral beside which the units go on; a call back is owed still to whom nobody can write', async () => {
  const place = await town()
  const { number, caseId } = await place.open({ callerRef: null }, 'callBack')
  await referCase(place)({ caseNumber: number, to: '110', keepOrders: true, why, by })
  expect(await place.running(caseId)).toEqual(['accept', 'callBack'])
  expect(await place.messages('caseReferred')).toEqual([])
  expect(place.told).toEqual([])
})

test('a closed case is opened again once, with a new order whose clocks begin anew', async () => {
  const place = await town()
  const { number, caseId, orderId } = await place.closed()
  expect((await place.caseOf(caseId)).status).toBe('closed')
  place.clock.advance(3_600_000)
  const reopen = (unit: string | null) => reopenCase(place)({ caseNumber: number, unit, why, by })
  const done = await reopen('05')
  expect(done).toMatchObject({ ok: true, order: { unit: '05', lead: true, code: expect.any(String) } })
  const order = done.ok ? done.order! : null
  expect(order!.id).not.toBe(orderId)
  expect(place.rung.map(({ id }) => id)).toEqual([order!.id])
  expect(await place.caseOf(caseId)).toMatchObject({
    status: 'dispatched',
    closedAt: null,
    reopenedAt: place.clock.now(),
  })
  expect((await place.cases.deadlines(caseId)).filter(({ status }) => status === 'running')).toMatchObject([
    { kind: 'accept', orderId: order!.id, due: place.clock.now() + 3 * 60_000 },
  ])
  // The work is done anew; only then it is closed, and that was that.
  const states: string[] = []
  for (const step of ['accept', 'complete', 'feedBack', 'close'] as const) {
    place.clock.advance(60_000)
    await reportOrderStep(place)({ caseNumber: number, orderId: order!.id, step, by, result: null })
    states.push((await place.caseOf(caseId)).status)
  }
  expect(states).toEqual(['handling', 'handled', 'handled', 'closed'])
  expect(await reopen(null)).toEqual({ ok: false, reason: 'alreadyReopened' })
})

test('reopened without a unit the duty officer owes an order', async () => {
  const place = await town()
  const { number, caseId } = await place.closed()
  expect(await reopenCase(place)({ caseNumber: number, unit: null, why, by })).toEqual({ ok: true, order: null })
  expect((await place.caseOf(caseId)).status).toBe('reopened')
  expect(await place.running(caseId)).toEqual(['dispatch'])
})

const walkedIn = {
  category: 'water',
  answer: null,
  area: null,
  urgency: null,
  caller: '13912345678',
  words: '三楼漏水',
  registeredBy: null,
  follows: null,
  by,
}

test('a case that an officer opens goes the way of a call: unit, message with the words, ring, number to the caller', async () => {
  const place = await town()
  const opened = await openCase(place)(walkedIn)
  expect(opened).toMatchObject({ ok: true, caseNumber: '2611230001' })
  const row = (await place.cases.byNumber('2611230001'))!
  expect(row).toMatchObject({ origin: 'officer', status: 'dispatched', urgency: 'urgent', category: 'water' })
  expect(place.rung).toMatchObject([{ unit: '05', lead: true, code: expect.any(String) }])
  expect(await place.running(row.id)).toEqual(['accept'])
  expect(await place.messages('caseNumber')).toHaveLength(1)
  const toTeam = await place.messages('orderToTeam')
  expect(toTeam.length).toBeGreaterThan(0)
  for (const { variableRefs } of toTeam)
    expect(variableRefs).toEqual({ caller: row.callerRef, statement: row.wordsRef })
  expect((await place.cases.personal([row.wordsRef!]))[row.wordsRef!]).toMatchObject({ value: '三楼漏水' })
})

test('a unit that was called directly hands the matter over; without a category the duty officer decides', async () => {
  const place = await town()
  await openCase(place)({ ...walkedIn, category: null, registeredBy: '10', caller: null, words: null })
  const row = (await place.cases.byNumber('2611230001'))!
  expect(row).toMatchObject({ origin: 'unit', status: 'open', urgency: 'normal', callerRef: null })
  expect(await place.running(row.id)).toEqual(['dispatch'])
  expect(place.rung).toEqual([])
})

test.each([
  ['unknownCategory', { category: 'moon' }],
  ['unknownAnswer', { answer: 'x' }],
  ['unknownArea', { area: 'x' }],
  ['unknownUnit', { registeredBy: '99' }],
  ['noCase', { follows: '1' }],
])('refused: %s', async (reason, about) => {
  const place = await town()
  expect(await openCase(place)({ ...walkedIn, ...about })).toEqual({ ok: false, reason })
  expect(await place.cases.countOpen()).toBe(0)
})

test('a new case names the one that it takes up again', async () => {
  const place = await town()
  const { number, caseId } = await place.closed()
  const opened = await openCase(place)({ ...walkedIn, follows: number })
  const row = (await place.cases.byNumber(opened.ok ? opened.caseNumber : ''))!
  expect(row.follows).toBe(caseId)
  expect((await place.cases.timeline(row.id)).find(({ what }) => what === 'caseFollows')).toMatchObject({
    after: { case: number },
  })
})

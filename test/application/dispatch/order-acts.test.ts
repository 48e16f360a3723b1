import { describe, expect, it } from 'vitest'
import { settleDeadline } from '../../../src/application/case/settle-deadline.ts'
import { issueFurtherOrder } from '../../../src/application/dispatch/issue-further-order.ts'
import { moveLead } from '../../../src/application/dispatch/move-lead.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import { returnOrder } from '../../../src/application/dispatch/return-order.ts'
import { ruleOnReturn } from '../../../src/application/dispatch/rule-on-return.ts'
import type { OrderChanged } from '../../../src/application/dispatch/tell-calls.ts'
import { withdrawOrder } from '../../../src/application/dispatch/withdraw-order.ts'
import { isLeadSought } from '../../../src/domain/clocks/dispatch-clock.ts'
import type { OrderStep } from '../../../src/domain/dispatch/advance-order.ts'
import { responsibleOrder } from '../../../src/domain/dispatch/succession.ts'
import { monday, smallTown } from '../../support/small-town.ts'

const by = 'api:officer'
const minute = 60_000

/** A town with a water case (Mon 2026-11-23 14:05) whose order the waterworks, 05, have. */
async function placeWithOrder() {
  const town = await smallTown()
  const told: OrderChanged[] = []
  const rung: string[] = []
  const deps = {
    ...town,
    notifyCalls: (event: OrderChanged) => void told.push(event),
    ringTeam: async ({ unit }: { readonly unit: string }) => void rung.push(unit),
  }
  const opened = await town.open()
  const { number: caseNumber, caseId, orderId } = opened
  const named = { caseNumber, orderId, by }
  const idOf = async (unit: string) => (await town.cases.orders(caseId)).findLast((order) => order.unit === unit)!.id
  return {
    ...deps,
    ...opened,
    told,
    rung,
    step: (step: OrderStep, of = orderId) => reportOrderStep(deps)({ ...named, orderId: of, step, result: null }),
    returns: (reason = 'not-ours', words: string | null = null, of = orderId) =>
      returnOrder(deps)({ ...named, orderId: of, by: 'responder:0501', reason, words }),
    rules: (outcome: 'upheld' | 'overruled', successor: string | null = null, of = orderId) =>
      ruleOnReturn(deps)({ ...named, orderId: of, outcome, reason: 'as the list of duties says', successor }),
    withdraws: (of = orderId) => withdrawOrder(deps)({ ...named, orderId: of, reason: 'called twice' }),
    leads: (of: string) => moveLead(deps)({ ...named, orderId: of, reason: 'it is a road' }),
    issues: (to: { unit: string } | { designation: string }) => issueFurtherOrder(deps)({ caseNumber, by, ...to }),
    /** `05 leads returned`, the unit that answers for the case, the status of the case. */
    async stands() {
      const [orders, deadlines] = [await town.cases.orders(caseId), await town.cases.deadlines(caseId)]
      return {
        orders: orders.map(({ unit, lead, status }) => `${unit}${lead ? ' leads' : ''} ${status}`),
        responsible: responsibleOrder(orders, isLeadSought(deadlines))?.unit ?? null,
        status: (await town.cases.byId(caseId))?.status,
      }
    },
    /** `ruling 30 running`: the minutes from the opening to its instant. */
    clocks: async () =>
      (await town.cases.deadlines(caseId)).map(
        ({ kind, due, status }) => `${kind} ${(due - monday) / minute} ${status}`,
      ),
    /** Kinds of messages and who they go to, oldest first. */
    messages: async () =>
      (await town.messages.list({}, { cursor: null, limit: 100 })).items
        .map(({ kind, who }) => `${kind} ${who}`)
        .filter((line) => !line.startsWith('orderToTeam'))
        .sort(),
    lines: async () => (await town.cases.timeline(caseId)).map(({ what }) => what),
    idOf,
  }
}

describe('a return', () => {
  it('stops no clock: the unit stays responsible, the centre owes a ruling, the duty officer is told', async () => {
    const place = await placeWithOrder()
    await place.step('notify')
    const before = await place.cases.deadlines(place.caseId)
    place.clock.advance(2 * minute)
    expect(await place.returns('other-area', '在玉环境内')).toMatchObject({
      ok: true,
      order: { status: 'returned', returned: { reason: 'other-area', from: 'notified', by: 'responder:0501' } },
    })
    const after = await place.cases.deadlines(place.caseId)
    expect(after.filter(({ kind }) => kind !== 'ruling')).toEqual(before)
    expect(await place.clocks()).toContain('ruling 32 running')
    expect(await place.stands()).toEqual({ orders: ['05 leads returned'], responsible: '05', status: 'dispatched' })
    expect(await place.messages()).toEqual(['orderReturned duty/voice'])
    const words = (await place.cases.order(place.orderId))?.returned?.wordsRef ?? ''
    expect(await place.cases.personal([words])).toMatchObject({ [words]: { kind: 'result', value: '在玉环境内' } })
    // The telephones that ring for it stop.
    expect(place.told.at(-1)).toMatchObject({ orderId: place.orderId, status: 'returned' })
    expect(JSON.stringify(await place.cases.timeline(place.caseId))).not.toContain('玉环')
  })

  it('is refused where it is not possible, with what is possible now', async () => {
    const place = await placeWithOrder()
    expect(await place.returns('no-such-reason')).toMatchObject({
      ok: false,
      reason: 'unknownReason',
      possible: ['accept', 'arrive', 'report', 'complete', 'return', 'withdraw'],
      reasons: expect.arrayContaining([expect.objectContaining({ id: 'not-ours' })]),
    })
    await place.returns()
    expect(await place.returns()).toMatchObject({ reason: 'awaitsRuling', possible: ['rule', 'withdraw'] })
    expect(await place.step('accept')).toMatchObject({ reason: 'awaitsRuling', possible: ['rule', 'withdraw'] })
    await place.rules('overruled')
    expect(await place.returns()).toMatchObject({
      reason: 'returnedBefore',
      possible: ['accept', 'arrive', 'report', 'complete', 'withdraw'],
    })
    await place.step('complete')
    const other = await place.issues({ designation: 'locked-in-child' })
    if (!other.ok) throw new Error(other.reason)
    expect(other.order).toMatchObject({ unit: '10', designated: 'locked-in-child' })
    expect(await place.returns('not-ours', null, other.order.id)).toMatchObject({
      reason: 'designated',
      possible: ['accept', 'arrive', 'report', 'complete', 'withdraw', 'lead'],
    })
    await place.withdraws(other.order.id)
    expect(await place.returns('not-ours', null, other.order.id)).toMatchObject({ reason: 'over', possible: [] })
  })

  it('of finished work is too late', async () => {
    const place = await placeWithOrder()
    await place.step('complete')
    expect(await place.returns()).toMatchObject({ reason: 'tooLate', possible: ['feedBack', 'withdraw'] })
  })
})

describe('a ruling', () => {
  it('overruled: the order stands where it stood, late as it is, and the team is told', async () => {
    const place = await placeWithOrder()
    await place.step('accept')
    await place.returns()
    const before = (await place.clocks()).filter((clock) => !clock.startsWith('ruling'))
    place.clock.advance(31 * minute)
    expect(await place.rules('overruled')).toMatchObject({
      ok: true,
      order: { status: 'accepted', ruling: { outcome: 'overruled', by } },
      successor: null,
    })
    expect(await place.clocks()).toEqual([...before.slice(0, 1), ...before.slice(1)].toSpliced(2, 0, 'ruling 30 late'))
    expect(await place.stands()).toEqual({ orders: ['05 leads accepted'], responsible: '05', status: 'handling' })
    expect(await place.messages()).toContain('orderOverruled 0501/sms')
    expect(await place.step('arrive')).toMatchObject({ ok: true })
  })

  it('upheld with a successor: one commit, the first unit answers until the other has accepted', async () => {
    const place = await placeWithOrder()
    await place.step('accept')
    await place.returns()
    expect(await place.rules('upheld', '10')).toMatchObject({
      ok: true,
      order: { status: 'upheld', lead: false, staysResponsibleSince: monday },
      successor: { unit: '10', lead: true, status: 'issued', code: expect.any(String) },
    })
    expect(place.rung).toEqual(['10'])
    expect((await place.clocks()).filter((clock) => clock.endsWith('running'))).toEqual(['accept 10 running'])
    expect(await place.stands()).toEqual({
      orders: ['05 upheld', '10 leads issued'],
      responsible: '05',
      status: 'dispatched',
    })
    expect(await place.messages()).toContain('orderUpheld 0501/sms')
    await place.step('accept', await place.idOf('10'))
    expect(await place.stands()).toMatchObject({ responsible: '10', status: 'handling' })
    expect((await place.lines()).filter((what) => /Passed|Upheld/.test(what))).toEqual([
      'returnUpheld',
      'leadPassed',
      'responsibilityPassed',
    ])
  })

  it('upheld without one: the centre owes an order within a minute, and whoever gets it leads', async () => {
    const place = await placeWithOrder()
    await place.returns()
    await place.rules('upheld')
    expect(await place.clocks()).toEqual(['dispatch 1 running', 'accept 3 cancelled', 'ruling 30 met'])
    expect(await place.stands()).toEqual({ orders: ['05 leads upheld'], responsible: '05', status: 'open' })
    await place.issues({ unit: '10' })
    expect(await place.stands()).toEqual({
      orders: ['05 upheld', '10 leads issued'],
      responsible: '05',
      status: 'dispatched',
    })
    expect(await place.clocks()).toContain('dispatch 1 met')
  })

  it('upheld while another unit works: it leads until the centre has decided, and answers when it has', async () => {
    const place = await placeWithOrder()
    await place.issues({ unit: '10' })
    await place.step('accept', await place.idOf('10'))
    await place.returns()
    await place.rules('upheld')
    expect(await place.stands()).toMatchObject({ orders: ['05 upheld', '10 leads accepted'], responsible: '05' })
    expect(await place.messages()).toContain('orderLeads 1001/sms')
    const dispatch = (await place.cases.deadlines(place.caseId)).find(({ kind }) => kind === 'dispatch')
    const settled = await settleDeadline(place)({
      caseNumber: place.number,
      deadlineId: dispatch?.id ?? '',
      by,
      result: null,
    })
    expect(settled).toMatchObject({ ok: true, closed: false })
    expect(await place.stands()).toMatchObject({ responsible: '10', status: 'handling' })
  })

  it('is refused where there is nothing to rule on, or the successor is none', async () => {
    const place = await placeWithOrder()
    expect(await place.rules('upheld')).toMatchObject({ reason: 'notReturned' })
    await place.returns()
    expect(await place.rules('upheld', '05')).toMatchObject({ reason: 'alreadyOrdered' })
    expect(await place.rules('upheld', '99')).toEqual({ ok: false, reason: 'unknownUnit' })
    expect(await place.rules('overruled', '10')).toEqual({ ok: false, reason: 'successorOfNone' })
    expect(await place.stands()).toMatchObject({ orders: ['05 leads returned'] })
    await place.rules('upheld')
    expect(await place.rules('upheld')).toMatchObject({ reason: 'notReturned', possible: [] })
  })

  it('of two officers at once counts once', async () => {
    const place = await placeWithOrder()
    await place.returns()
    const answers = await Promise.all([place.rules('upheld', '10'), place.rules('overruled')])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'notReturned' })
  })
})

describe('a withdrawal', () => {
  it('of the only order: nothing of it is owed any more, the centre owes an order, telephones stop, the team is told', async () => {
    const place = await placeWithOrder()
    await place.step('accept')
    expect(await place.withdraws()).toMatchObject({ ok: true, order: { status: 'withdrawn', withdrawnAt: monday } })
    expect((await place.clocks()).filter((clock) => clock.endsWith('running'))).toEqual(['dispatch 1 running'])
    expect(await place.stands()).toEqual({ orders: ['05 leads withdrawn'], responsible: null, status: 'open' })
    expect(await place.messages()).toEqual(['orderWithdrawn 0501/sms', 'orderWithdrawn 0502/voice'])
    expect(place.told.at(-1)).toMatchObject({ orderId: place.orderId, status: 'withdrawn' })
    expect(await place.withdraws()).toMatchObject({ ok: false, reason: 'over', possible: [] })
  })

  it('of the lead: another leads and answers, and is told', async () => {
    const place = await placeWithOrder()
    await place.issues({ unit: '10' })
    await place.withdraws()
    expect(await place.stands()).toEqual({
      orders: ['05 withdrawn', '10 leads issued'],
      responsible: '10',
      status: 'dispatched',
    })
    expect((await place.clocks()).filter((clock) => clock.startsWith('dispatch'))).toEqual([])
    expect(await place.messages()).toContain('orderLeads 1001/sms')
  })

  it('of a returned order ends the ruling, too; of the last one beside finished work it closes the case', async () => {
    const place = await placeWithOrder()
    await place.issues({ unit: '10' })
    const other = await place.idOf('10')
    await place.returns('not-ours', null, other)
    for (const step of ['complete', 'feedBack', 'close'] as const) await place.step(step)
    expect(await place.stands()).toMatchObject({ orders: ['05 closed', '10 leads returned'], status: 'handling' })
    await place.withdraws(other)
    expect(await place.clocks()).toContain('ruling 30 cancelled')
    expect(await place.stands()).toMatchObject({ status: 'closed' })
    expect((await place.cases.byId(place.caseId))?.closedAt).toBe(monday)
    expect(await place.withdraws()).toEqual({ ok: false, reason: 'caseOver' })
  })
})

describe('the lead', () => {
  it('goes to another open order, once; the former unit answers until that one has accepted', async () => {
    const place = await placeWithOrder()
    await place.step('accept')
    await place.issues({ unit: '10' })
    const other = await place.idOf('10')
    expect(await place.leads(other)).toMatchObject({ ok: true, order: { lead: true } })
    expect(await place.leads(other)).toMatchObject({ ok: true, order: { lead: true } })
    expect((await place.lines()).filter((what) => what === 'leadPassed')).toHaveLength(1)
    expect(await place.stands()).toMatchObject({ orders: ['05 accepted', '10 leads issued'], responsible: '05' })
    await place.step('accept', other)
    expect(await place.stands()).toMatchObject({ responsible: '10' })
  })

  it('does not go to an order that its unit disputes, nor to one that is over', async () => {
    const place = await placeWithOrder()
    await place.issues({ unit: '10' })
    const other = await place.idOf('10')
    await place.returns('not-ours', null, other)
    expect(await place.leads(other)).toMatchObject({ reason: 'awaitsRuling', possible: ['rule', 'withdraw'] })
    await place.withdraws(other)
    expect(await place.leads(other)).toMatchObject({ reason: 'over', possible: [] })
  })
})

describe('a designation', () => {
  it.each([
    ['no-such-thing', 'unknownDesignation'],
    ['cash-machine', 'designatedToOfficer'],
  ])('%s: %s', async (designation, reason) => {
    const place = await placeWithOrder()
    expect(await place.issues({ designation })).toEqual({ ok: false, reason })
  })
})

it('no case, no such order: refused', async () => {
  const place = await placeWithOrder()
  expect(await place.withdraws('nothing')).toEqual({ ok: false, reason: 'noOrder' })
  const nowhere = { caseNumber: '0', orderId: place.orderId, by, reason: 'x' }
  expect(await withdrawOrder(place)(nowhere)).toEqual({ ok: false, reason: 'noCase' })
})

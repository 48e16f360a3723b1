import { describe, expect, it } from 'vitest'
import { reportSerious } from '../../../src/application/case/report-serious.ts'
import { superviseCase, unsuperviseCase } from '../../../src/application/case/supervise-case.ts'
import { reportOrderStep } from '../../../src/application/dispatch/report-order-step.ts'
import { requestReinforcement } from '../../../src/application/dispatch/request-reinforcement.ts'
import { sendFeedbackBack } from '../../../src/application/dispatch/send-feedback-back.ts'
import type { OrderStep } from '../../../src/domain/dispatch/advance-order.ts'
import type { OrderRecord } from '../../../src/domain/dispatch/order-record.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { seriousTable } from '../../support/serious-table.ts'
import { monday, smallTown } from '../../support/small-town.ts'

const officer = 'api:officer'
const responder = 'responder:0501'

/** A case of the waterworks, opened Mon 2026-11-23 14:05. */
async function townWithCase(table: RoutingTable = seriousTable) {
  const town = await smallTown(table)
  const rung: OrderRecord[] = []
  const deps = { ...town, ringTeam: async (order: OrderRecord) => void rung.push(order), notifyCalls: () => {} }
  const { number: caseNumber, caseId, orderId } = await town.open()
  const at = { caseNumber, orderId, by: responder }
  const messages = async (kind: string) =>
    (await town.messages.list({ caseId }, { cursor: null, limit: 200 })).items
      .filter((message) => message.kind === kind)
      .toReversed()
  return {
    ...deps,
    caseId,
    caseNumber,
    orderId,
    rung,
    messages,
    mark: (kind: string, words: string | null = null) => reportSerious(deps)({ ...at, kind, words }),
    reinforce: (words: string | null = 'the pit is deep') => requestReinforcement(deps)({ ...at, words }),
    step: (step: OrderStep, result: string | null = null, by = responder, id = orderId) =>
      reportOrderStep(deps)({ caseNumber, orderId: id, step, by, result }),
    sendBack: (by = officer) => sendFeedbackBack(deps)({ ...at, by, reason: 'who was told?' }),
    supervise: (id = 'complex') => superviseCase(deps)({ caseNumber, by: officer, class: id, reason: 'three offices' }),
    lift: () => unsuperviseCase(deps)({ caseNumber, by: officer, reason: 'it is settled' }),
    row: async () => (await town.cases.byId(caseId))!,
    order: async () => (await town.cases.order(orderId))!,
    orders: async () => (await town.cases.orders(caseId)).map(({ unit, lead }) => [unit, lead]),
    lines: async (what: string) => (await town.cases.timeline(caseId)).filter((line) => line.what === what),
    words: async (ref: string | undefined) => (await town.cases.personal([ref ?? '']))[ref ?? '']?.value,
    deadlines: async (kind: string) =>
      (await town.cases.deadlines(caseId)).filter((deadline) => deadline.kind === kind),
  }
}

describe('a case with casualties', () => {
  it('becomes critical, gets its second and third unit, and the leading group is told, in one commit and once', async () => {
    const town = await townWithCase()
    town.clock.advance(60_000)
    expect(await town.mark('casualties', '一人受伤')).toMatchObject({
      ok: true,
      issued: [{ unit: '10' }, { unit: '03' }],
    })
    expect(await town.row()).toMatchObject({
      urgency: 'critical',
      serious: [{ kind: 'casualties', at: monday + 60_000, by: responder }],
    })
    expect(await town.orders()).toEqual([
      ['05', true],
      ['10', false],
      ['03', false],
    ])
    expect(town.rung.map(({ unit, code }) => [unit, code?.length])).toEqual([
      ['10', 3],
      ['03', 3],
    ])
    const [line, ...more] = await town.lines('caseMarkedSerious')
    expect(more).toEqual([])
    expect(line).toMatchObject({
      actor: responder,
      refs: { order: town.orderId },
      before: { serious: [], urgency: 'urgent' },
      after: { serious: ['casualties'], urgency: 'critical', units: ['10', '03'], informed: ['leading-group'] },
    })
    expect(await town.words(line?.refs.result)).toBe('一人受伤')
    expect(await town.messages('seriousCase')).toMatchObject([
      { who: 'leading-group/sms', variables: { seriousness: '人员伤亡', unit: '自来水厂', category: '自来水' } },
    ])
  })

  it('said again is only noted, with its words; another kind tells the leading group anew and orders nobody twice', async () => {
    const town = await townWithCase()
    await town.mark('casualties')
    expect(await town.mark('casualties')).toMatchObject({ ok: true, issued: [] })
    expect(await town.lines('seriousReported')).toEqual([])
    expect(await town.mark('casualties', '三人受伤')).toMatchObject({ ok: true, issued: [] })
    expect(await town.lines('seriousReported')).toMatchObject([{ after: { kind: 'casualties' } }])
    expect(await town.mark('departments')).toMatchObject({ ok: true, issued: [] })
    expect((await town.row()).serious?.map(({ kind }) => kind)).toEqual(['casualties', 'departments'])
    expect(await town.messages('seriousCase')).toHaveLength(2)
    expect(await town.orders()).toHaveLength(3)
  })

  it('reported by two at the same moment is marked once, and the second one decides on what is there then', async () => {
    const town = await townWithCase()
    town.interfere(async () => void (await town.mark('casualties', 'first')))
    expect(await town.mark('casualties', 'second')).toMatchObject({ ok: true, issued: [] })
    expect((await town.row()).serious).toHaveLength(1)
    expect(await town.messages('seriousCase')).toHaveLength(1)
    expect(await town.lines('seriousReported')).toHaveLength(1)
  })

  it('of a table without a leading group says that nobody could be told', async () => {
    const town = await townWithCase({
      ...seriousTable,
      centre: { ...seriousTable.centre, leadingGroup: null },
    })
    await town.mark('grave')
    expect((await town.lines('caseMarkedSerious'))[0]?.after).toMatchObject({ informed: [], untold: ['leadingGroup'] })
    expect(await town.messages('seriousCase')).toEqual([])
  })

  it('of a kind that names units and reinforces nobody else calls in those alone', async () => {
    const [, , departments] = seriousTable.seriousKinds
    const town = await townWithCase({
      ...seriousTable,
      seriousKinds: [{ ...departments!, reinforces: false, units: ['03'], informs: ['supervision', 'officers'] }],
    })
    expect(await town.mark('departments')).toMatchObject({ issued: [{ unit: '03' }] })
    expect((await town.row()).urgency).toBe('urgent')
    expect((await town.messages('seriousCase')).map(({ who }) => who)).toEqual(['supervision/sms'])
  })

  it.each([
    ['fire', 'unknownKind'],
    ['', 'unknownKind'],
  ])('is not of kind %j', async (kind, reason) => {
    const town = await townWithCase()
    const before = await town.row()
    expect(await town.mark(kind)).toEqual({ ok: false, reason })
    expect(await town.row()).toEqual(before)
  })

  it('that is over can not become serious', async () => {
    const town = await townWithCase()
    const row = await town.row()
    await town.stores.ledger.commit({
      changes: [{ put: 'case', row: { ...row, revision: row.revision + 1, status: 'cancelled' } }],
    })
    expect(await town.mark('casualties')).toEqual({ ok: false, reason: 'caseOver' })
    expect(await town.reinforce()).toEqual({ ok: false, reason: 'caseOver' })
    expect(await town.supervise()).toEqual({ ok: false, reason: 'caseOver' })
  })
})

describe('reinforcement', () => {
  it('calls in the further units beside the leading one; the record says who asked and why', async () => {
    const town = await townWithCase()
    expect(await town.reinforce()).toMatchObject({ ok: true, issued: [{ unit: '10' }, { unit: '03' }] })
    const [asked] = await town.lines('reinforcementAsked')
    expect(asked).toMatchObject({ actor: responder, refs: { order: town.orderId }, after: { units: ['10', '03'] } })
    expect(await town.words(asked?.refs.result)).toBe('the pit is deep')
    expect(await town.row()).toMatchObject({ urgency: 'urgent', serious: [{ kind: 'reinforcement' }] })
    expect(await town.messages('seriousCase')).toHaveLength(1)
    expect(await town.orders()).toEqual([
      ['05', true],
      ['10', false],
      ['03', false],
    ])
  })

  it('is refused when all further units have had orders, and says which', async () => {
    const town = await townWithCase()
    await town.reinforce()
    const before = (await town.cases.timeline(town.caseId)).length
    expect(await town.reinforce()).toEqual({
      ok: false,
      reason: 'allOrdered',
      units: [
        { unit: '10', status: 'issued' },
        { unit: '03', status: 'issued' },
      ],
    })
    expect(await town.cases.timeline(town.caseId)).toHaveLength(before)
  })

  it('is refused where the route names nobody', async () => {
    const routes = seriousTable.routes.map((route) => ({ ...route, reinforcements: [] }))
    const town = await townWithCase({ ...seriousTable, routes })
    expect(await town.reinforce()).toEqual({ ok: false, reason: 'noFurtherUnits' })
  })
})

describe('the report of the situation', () => {
  it('is owed within 10 minutes of the arrival, settles its clock and is a line with the words', async () => {
    const town = await townWithCase()
    await town.step('accept')
    await town.step('arrive')
    expect(await town.deadlines('situation')).toMatchObject([{ due: monday + 600_000, status: 'running' }])
    town.clock.advance(540_000)
    expect(await town.step('report', '两户停水')).toMatchObject({ ok: true, order: { status: 'arrived' } })
    expect(await town.deadlines('situation')).toMatchObject([{ status: 'met' }])
    const [line] = await town.lines('situationReported')
    expect(await town.words(line?.refs.result)).toBe('两户停水')
    await town.step('report', '三户停水')
    const order = await town.order()
    expect(order).toMatchObject({ situationAt: monday + 540_000, skipped: [] })
    expect(await town.words(order.situationRef ?? '')).toBe('三户停水')
  })

  it('implies the arrival; a completion implies it, and both stand in the record as skipped', async () => {
    const town = await townWithCase()
    await town.step('accept')
    await town.step('report', 'a pipe has burst')
    expect(await town.order()).toMatchObject({ status: 'arrived', skipped: ['arrived'], arrivedAt: monday })
    expect(await town.deadlines('arrive')).toMatchObject([{ status: 'met' }])
    expect(await town.deadlines('situation')).toEqual([])

    const other = await townWithCase()
    await other.step('arrive')
    other.clock.advance(660_000)
    await other.step('complete')
    expect(await other.order()).toMatchObject({ skipped: ['accepted', 'situation'] })
    expect(await other.deadlines('situation')).toMatchObject([{ status: 'late' }])
  })

  it('is not owed where the table says 0 minutes', async () => {
    const timings = { ...seriousTable.timings, situationMinutes: 0 }
    const town = await townWithCase({ ...seriousTable, timings })
    await town.step('arrive')
    expect(await town.deadlines('situation')).toEqual([])
  })
})

describe('a feedback', () => {
  const fedBack = async () => {
    const town = await townWithCase()
    await town.step('accept')
    await town.step('complete')
    await town.step('feedBack', 'mended')
    return town
  }

  it('that is sent back is owed again by a clock of its own, and the unit is told why', async () => {
    const town = await fedBack()
    town.clock.advance(3_600_000)
    expect(await town.sendBack()).toMatchObject({
      ok: true,
      order: { status: 'completed', fedBackAt: null, sentBack: 1 },
    })
    expect((await town.deadlines('review'))[0]).toMatchObject({ status: 'met' })
    expect((await town.deadlines('feedback')).find(({ status }) => status === 'running')).toMatchObject({
      due: monday + 3_600_000 + 240 * 60_000,
      reason: { base: 'sentBack' },
    })
    const [told, ...more] = await town.messages('feedbackSentBack')
    expect(more).toEqual([])
    expect(told).toMatchObject({ who: '0501/sms', orderId: town.orderId, variables: { due: '19:05' } })
    expect(await town.words(told?.variableRefs.reason)).toBe('who was told?')
    expect(await town.step('feedBack', 'mended; the caller was told')).toMatchObject({ ok: true })
    expect(await town.sendBack()).toMatchObject({ ok: true, order: { sentBack: 2 } })
    expect(await town.messages('feedbackSentBack')).toHaveLength(2)
  })

  it('that was accepted, or was never given, can not be sent back', async () => {
    const early = await townWithCase()
    expect(await early.sendBack()).toMatchObject({ ok: false, reason: 'notYet' })
    const town = await fedBack()
    await town.step('close', null, officer)
    expect(await town.sendBack()).toEqual({ ok: false, reason: 'over', possible: [] })
  })

  it('is never judged by a unit', async () => {
    const town = await fedBack()
    expect(await town.step('close')).toMatchObject({ ok: false, reason: 'officersOnly' })
    expect(await town.sendBack(responder)).toMatchObject({ ok: false, reason: 'officersOnly' })
    expect((await town.order()).status).toBe('fedBack')
    expect(await town.step('close', null, officer)).toMatchObject({ ok: true, order: { status: 'closed' } })
  })
})

describe('supervision', () => {
  it('tells the units with open orders and the supervision office, and is lifted with a reason', async () => {
    const town = await townWithCase()
    await town.reinforce()
    expect(await town.supervise()).toEqual({ ok: true })
    expect(await town.row()).toMatchObject({ supervision: { class: 'complex', by: officer } })
    expect((await town.messages('orderSupervised')).map(({ who }) => who)).toEqual(['0501/sms', '1001/sms', '0301/sms'])
    expect(await town.messages('caseSupervised')).toMatchObject([
      { who: 'supervision/sms', variables: { class: '复杂' } },
    ])
    expect(await town.lines('supervisionBegun')).toMatchObject([
      { actor: officer, after: { class: 'complex', units: ['05', '10', '03'], informed: ['supervision'] } },
    ])
    expect(await town.supervise()).toEqual({ ok: false, reason: 'alreadySupervised' })
    expect(await town.lift()).toEqual({ ok: true })
    expect((await town.row()).supervision).toBeNull()
    expect(await town.lift()).toEqual({ ok: false, reason: 'notSupervised' })
    expect(await town.supervise('major')).toEqual({ ok: true })
    expect(await town.messages('caseSupervised')).toHaveLength(2)
    expect(await town.supervise('urgent')).toEqual({ ok: false, reason: 'unknownClass' })
  })

  it('ends with the case', async () => {
    const town = await townWithCase()
    await town.supervise()
    for (const step of ['accept', 'complete', 'feedBack'] as const) await town.step(step)
    await town.step('close', null, officer)
    expect(await town.row()).toMatchObject({ status: 'closed', supervision: null })
    expect(await town.lines('supervisionLifted')).toMatchObject([{ why: 'the case is closed' }])
  })
})

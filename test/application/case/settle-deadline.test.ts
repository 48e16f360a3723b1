import { expect, test } from 'vitest'
import { settleDeadline } from '../../../src/application/case/settle-deadline.ts'
import { type SmallTown, smallTown } from '../../support/small-town.ts'

const by = 'api:admin'

async function owed(kind: 'callBack' | 'confirmAfterHours', about: Parameters<SmallTown['open']>[0]) {
  const town = await smallTown()
  const opened = await town.open(about, kind)
  const deadlines = await town.cases.deadlines(opened.caseId)
  const idOf = (wanted: string) => deadlines.find((deadline) => deadline.kind === wanted)?.id ?? ''
  const settle = (deadlineId = idOf(kind), result: string | null = null) =>
    settleDeadline(town)({ caseNumber: opened.number, deadlineId, by, result })
  return { town, opened, idOf, settle }
}

test.each([
  ['callBack', { unit: null, category: null, origin: 'abandoned' }, 'calledBack'],
  ['confirmAfterHours', { unit: null, category: null, origin: 'afterHours', referredTo: '110' }, 'afterHoursConfirmed'],
] as const)('given a case without orders, settling %s closes it', async (kind, about, what) => {
  const { town, opened, settle } = await owed(kind, about)
  town.clock.advance(30 * 60_000) // the due instant itself is in time
  expect(await settle()).toMatchObject({ ok: true, closed: true, deadline: { status: 'met' } })
  expect(await town.cases.byId(opened.caseId)).toMatchObject({ status: 'closed', closedAt: town.clock.now() })
  const whats = (await town.cases.timeline(opened.caseId)).map((line) => line.what)
  expect(whats.slice(-2)).toEqual([what, 'caseClosed'])
})

test('a millisecond past the due instant is late', async () => {
  const { town, settle } = await owed('callBack', { unit: null })
  town.clock.advance(30 * 60_000 + 1)
  expect(await settle()).toMatchObject({ ok: true, deadline: { status: 'late' } })
})

test('given an open order, the call back is settled and the case stays open', async () => {
  const { town, opened, settle } = await owed('callBack', {})
  expect(await settle()).toMatchObject({ ok: true, closed: false })
  expect(await town.cases.byId(opened.caseId)).toMatchObject({ status: 'dispatched', closedAt: null })
})

test('what the citizen said is kept apart and referred to', async () => {
  const { town, opened, settle, idOf } = await owed('callBack', { unit: null })
  await settle(idOf('callBack'), '已经有人来过')
  const line = (await town.cases.timeline(opened.caseId)).find(({ what }) => what === 'calledBack')
  const ref = line?.refs.result ?? ''
  expect(await town.cases.personal([ref])).toMatchObject({ [ref]: { kind: 'result', value: '已经有人来过' } })
})

test("a unit's clock, an unknown one, an unknown case and one that was settled are refused", async () => {
  const { town, settle, idOf } = await owed('callBack', {})
  expect(await settle(idOf('accept'))).toEqual({ ok: false, reason: 'notTheCentres' })
  expect(await settle('nothing')).toEqual({ ok: false, reason: 'noDeadline' })
  expect(await settleDeadline(town)({ caseNumber: '0', deadlineId: 'x', by, result: null })).toEqual({
    ok: false,
    reason: 'noCase',
  })
  await settle()
  expect(await settle()).toEqual({ ok: false, reason: 'alreadySettled' })
})

test('given two who settle it at once, there is one line', async () => {
  const { town, opened, settle } = await owed('callBack', {})
  const answers = await Promise.all([settle(), settle()])
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.reason)).sort()).toEqual(['alreadySettled', 'ok'])
  const lines = await town.cases.timeline(opened.caseId)
  expect(lines.filter(({ what }) => what === 'calledBack')).toHaveLength(1)
})

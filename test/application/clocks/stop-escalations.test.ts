import { describe, expect, it } from 'vitest'
import { stopDeadline, stopEscalations } from '../../../src/application/clocks/stop-escalations.ts'
import type { Change } from '../../../src/domain/change.ts'
import { linesBy } from '../../../src/domain/decision.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { type LadderTown, ladderTable, makeLadderTown, officerPhone } from '../../harness/ladder-town.ts'

const reason = 'typhoon: every street is closed'

function stopping(town: LadderTown) {
  const notified: string[] = []
  const deps = {
    ...town.deps,
    deadlines: town.stores.deadlines,
    notifyDeadline: (id: string) => void notified.push(id),
  }
  const rule = (given: Parameters<ReturnType<typeof stopEscalations>>[0]['rule']) =>
    stopEscalations(deps)({ rule: given, by: 'api:admin', reason })
  const one = (caseNumber: string, deadlineId: string) =>
    stopDeadline(deps)({ caseNumber, deadlineId, by: 'api:admin', reason })
  return { rule, one, notified }
}

const statuses = async (town: LadderTown, caseId: string) =>
  (await town.messages(caseId)).map(({ kind, who, status }) => `${kind} ${who} ${status}`)

describe.each([
  ['in memory', memoryStores],
  ['in SQLite', sqliteStores],
])('stopping, %s', (_, stores) => {
  it('one deadline: nobody is told any more, what is owed stays owed, the reason is a line', async () => {
    const town = await makeLadderTown(stores())
    const { rule: _rule, one, notified } = stopping(town)
    const { caseId, number } = await town.open()
    town.jump(3) // 14:08: the first step
    await town.tick()
    const accept = await town.deadline(caseId, 'accept')
    expect(await one(number, accept.id)).toMatchObject({ ok: true, deadline: { status: 'running', nextStepAt: null } })
    town.jump(300)
    await town.tick()
    expect(await town.stepsTold(caseId, accept.id)).toEqual(['1 told'])
    expect(await statuses(town, caseId)).toEqual([
      'orderReminder.accept 0501/sms cancelled',
      'orderReminder.accept 0502/sms cancelled',
    ])
    const lines = (await town.stores.cases.timeline(caseId)).slice(-3)
    expect(lines.map(({ what, actor, why }) => [what, actor, why])).toEqual([
      ['escalationStopped', 'api:admin', reason],
      ['messageCancelled', 'api:admin', 'somebody has taken note'],
      ['messageCancelled', 'api:admin', 'somebody has taken note'],
    ])
    expect(lines[0]).toMatchObject({ after: { kind: 'accept', stepsLeft: 4 }, refs: { deadline: accept.id } })
    expect(notified).toEqual([accept.id])
    expect(await one(number, accept.id)).toEqual({ ok: false, reason: 'alreadyAcknowledged' })
    expect(await one('0', accept.id)).toEqual({ ok: false, reason: 'noCase' })
    expect(await one(number, 'x')).toEqual({ ok: false, reason: 'noDeadline' })
    // Accepted after all: the clock is late, as it was promised.
    await town.report({ number, orderId: accept.orderId ?? '' }, 'accept')
    expect(await town.deadline(caseId, 'accept')).toMatchObject({ status: 'late', due: accept.due })
  })

  it('a rule: by kind, unit and category, and nothing else; what starts later climbs', {
    timeout: 30_000,
  }, async () => {
    const town = await makeLadderTown(stores())
    const { rule } = stopping(town)
    const five = await town.open('05')
    const ten = await town.open('10')
    const nobody = await town.open(null)
    for (const each of [five, ten]) await town.report(each, 'notify')
    expect(await rule({ kind: 'arrive', unit: '05' })).toEqual({ ok: true, stopped: 1 })
    expect(await rule({ kind: 'arrive', unit: '05' })).toEqual({ ok: true, stopped: 0 })
    expect(await rule({ unit: '05' })).toEqual({ ok: true, stopped: 3 }) // accept, complete, feedback
    expect(await rule({ kind: 'dispatch', category: 'water' })).toEqual({ ok: true, stopped: 1 })
    expect(await rule({ category: 'gas' })).toEqual({ ok: true, stopped: 0 })
    const climbing = await town.stores.deadlines.escalating({}, 100, null)
    expect(climbing.map(({ caseId, kind }) => [caseId === ten.caseId, kind]).sort()).toEqual(
      ['accept', 'arrive', 'complete', 'feedback'].map((kind) => [true, kind]),
    )
    const later = await town.open('05')
    expect((await town.deadline(later.caseId, 'accept')).nextStepAt).not.toBeNull()
    expect((await town.deadline(nobody.caseId, 'dispatch')).acknowledgedBy).toBe('api:admin')
  })
})

it('stops many in batches, each in a transaction of its own', { timeout: 30_000 }, async () => {
  const town = await makeLadderTown(memoryStores())
  const { rule, notified } = stopping(town)
  for (let count = 0; count < 230; count += 1) await town.open()
  const commits = town.commits()
  town.fates.push('ok', 'refused')
  await expect(rule({ kind: 'accept' })).rejects.toThrow('the disk is full')
  expect(notified).toHaveLength(100)
  expect(await rule({ kind: 'accept' })).toEqual({ ok: true, stopped: 130 })
  expect(town.commits() - commits).toBeLessThanOrEqual(6)
})

describe('taking note', () => {
  it('takes back what is queued, by whatever way the deadline ends', async () => {
    const town = await makeLadderTown(memoryStores())
    const [noted, done] = [await town.open(), await town.open()]
    town.jump(3)
    await town.tick()
    await town.acknowledge(noted.number, (await town.deadline(noted.caseId, 'accept')).id)
    await town.report(done, 'accept')
    for (const { caseId } of [noted, done]) {
      expect((await statuses(town, caseId)).map((line) => line.split(' ').at(-1))).toEqual(['cancelled', 'cancelled'])
    }
    await town.stop()
  })

  it('leaves alone what is sent, and what another deadline has queued', async () => {
    const town = await makeLadderTown(memoryStores())
    const { caseId, number } = await town.open()
    town.jump(3)
    await town.tick()
    const [first] = await town.messages(caseId)
    if (!first) throw new Error('no message')
    const { line } = linesBy('system', { now: town.deps.clock.now(), newId: town.deps.ids.next })
    const sent: Change = { put: 'message', row: { ...first, revision: 2, status: 'sent', nextAttemptAt: null } }
    await town.stores.ledger.commit({ changes: [sent, line(caseId, 'messageSent', { refs: { message: first.id } })] })
    await town.owe(caseId, 'callBack', 5)
    town.jump(6)
    await town.tick()
    await town.acknowledge(number, (await town.deadline(caseId, 'accept')).id)
    const left = (await statuses(town, caseId)).filter((line) => !line.endsWith('cancelled'))
    expect(left.map((line) => line.split(' ')[0])).toEqual(['orderReminder.accept'])
    await town.stop()
  })

  it('is decided anew when a sender takes a message in between', async () => {
    const town = await makeLadderTown(memoryStores())
    const { caseId, number } = await town.open()
    town.jump(3)
    await town.tick()
    const [first] = await town.messages(caseId)
    if (!first) throw new Error('no message')
    town.beforeNextCommit(async () => {
      const row = { ...first, revision: 2, status: 'sending', attempts: 1 } as const
      await town.stores.ledger.commit({ changes: [{ put: 'message', row }] })
    })
    await town.acknowledge(number, (await town.deadline(caseId, 'accept')).id)
    expect(await statuses(town, caseId)).toEqual([
      'orderReminder.accept 0501/sms sending',
      'orderReminder.accept 0502/sms cancelled',
    ])
    await town.stop()
  })

  it('stops the telephone that rings about it', async () => {
    const town = await makeLadderTown(memoryStores())
    const { caseId, number } = await town.open()
    town.jump(8) // five minutes late: the officer is called
    await town.tick()
    await town.settle()
    expect([town.rung, town.calls().length]).toEqual([[officerPhone], 1])
    expect(town.telephony.left()).not.toEqual([])
    await town.acknowledge(number, (await town.deadline(caseId, 'accept')).id)
    await town.advance(0.01)
    expect([town.telephony.left(), town.calls()]).toEqual([[], []])
    await town.advance(2) // it would have rung three times
    expect(town.rung).toEqual([officerPhone])
    await town.stop()
  })
})

it('a step with nobody is told to the duty officer, once, together with those after it', async () => {
  const units = ladderTable.units.map((unit) => ({ ...unit, head: null }))
  const accept = [
    { afterMinutes: 0, by: 'sms', to: 'head' },
    { afterMinutes: 2, by: 'call', to: 'head' },
    { afterMinutes: 60, by: 'sms', to: 'supervision' },
  ] as const
  const town = await makeLadderTown(memoryStores(), {
    ...ladderTable,
    units,
    ladders: { ...ladderTable.ladders, accept },
  })
  const { caseId } = await town.open()
  const { id } = await town.deadline(caseId, 'accept')
  town.jump(3)
  await town.tick()
  await town.tick()
  expect(await town.stepsTold(caseId, id)).toEqual([
    '1 there is nobody to tell',
    '2 there is nobody to tell',
    '3 told', // at once: nobody before it could be told
  ])
  expect((await town.messages(caseId)).map(({ kind, who, variables }) => [kind, who, variables.targets])).toEqual([
    ['orderEscalation.accept', 'supervision/sms', undefined],
    ['escalationGap', 'duty/sms', 'head'],
  ])
})

import { describe, expect, it } from 'vitest'
import { createWatchdog } from '../../../src/application/clocks/watch-clocks.ts'
import type { Change } from '../../../src/domain/change.ts'
import { renderMessage } from '../../../src/domain/messaging/render-message.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { type LadderTown, ladderTable, makeLadderTown } from '../../harness/ladder-town.ts'

function watched(town: LadderTown) {
  let breaths = 0
  const dog = createWatchdog({
    ...town.deps,
    ...town.stores,
    ledger: town.deps.ledger,
    routing: town.deps.routing,
    duty: town.deps.duty,
    breathe: async () => {
      breaths += 1
    },
  })
  return { dog, breaths: () => breaths }
}

/** What a bug would do: takes the clocks of a case away. */
async function loseClocks(town: LadderTown, caseId: string) {
  const changes = (await town.stores.cases.deadlines(caseId)).map((row): Change => {
    const over = { status: 'cancelled', settledAt: town.deps.clock.now(), nextStepAt: null } as const
    return { put: 'deadline', row: { ...row, ...over, revision: row.revision + 1 } }
  })
  await town.stores.ledger.commit({ changes })
}

describe.each([
  ['in memory', memoryStores],
  ['in SQLite', sqliteStores],
])('the watchdog, %s', (_, stores) => {
  it('finds nothing where every open case has a deadline ahead, or was escalated to the top', async () => {
    const town = await makeLadderTown(stores())
    const { dog } = watched(town)
    const opened = await town.open()
    await town.open(null)
    expect(dog.state()).toEqual({ ranAt: null, unwatched: 0, stepLateMs: 0 })
    for (const minutes of [0, 4, 60, 60, 60 * 48]) {
      town.jump(minutes)
      expect((await dog.run()).unwatched).toBe(0)
      await town.tick()
      await town.advance(3)
      await town.tick()
    }
    for (const step of ['accept', 'complete', 'feedBack', 'close'] as const) {
      expect(await town.report(opened, step)).toMatchObject({ ok: true })
      expect((await dog.run()).unwatched).toBe(0)
    }
    // The clock was put on by hours between two ticks.
    expect(town.log.errors.filter((error) => !error.startsWith('the clocks are stuck'))).toEqual([])
    await town.stop()
  })

  it('tells of a case that has lost its clocks: a line, one message to the officer for ever, an error each minute', async () => {
    const town = await makeLadderTown(stores())
    const { dog } = watched(town)
    const { caseId, number } = await town.open()
    const other = await town.open()
    await loseClocks(town, caseId)
    for (let minute = 0; minute < 3; minute += 1) {
      expect((await dog.run()).unwatched).toBe(1)
      town.jump(1)
    }
    const messages = await town.messages(caseId)
    expect(messages.map(({ kind, who }) => [kind, who])).toEqual([['caseWithoutClock', 'duty/sms']])
    expect(renderMessage('caseWithoutClock', 'zh-CN', messages[0]?.variables ?? {}).text).toBe(
      `编号${number}未结，但已无任何时限在计时，无人会被提醒，请处理`,
    )
    const lines = (await town.stores.cases.timeline(caseId)).filter(({ what }) => what === 'clockMissing')
    expect(lines).toMatchObject([{ actor: 'system', after: { status: 'dispatched' } }])
    expect(town.log.errors).toHaveLength(3)
    expect(await town.messages(other.caseId)).toEqual([])
    // The officer adds a unit: a clock runs again.
    await town.owe(caseId, 'callBack', 30)
    expect((await dog.run()).unwatched).toBe(0)
    await town.stop()
  })

  it('counts a deadline that passes without any ladder as none', async () => {
    const ladders = { ...ladderTable.ladders, dispatch: [] }
    const town = await makeLadderTown(stores(), { ...ladderTable, ladders })
    const { dog } = watched(town)
    await town.open(null)
    expect((await dog.run()).unwatched).toBe(0)
    town.jump(2)
    expect((await dog.run()).unwatched).toBe(1)
    await town.stop()
  })

  it('looks in small bites', async () => {
    const town = await makeLadderTown(stores())
    const { dog, breaths } = watched(town)
    const ids: string[] = []
    for (let count = 0; count < 401; count += 1) ids.push((await town.open(count % 2 === 0 ? '05' : null)).caseId)
    await loseClocks(town, ids[0] ?? '')
    await loseClocks(town, ids[400] ?? '')
    expect((await dog.run()).unwatched).toBe(2)
    expect(breaths()).toBe(3)
    await town.stop()
  }, 60_000)
})

it('says so when the clocks themselves are stuck', async () => {
  const town = await makeLadderTown(memoryStores())
  const { dog } = watched(town)
  await town.open()
  town.jump(7)
  expect((await dog.run()).stepLateMs).toBe(4 * 60_000)
  expect(town.log.errors).toEqual([])
  town.jump(2)
  await dog.run()
  expect(town.log.errors).toHaveLength(1)
  await town.tick()
  expect((await dog.run()).stepLateMs).toBe(0)
  await town.stop()
})

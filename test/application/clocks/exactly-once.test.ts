import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DeadlineRecord } from '../../../src/domain/clocks/deadline-record.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { memoryStores, type Stores } from '../../fakes/memory-ledger.ts'
import { type Fate, type LadderTown, ladderTable, makeLadderTown } from '../../harness/ladder-town.ts'

/** What can come between two steps of a ladder. */
const events = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.integer({ min: -60, max: -1 }) }),
    },
    { weight: 6, arbitrary: fc.record({ does: fc.constant('tick' as const), beside: fc.integer({ min: 0, max: 2 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constant('doom' as const), fate: fc.constantFrom<Fate>('refused', 'died') }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('restart' as const) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('note' as const), which: fc.integer({ min: 0, max: 2 }) }) },
    {
      weight: 1,
      arbitrary: fc.record({ does: fc.constant('accept' as const), which: fc.integer({ min: 0, max: 2 }) }),
    },
  ),
  { maxLength: 30 },
)
type Event = typeof events extends fc.Arbitrary<(infer One)[]> ? One : never

/** A tick of a server that may die in it: then another one starts. */
async function tick(town: LadderTown, beside: number): Promise<void> {
  const ticks = await Promise.allSettled(Array.from({ length: beside + 1 }, () => town.tick()))
  for (const each of ticks)
    if (each.status === 'rejected') expect(String(each.reason)).toMatch(/disk is full|server died/)
}

async function play(stores: Stores, course: readonly Event[]): Promise<void> {
  const town = await makeLadderTown(stores)
  const cases = [await town.open(), await town.open(), await town.open()]
  const acceptOf = async (index: number): Promise<DeadlineRecord> => town.deadline(cases[index]?.caseId ?? '', 'accept')
  /** Steps that were taken when the ladder was stopped. */
  const stoppedAt = new Map<number, number>()
  for (const event of course) {
    if (event.does === 'wait') town.jump(event.minutes)
    if (event.does === 'tick') {
      const doomed = town.fates.length > 0
      await tick(town, event.beside)
      // Whatever is left of a server after it died is no longer there.
      if (doomed && town.fates.length === 0) await town.restart()
    }
    if (event.does === 'doom') town.fates.push(event.fate)
    if (event.does === 'restart') await town.restart()
    if (event.does === 'note' || event.does === 'accept') {
      town.fates.length = 0
      const found = cases[event.which]
      if (!found || stoppedAt.has(event.which)) continue
      const { id } = await acceptOf(event.which)
      const done = event.does === 'note' ? await town.acknowledge(found.number, id) : await town.report(found, 'accept')
      expect(done.ok).toBe(true)
      stoppedAt.set(event.which, (await acceptOf(event.which)).stepsDone)
    }
  }
  town.fates.length = 0
  await town.restart()
  // As long as it takes: calls wait for the officer's telephone, and each may be taken up again after a restart.
  for (let rounds = 0; rounds < 12; rounds += 1) {
    town.jump(60)
    await tick(town, 0)
    await town.advance(3)
  }
  const whole = ladderTable.ladders.accept
  for (const [index, { caseId }] of cases.entries()) {
    const deadline = await acceptOf(index)
    const expected = stoppedAt.get(index) ?? whole.length
    const told = (await town.stepsTold(caseId, deadline.id)).map((line) => Number.parseInt(line, 10))
    expect(told).toEqual(whole.slice(0, expected).map((_, place) => place + 1))
    expect(deadline).toMatchObject({ stepsDone: expected, nextStepAt: null })

    const messages = (await town.messages(caseId)).map(({ dedupeKey }) => dedupeKey)
    expect(new Set(messages).size).toBe(messages.length)
    const lines = await stores.cases.timeline(caseId)
    const people = lines.flatMap(({ what, refs, after }) => {
      const about = after as { by?: string; people?: string[]; step?: number } | null
      return what === 'deadlineEscalated' && about?.by === 'sms'
        ? (about.people ?? []).map((person) => `ladder:${refs.deadline}:${(about.step ?? 0) - 1}@${person}/sms`)
        : []
    })
    expect(messages.sort()).toEqual(people.sort())
    const calls = lines.filter(
      ({ what, after }) => what === 'deadlineEscalated' && (after as { by: string }).by === 'call',
    )
    expect(await stores.cases.calls(caseId)).toHaveLength(calls.length)
  }
  await town.stop()
}

it.each([
  ['in memory', memoryStores, 150],
  ['in SQLite', sqliteStores, 25],
] as const)(
  'every step of a ladder is taken once, and once only, whatever fails, dies, ticks beside or takes note, %s',
  { timeout: 120_000 },
  async (_, stores, numRuns) => {
    await fc.assert(
      fc.asyncProperty(events, (course) => play(stores(), course)),
      { numRuns },
    )
  },
)

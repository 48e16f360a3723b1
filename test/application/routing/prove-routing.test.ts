import { expect, test } from 'vitest'
import { chineseHolidays } from '../../../src/adapters/calendar/chinese-holidays.ts'
import type { Prover } from '../../../src/application/ports/prover.ts'
import { proofCheck, uncoveredByChange } from '../../../src/application/routing/prove-routing.ts'
import type { Roster } from '../../../src/domain/roster/roster.ts'
import { noDuty } from '../../../src/domain/routing/duty.ts'
import { instead, openTable, overriding, roster, shift, week } from '../../domain/routing/proof/proven-town.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { sameThreadProver } from '../../fakes/same-thread-prover.ts'

const at = Date.parse('2026-11-30T00:00:00+08:00') // Mon 00:00
const zone = 'Asia/Shanghai'
const log = createFakeLog()
const changed = uncoveredByChange({ prover: sameThreadProver, zone, log })
const saysOf = async (before: readonly Roster[], after: readonly Roster[], overrides = noDuty.overrides) =>
  (
    await changed({
      table: openTable,
      before: { ...noDuty, rosters: before },
      after: { ...noDuty, rosters: after, overrides },
      at,
    })
  ).map(({ code, message }) => `${code}: ${message.en}`)

const always = roster('works', [shift(week, '00:00', '24:00', ['ann'])])
const noSundays = roster('works', [shift([1, 2, 3, 4, 5, 6], '00:00', '24:00', ['ann'])])
const officersByDay = roster('centre', [shift(week, '08:00', '20:00', ['duty'])])

test('a change is told what it uncovers, and nothing that was there before', async () => {
  expect(await saysOf([], [always])).toEqual([])
  expect(await saysOf([noSundays], [noSundays])).toEqual([])
  expect(await saysOf([noSundays], [always])).toEqual([])
  const ill = instead('2026-12-05T12:00:00+08:00', '2026-12-06T12:00:00+08:00', 'ann', null) // Sat 12:00, Sun 12:00
  expect(await saysOf([noSundays], [{ ...noSundays, overrides: [ill] }])).toEqual([
    'onlyOfficer: Sat 12:00-24:00 on 2026-12-05, key 1, Wenqiao, place not known: nobody of works is on duty; the duty officer alone answers',
    'onlyOfficer: Sat 12:00-24:00 on 2026-12-05, keys 2-1-1, 2-1-?, 6123456-1, 6123456-?: nobody of works is on duty; the duty officer alone answers',
  ])
})

test('a time with the duty officer alone that he leaves, too, is told; that he comes is not', async () => {
  const said = await saysOf([noSundays], [noSundays, officersByDay])
  expect(said[0]).toBe(
    'nobodyOnDuty: Sun 00:00-08:00; Sun 20:00-24:00, key 1, Wenqiao, place not known: nobody of works is on duty, and no duty officer either',
  )
  expect(said.every((line) => line.startsWith('nobodyOnDuty'))).toBe(true)
  expect(await saysOf([noSundays, officersByDay], [noSundays])).toEqual([])
})

test('an override that sends everything to an officer who is not there is told', async () => {
  const sent = overriding('sendAll', null, '2026-12-01T18:00:00+08:00', '2026-12-01T22:00:00+08:00') // Tue 18:00, 22:00
  expect(await saysOf([officersByDay], [officersByDay], [sent])).toEqual([
    'nobodyOnDuty: Tue 20:00-22:00 on 2026-12-01, keys 1, 2-1, 6123456: an override sends everything to the duty officer, and none is on duty',
  ])
})

test('a proof that breaks is a warning, and stands in the log', async () => {
  const broken: Prover = { reckon: () => Promise.reject(new Error('out of memory')) }
  const proving = { prover: broken, zone, log, holidays: chineseHolidays, clock: { now: () => at } }
  const before = log.errors.length
  const check = proofCheck({ ...proving, duty: { current: async () => noDuty } })
  for (const findings of [
    await check({ table: openTable, over: null, at }),
    await uncoveredByChange(proving)({ table: openTable, before: noDuty, after: noDuty, at }),
  ])
    expect(findings).toEqual([expect.objectContaining({ code: 'notProven', severity: 'warning' })])
  expect(log.errors.length).toBe(before + 2)
})

import { describe, expect, it } from 'vitest'
import { deleteRoster } from '../../../src/application/duty/delete-roster.ts'
import { endRosterOverride } from '../../../src/application/duty/end-roster-override.ts'
import { overrideRoster, swapPeople } from '../../../src/application/duty/override-roster.ts'
import type { RosterGiven } from '../../../src/application/duty/roster-given.ts'
import { saveRoster } from '../../../src/application/duty/save-roster.ts'
import { viewRoster, viewRosters } from '../../../src/application/duty/view-rosters.ts'
import type { DutyCheck } from '../../../src/application/ports/duty-check.ts'
import { whoIsOnCall } from '../../../src/domain/roster/who-is-on-call.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { waterRoster } from '../../support/rosters.ts'
import { monday, zone } from '../../support/small-town.ts'
import { dutyTable, dutyTown } from './duty-town.ts'

const hour = 3_600_000
const local = { zone, calendar: [] }
const given: RosterGiven = { ...waterRoster, overrides: null }
const named = (en: string): RosterGiven => ({ ...given, name: { ...given.name, en } })
const earlier: RosterGiven = {
  ...given,
  shifts: waterRoster.shifts.map((one) => ({ ...one, firstDate: '2026-11-01' })),
}
const edit = { madeFrom: 0, by: 'api:ann', why: null, acknowledged: [] }
const addition = { madeFrom: null, by: 'api:ann', acknowledged: [] }
/** 0502 stands in for 0501 for the next two hours, Mon 2026-11-23 14:05 to 16:05 */
const ill = { id: 'ill', from: monday, until: monday + 2 * hour, off: '0501', on: '0502', reason: 'ill' }
/** They swap the rest of today's day shift against tonight's: 14:05-20:00, 20:00-08:00 */
const today8pm = Date.parse('2026-11-23T20:00:00+08:00')
const swap = {
  id: 'swap',
  one: { person: '0501', from: monday, until: today8pm },
  other: { person: '0502', from: today8pm, until: today8pm + 12 * hour },
  reason: 'a birthday',
}
const hole: DutyCheck = ({ before, after }) =>
  after.rosters.flatMap(({ id, overrides }) => {
    const count = before.rosters.find((one) => one.id === id)?.overrides.length ?? 0
    return overrides.length <= count
      ? []
      : [
          {
            severity: 'warning' as const,
            code: 'uncovered',
            path: `rosters[${id}]`,
            message: { 'zh-CN': '无人', en: 'nobody' },
            fix: null,
            rule: null,
          },
        ]
  })

describe.each([
  ['in memory', memoryStores],
  ['in SQLite', sqliteStores],
])('rosters (%s)', (_, makeStores) => {
  async function open(checks: readonly DutyCheck[] = []) {
    const town = await dutyTown(makeStores(), checks)
    const deps = { ...town.deps, zone }
    const roster = async () => (await town.duty.current()).rosters[0]
    return {
      ...town,
      roster,
      onCall: async (at: number) => whoIsOnCall((await roster())!, at, local),
      save: saveRoster(deps),
      remove: deleteRoster(deps),
      override: overrideRoster(deps),
      swap: swapPeople(deps),
      end: endRosterOverride(deps),
      view: viewRoster(deps),
      list: viewRosters(deps),
    }
  }

  it('are saved, changed and deleted: each a revision, each in the audit with its places', async () => {
    const { save, remove, duty, audit, acts } = await open()
    expect(await save(given, edit)).toMatchObject({ ok: true, revision: 1, isChanged: true })
    expect((await duty.current()).rosters).toEqual([waterRoster])
    expect(await save(named('works'), { ...edit, madeFrom: 1, why: 'its name' })).toMatchObject({ revision: 2 })
    expect(await save(named('works'), { ...edit, madeFrom: 2 })).toEqual({
      ok: true,
      revision: 2,
      isChanged: false,
      findings: [],
    })
    expect(await remove('water', { ...edit, madeFrom: 2, why: 'no longer' })).toMatchObject({ ok: true, revision: 3 })
    expect((await duty.current()).rosters).toEqual([])
    expect(await acts()).toEqual([
      ['rosterDeleted', 'api:ann', 'no longer'],
      ['rosterSaved', 'api:ann', 'its name'],
      ['rosterSaved', 'api:ann', null],
    ])
    const [, renamed] = (await audit.list({}, { cursor: null, limit: 3 })).items
    expect(renamed?.refs).toEqual({ roster: 'water', duty: '2' })
    expect(renamed?.changes).toEqual([{ place: 'rosters[water].name.en', before: 'waterworks', after: 'works' }])
    // A new one of the same id may be made by whoever knows of none, or has seen it go.
    expect(await save(given, edit)).toMatchObject({ ok: true, revision: 4 })
    expect(await remove('gas', { ...edit, madeFrom: 4 })).toEqual({ ok: false, reason: 'noRoster' })
  })

  it('that somebody else has changed are not overwritten: both changes are shown, and put together', async () => {
    const { save, duty } = await open()
    await save(given, edit)
    await save(named('works'), { ...edit, madeFrom: 1, by: 'api:bob' })
    const refused = await save(earlier, { ...edit, madeFrom: 1 })
    expect(refused).toMatchObject({
      ok: false,
      reason: 'rosterConflict',
      conflict: {
        theirs: { revision: 2, changedBy: 'api:bob' },
        changes: [
          { place: 'name.en', by: 'theirs', theirs: 'works' },
          { place: 'shifts[day].firstDate', by: 'yours', yours: '2026-11-01' },
          { place: 'shifts[night].firstDate', by: 'yours' },
        ],
        merged: { name: { en: 'works' }, shifts: [{ firstDate: '2026-11-01' }, {}] },
      },
    })
    expect((await duty.current()).revision).toBe(2)
    expect(await save(named('mine'), { ...edit, madeFrom: 1 })).toMatchObject({
      conflict: { changes: [{ place: 'name.en', collides: true, theirs: 'works', yours: 'mine' }] },
    })
    expect(await save(given, { ...edit, madeFrom: 0 })).toMatchObject({ reason: 'rosterConflict' })
    expect(await save(given, { ...edit, madeFrom: 9 })).toEqual({ ok: false, reason: 'unknownDutyRevision' })
  })

  it('that somebody else has deleted, or changed while another deletes them, are a conflict, too', async () => {
    const { save, remove, duty } = await open()
    await save(given, edit)
    await save(named('works'), { ...edit, madeFrom: 1, by: 'api:bob' })
    expect(await remove('water', { ...edit, madeFrom: 1 })).toMatchObject({
      reason: 'rosterConflict',
      conflict: { theirs: { roster: { name: { en: 'works' } } }, changes: [{ place: '', by: 'both', collides: true }] },
    })
    await remove('water', { ...edit, madeFrom: 2, by: 'api:bob' })
    const refused = await save(earlier, { ...edit, madeFrom: 2 })
    expect(refused).toMatchObject({ reason: 'rosterConflict', conflict: { theirs: { revision: 3, roster: null } } })
    expect((await duty.current()).rosters).toEqual([])
  })

  it('a change of another roster in between is no conflict, and nothing of either is lost', async () => {
    const { save, duty, interfere } = await open()
    const transport: RosterGiven = {
      ...given,
      id: 'transport',
      covers: '10',
      shifts: [{ ...waterRoster.shifts[0]!, on: { people: ['1001'] } }],
    }
    interfere(() => save(transport, { ...edit, by: 'api:bob' }))
    expect(await save(given, edit)).toMatchObject({ ok: true, revision: 2 })
    expect((await duty.current()).rosters.map(({ id }) => id)).toEqual(['transport', 'water'])
    // A revision of the whole duty that he has seen is as good as the roster's own.
    expect(await save(named('x'), { ...edit, madeFrom: 2 })).toMatchObject({ ok: true })
  })

  it('two that would cover the same at once: the second is refused, whatever it was checked against', async () => {
    const { save, duty, interfere } = await open()
    interfere(() => save({ ...given, id: 'other' }, edit))
    expect(await save(given, edit)).toMatchObject({ reason: 'faultyRoster', faults: [{ code: 'coveredAlready' }] })
    expect((await duty.current()).rosters.map(({ id }) => id)).toEqual(['other'])
  })

  it('of two who save the same roster in the same moment the second gets the conflict', async () => {
    const { save, interfere } = await open()
    await save(given, edit)
    interfere(() => save(named('works'), { ...edit, madeFrom: 1, by: 'api:bob' }))
    expect(await save(earlier, { ...edit, madeFrom: 1 })).toMatchObject({
      reason: 'rosterConflict',
      conflict: { theirs: { changedBy: 'api:bob' } },
    })
  })

  it('with faults are refused with all of them', async () => {
    const { save } = await open()
    const faulty = { ...given, covers: '5', shifts: [{ ...waterRoster.shifts[0]!, from: '25:00' }] }
    const refused = await save(faulty, edit)
    expect('faults' in refused ? refused.faults.map(({ code }) => code) : refused).toEqual([
      'noReferenceButNear',
      'notATime',
    ])
  })

  it('get an override (调班): another is on duty for so long, and then by itself the first again', async () => {
    const { save, override, onCall, acts, duty } = await open()
    await save(given, edit)
    expect(await override('water', ill, addition)).toMatchObject({ ok: true, revision: 2 })
    expect(await onCall(monday)).toEqual(['0502'])
    expect(await onCall(monday + 2 * hour)).toEqual(['0501'])
    const made = { ...ill, swap: null, by: 'api:ann', at: monday }
    expect((await duty.current()).rosters[0]?.overrides).toEqual([made])
    expect((await acts())[0]).toEqual(['rosterOverrideSet', 'api:ann', 'ill'])
    // After a crash he asks again.
    expect(await override('water', ill, addition)).toMatchObject({ ok: true, revision: 2, isChanged: false })
  })

  it('two people swap: two overrides, one act', async () => {
    const { save, swap: swapThem, onCall, acts, roster, end, advance } = await open()
    await save(given, edit)
    expect(await swapThem('water', swap, addition)).toMatchObject({ ok: true, revision: 2 })
    expect(await onCall(monday)).toEqual(['0502'])
    expect(await onCall(today8pm)).toEqual(['0501'])
    expect(await onCall(today8pm + 12 * hour)).toEqual(['0501'])
    expect((await roster())?.overrides.map(({ id, swap: of }) => [id, of])).toEqual([
      ['swap-1', 'swap'],
      ['swap-2', 'swap'],
    ])
    expect((await acts())[0]).toEqual(['rosterSwapped', 'api:ann', 'a birthday'])
    expect(await swapThem('water', swap, addition)).toMatchObject({ isChanged: false })
    // It is called off an hour later: the half that runs ends, the half to come goes.
    advance(hour)
    expect(await end('water', 'swap-1', { ...addition, why: 'called off' })).toMatchObject({ ok: true, revision: 3 })
    expect((await roster())?.overrides).toMatchObject([{ id: 'swap-1', until: monday + hour }])
    expect(await onCall(today8pm)).toEqual(['0502'])
  })

  it('an override is ended before its time; one that is over stays as it is; one that never was is refused', async () => {
    const { save, override, end, onCall, advance, duty } = await open()
    await save(given, edit)
    await override('water', ill, addition)
    advance(hour)
    expect(await end('water', 'ill', { ...addition, why: 'well again' })).toMatchObject({ ok: true, revision: 3 })
    expect(await onCall(monday + hour - 1)).toEqual(['0502'])
    expect(await onCall(monday + hour)).toEqual(['0501'])
    expect(await end('water', 'ill', { ...addition, why: null })).toMatchObject({ ok: true, isChanged: false })
    expect(await end('water', 'well', { ...addition, why: null })).toEqual({ ok: false, reason: 'noRosterOverride' })
    expect(await end('gas', 'ill', { ...addition, why: null })).toEqual({ ok: false, reason: 'noRoster' })
    expect(await override('gas', ill, addition)).toEqual({ ok: false, reason: 'noRoster' })
    expect((await duty.current()).revision).toBe(3)
  })

  it('slips in an override or a swap are told all at once', async () => {
    const { save, override, swap: swapThem } = await open()
    await save(given, edit)
    const codes = (done: object) =>
      'faults' in done
        ? (done.faults as { path: string[]; code: string }[]).map(({ path, code }) => `${path.join('.')}: ${code}`)
        : done
    // 0502 is on duty by night.
    const slips = { id: 'No', from: monday, until: monday + hour, off: '0502', on: '1001', reason: '' }
    expect(codes(await override('water', slips, addition))).toEqual([
      'id: notAnId',
      'on: notCovered',
      'off: neverOnDuty',
      'reason: reasonNeeded',
    ])
    expect(codes(await override('water', { ...ill, from: monday - 2, until: monday - 1 }, addition))).toEqual([
      'until: alreadyOver',
    ])
    const same = { ...swap, other: { person: '0501', from: today8pm, until: today8pm } }
    expect(codes(await swapThem('water', same, addition))).toEqual([
      'other.until: untilNotAfterFrom',
      'other.person: changesNobody',
    ])
  })

  it('whoever says which revision he saw is told where somebody has changed the roster since', async () => {
    const { save, override } = await open()
    await save(given, edit)
    await override('water', ill, addition)
    const other = { ...ill, id: 'other', on: null, from: monday + hour }
    expect(await override('water', other, { ...addition, madeFrom: 1 })).toMatchObject({
      reason: 'rosterConflict',
      conflict: {
        changes: [
          { place: 'overrides[ill]', by: 'theirs' },
          { place: 'overrides[other]', by: 'yours' },
        ],
        merged: { overrides: [{ id: 'ill' }, { id: 'other' }] },
      },
    })
  })

  it('saved without overrides keep those that are there; those that are written are made by who writes them', async () => {
    const { save, override, duty, advance } = await open()
    await save(given, edit)
    await override('water', ill, addition)
    await save(named('works'), { ...edit, madeFrom: 2, by: 'api:bob' })
    expect((await duty.current()).rosters[0]).toMatchObject({ name: { en: 'works' }, overrides: [{ id: 'ill' }] })
    advance(1000)
    const forged = { ...ill, id: 'forged', swap: null, by: 'api:ann', at: 0 }
    const written = { ...named('works'), overrides: [{ ...ill, swap: null }, forged] }
    await save(written, { ...edit, madeFrom: 3, by: 'api:bob' })
    expect((await duty.current()).rosters[0]?.overrides).toMatchObject([
      { id: 'ill', by: 'api:ann', at: monday },
      { id: 'forged', by: 'api:bob', at: monday + 1000 },
    ])
    await save({ ...written, overrides: [] }, { ...edit, madeFrom: 4, by: 'api:bob' })
    expect((await duty.current()).rosters[0]?.overrides).toEqual([])
  })

  it('saved without overrides are not refused for whom an override names that the table has lost since', async () => {
    const { save, override, routing } = await open()
    await save(given, edit)
    await override('water', ill, addition)
    const units = dutyTable.units.map((unit) => ({
      ...unit,
      responders: unit.responders.filter(({ id }) => id !== '0502'),
    }))
    const facts = { digest: 'd2', publishedAt: monday, publishedBy: 'demo', reason: 'second' }
    await routing.publish({ ...facts, table: { ...dutyTable, units } })
    const byDay = { ...given, shifts: waterRoster.shifts.slice(0, 1) }
    const written = { ...byDay, overrides: [{ ...ill, swap: null }] }
    expect(await save(written, { ...edit, madeFrom: 2 })).toMatchObject({ faults: [{ path: ['overrides', 0, 'on'] }] })
    expect(await save(byDay, { ...edit, madeFrom: 2 })).toMatchObject({ ok: true, revision: 3 })
  })

  it('forget overrides a month after they are over, at the next one; the history keeps them', async () => {
    const { save, override, advance, roster, duty } = await open()
    await save(given, edit)
    await override('water', ill, addition)
    advance(33 * 24 * hour)
    const from = monday + 33 * 24 * hour
    await override('water', { ...ill, id: 'again', from, until: from + hour }, addition)
    expect((await roster())?.overrides.map(({ id }) => id)).toEqual(['again'])
    expect((await duty.atRevision(2))?.rosters[0]?.overrides.map(({ id }) => id)).toEqual(['ill'])
  })

  it('a change that leaves a hole needs its reason and that somebody knows of it; then it is made and told', async () => {
    const { save, override, log, duty } = await open([hole])
    await save(given, edit)
    expect(await override('water', ill, addition)).toMatchObject({
      ok: false,
      reason: 'unacknowledged',
      findings: [{ code: 'uncovered' }],
    })
    expect((await duty.current()).revision).toBe(1)
    expect(log.warnings).toEqual([])
    const known = { ...addition, acknowledged: ['uncovered'] }
    expect(await override('water', ill, known)).toMatchObject({ ok: true, findings: [{ code: 'uncovered' }] })
    expect(log.warnings).toHaveLength(1)
    expect(log.warnings[0]).toContain('a change of the duty leaves a hole duty=2 by=api:ann why=ill')
    const written = {
      ...given,
      overrides: [
        { ...ill, swap: null },
        { ...ill, id: 'o2', swap: null },
      ],
    }
    const silently = { ...edit, madeFrom: 2, acknowledged: ['uncovered'] }
    expect(await save(written, silently)).toMatchObject({ reason: 'unacknowledged' })
    expect(await save(written, { ...silently, why: 'a wedding' })).toMatchObject({ ok: true })
  })

  it('tell who is on duty and why, now and at any instant; of the past as it was then', async () => {
    const { save, override, advance, view, list, remove } = await open()
    await save(given, edit)
    advance(1000)
    await override('water', { ...ill, from: monday + 1000 }, addition)
    advance(hour)
    const now = monday + hour + 1000
    const names = { '0501': expect.anything(), '0502': expect.anything() }
    expect(await view('water', { at: null, revision: null })).toMatchObject({
      revision: 2,
      at: now,
      onDuty: [{ person: '0502', name: names['0502'], shift: null, override: 'ill' }],
    })
    expect(await view('water', { at: today8pm - 1, revision: null })).toMatchObject({
      onDuty: [{ person: '0501', shift: 'day', override: null }],
    })
    expect(await view('water', { at: monday, revision: null })).toMatchObject({
      revision: 1,
      onDuty: [{ person: '0501', shift: 'day' }],
    })
    await remove('water', { ...edit, madeFrom: 2 })
    expect(await view('water', { at: null, revision: null })).toBeNull()
    expect(await view('water', { at: monday - 1, revision: null })).toBeNull()
    expect(await view('water', { at: null, revision: 2 })).toMatchObject({ roster: { overrides: [{ id: 'ill' }] } })
    expect(await list(null)).toEqual([])
    expect(await list(monday + 2000)).toMatchObject([{ id: 'water', revision: 2, onDuty: [{ person: '0502' }] }])
    expect(await list(monday - 1)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { createOverrideDesk } from '../../../src/application/duty/override-desk.ts'
import type { DutyCheck } from '../../../src/application/ports/duty-check.ts'
import { overrideAt, type TimedOverride } from '../../../src/domain/routing/duty.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { monday } from '../../support/small-town.ts'
import { anOverride, dutyTown } from './duty-town.ts'

const minute = 60_000
const hole: DutyCheck = ({ after }) =>
  after.overrides.map(({ id }) => ({
    severity: 'warning' as const,
    code: 'uncovered',
    path: `overrides[${id}]`,
    message: { 'zh-CN': '无人', en: 'nobody' },
    fix: null,
    rule: null,
  }))

describe.each([
  ['in memory', memoryStores],
  ['in SQLite', sqliteStores],
])('timed overrides (%s)', (_, makeStores) => {
  const open = async (checks: readonly DutyCheck[] = []) => {
    const town = await dutyTown(makeStores(), checks)
    return { ...town, desk: createOverrideDesk(town.deps) }
  }

  it('are set and ended, each with a revision and a line of the audit', async () => {
    const { desk, duty, acts, advance, audit } = await open()
    expect(await desk.set(anOverride())).toEqual({ ok: true, findings: [] })
    expect(await duty.current()).toEqual({ revision: 1, rosters: [], overrides: [anOverride()] })
    advance(10 * minute)
    expect(await desk.end('o1', 'api:bob', 'the pipe is mended')).toEqual({ ok: true, findings: [] })
    const then = await duty.override('o1')
    expect(then?.ended).toEqual({ at: monday + 10 * minute, by: 'api:bob' })
    expect(overrideAt({ overrides: [then!] }, 'sendAll', null, monday + 10 * minute - 1)).not.toBeNull()
    expect(overrideAt({ overrides: [then!] }, 'sendAll', null, monday + 10 * minute)).toBeNull()
    expect(await acts()).toEqual([
      ['overrideEnded', 'api:bob', 'the pipe is mended'],
      ['overrideSet', 'officer:duty-1', 'by telephone'],
    ])
    const [ended] = (await audit.list({ what: 'overrideEnded' }, { cursor: null, limit: 1 })).items
    expect(ended?.refs).toEqual({ override: 'o1', duty: '2' })
    expect(ended?.changes).toEqual([
      { place: 'overrides[o1].ended', before: null, after: { at: monday + 10 * minute, by: 'api:bob' } },
    ])
  })

  it('are set once: who asks again after a crash is told that it is done', async () => {
    const { desk, duty, acts } = await open()
    await desk.set(anOverride())
    expect(await desk.set(anOverride({ until: monday + minute }))).toEqual({ ok: true, findings: [] })
    expect((await duty.current()).overrides).toEqual([anOverride()])
    await desk.end('o1', 'api:bob')
    expect(await desk.end('o1', 'api:carol')).toEqual({ ok: true, findings: [] })
    expect(await desk.set(anOverride())).toEqual({ ok: true, findings: [] })
    expect((await duty.override('o1'))?.ended).toEqual({ at: monday, by: 'api:bob' })
    expect(await acts()).toHaveLength(2)
  })

  it('end by themselves; to end one then changes nothing, and to end one that never was is refused', async () => {
    const { desk, duty, advance } = await open()
    await desk.set(anOverride())
    advance(60 * minute)
    expect(await desk.end('o1', 'api:bob')).toEqual({ ok: true, findings: [] })
    expect((await duty.override('o1'))?.ended).toBeNull()
    expect(await desk.end('o2', 'api:bob')).toEqual({ ok: false, reason: 'noOverride' })
    expect((await duty.current()).revision).toBe(1)
  })

  it('that has not begun never begins where somebody ends it', async () => {
    const { desk, duty } = await open()
    await desk.set(anOverride({ from: monday + 30 * minute }))
    await desk.end('o1', 'api:bob')
    const then = await duty.override('o1')
    expect(overrideAt({ overrides: [then!] }, 'sendAll', null, monday + 30 * minute)).toBeNull()
  })

  it.each<[string, Partial<TimedOverride>, readonly [string, string, unknown?][]]>([
    [
      'nowhere',
      { kind: 'close', to: '999', line: 'mian' },
      [
        ['line', 'noReferenceButNear', ['main']],
        ['to', 'noReference', ['110']],
      ],
    ],
    ['closing to nobody', { kind: 'close', to: null }, [['to', 'targetNeeded', ['110']]]],
    ['a notice without one', { kind: 'notice', to: null }, [['to', 'targetNeeded', ['storm']]]],
    ['opening to somewhere', { kind: 'open', to: '05' }, [['to', 'noTarget']]],
    ['a unit that is none', { to: '06' }, [['to', 'noReferenceButNear', ['05', '10']]]],
    ['an end before its beginning', { until: monday }, [['until', 'untilNotAfterFrom']]],
    ['what is past', { from: monday - 2 * minute, until: monday }, [['until', 'alreadyOver']]],
    ['without a reason', { reason: ' ' }, [['reason', 'reasonNeeded']]],
    ['to the duty officer', { to: null }, []],
    ['with words', { kind: 'notice', to: 'storm', line: 'main' }, []],
    ['open longer', { kind: 'open', to: null }, []],
    ['closed', { kind: 'close', to: '110' }, []],
  ])('are looked at: %s', async (_name, about, faults) => {
    const { desk, duty } = await open()
    const done = await desk.set(anOverride(about))
    if (faults.length === 0) return expect(done).toEqual({ ok: true, findings: [] })
    expect(done).toMatchObject({ ok: false, reason: 'invalid' })
    const found = 'faults' in done ? done.faults : []
    expect(found.map(({ path, code, allowed }) => [path.join('.'), code, ...(allowed ? [allowed] : [])])).toEqual(
      faults,
    )
    return expect((await duty.current()).revision).toBe(0)
  })

  it('of two that are set at once both count', async () => {
    const { desk, duty, deps, interfere, acts } = await open()
    const other = createOverrideDesk({ ...deps, duty })
    interfere(
      () => other.set(anOverride({ id: 'o2' })),
      () => other.set(anOverride({ id: 'o3' })),
    )
    expect(await desk.set(anOverride())).toMatchObject({ ok: true })
    expect((await duty.current()).overrides.map(({ id }) => id)).toEqual(['o2', 'o3', 'o1'])
    expect(await acts()).toHaveLength(3)
  })

  it('the same one asked for twice at once is set once', async () => {
    const { desk, duty, deps, interfere } = await open()
    interfere(() => createOverrideDesk({ ...deps, duty }).set(anOverride()))
    expect(await desk.set(anOverride())).toEqual({ ok: true, findings: [] })
    expect(await duty.current()).toMatchObject({ revision: 1, overrides: [{ id: 'o1' }] })
  })

  it('that leave a hole are set all the same, and told', async () => {
    const { desk, log } = await open([hole])
    expect(await desk.set(anOverride())).toMatchObject({ ok: true, findings: [{ code: 'uncovered' }] })
    expect(log.warnings).toHaveLength(1)
    expect(log.warnings[0]).toMatch(/a change of the duty leaves a hole duty=1 by=officer:duty-1.*codes=uncovered/)
  })
})

import { describe, expect, it } from 'vitest'
import { writeRoutingTable } from '../../../src/adapters/table-file/write-routing-table.ts'
import type { Finding, TableCheck } from '../../../src/application/ports/table-check.ts'
import { publishDraft, publishTable } from '../../../src/application/routing/publish-draft.ts'
import { publishRoutingTable } from '../../../src/application/routing/publish-routing-table.ts'
import { rollBack } from '../../../src/application/routing/roll-back.ts'
import { createRoutingVersions } from '../../../src/application/routing/routing-versions.ts'
import { type DraftEdit, discardDraft, saveDraft } from '../../../src/application/routing/save-draft.ts'
import { tableOf } from '../../../src/application/routing/table-of.ts'
import { tablePrompts } from '../../../src/domain/call/phrase.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
import { smallTable } from '../../domain/routing/small-table.ts'
import { memoryTableStores } from '../../fakes/memory-table-stores.ts'

const templates = Object.fromEntries(Object.keys(tablePrompts).map((key) => [key, '{name} {key}']))
const ringing = (seconds: number, table: RoutingTable = smallTable): RoutingTable => ({
  ...table,
  routes: table.routes.map((route, index) => (index === 0 ? { ...route, ringSeconds: seconds } : route)),
})
const deciding = (seconds: number, table: RoutingTable = smallTable): RoutingTable => ({
  ...table,
  timings: { ...table.timings, decideSeconds: seconds },
})
const all = { cursor: null, limit: 100 }

describe.each([
  ['in memory', memoryTableStores],
  ['in SQLite', sqliteStores],
])('the life of a table (%s)', (_, makeStores) => {
  /** The small table as version 1, and everything that may happen to it. */
  async function life(checks: readonly TableCheck[] = []) {
    const { routing, drafts, audit } = makeStores()
    const store = createRoutingVersions(routing)
    let now = 1_000
    const deps = {
      store,
      drafts,
      checks,
      clock: { now: () => now++ },
      write: async (table: RoutingTable) => writeRoutingTable(table),
      prompts: { catalogue: () => templates, prepare: async () => [] },
    }
    await publishRoutingTable({ ...deps, checks: [] }, { table: smallTable, by: 'ann', reason: 'first' })
    const save = saveDraft(deps)
    const edit = (about: Partial<DraftEdit>): DraftEdit => ({
      table: smallTable,
      text: null,
      madeFrom: 0,
      base: null,
      by: 'api:ann',
      why: null,
      ...about,
    })
    const acts = async () => (await audit.list({}, all)).items.map(({ what, by, why }) => [what, by, why])
    return { ...deps, audit, save, edit, discard: discardDraft(deps), acts }
  }

  it('a draft is begun, changed, published and over; each step is in the audit with its places', async () => {
    const town = await life()
    const begun = await town.save(town.edit({ base: 1, table: ringing(30), text: '# mine', why: 'slow phones' }))
    expect(begun).toMatchObject({ ok: true, draft: { revision: 1, base: 1, text: '# mine' } })
    const changed = await town.save(town.edit({ madeFrom: 1, table: deciding(30, ringing(30)), by: 'api:bob' }))
    expect(changed).toMatchObject({ ok: true, draft: { revision: 2, base: 1, changedBy: 'api:bob' } })
    expect(await tableOf(town, 'draft')).toMatchObject({ ok: true, version: 1, revision: 2 })
    expect(await publishDraft(town, { revision: 2, by: 'cyd', reason: 'spring' })).toMatchObject({
      ok: true,
      version: { number: 2, publishedBy: 'cyd', reason: 'spring' },
    })
    expect((await town.store.current())?.table).toEqual(deciding(30, ringing(30)))
    expect(await town.drafts.latest()).toMatchObject({ revision: 3, state: 'published' })
    expect(await tableOf(town, 'draft')).toEqual({ ok: false, reason: 'noDraft' })
    expect(await publishDraft(town, { revision: 2, by: 'cyd', reason: 'again' })).toEqual({
      ok: false,
      reason: 'noDraft',
    })
    const { items } = await town.audit.list({}, all)
    expect(items.map(({ what, by, refs, changes, why }) => ({ what, by, refs, why, changes }))).toEqual([
      {
        what: 'published',
        by: 'cyd',
        refs: { over: '1', draft: '2', version: '2' },
        why: 'spring',
        changes: [
          { place: 'routes[water/*/hours].ringSeconds', before: 20, after: 30 },
          { place: 'timings.decideSeconds', before: 25, after: 30 },
        ],
      },
      {
        what: 'draftSaved',
        by: 'api:bob',
        refs: { draft: '2', base: '1' },
        why: null,
        changes: [{ place: 'timings.decideSeconds', before: 25, after: 30 }],
      },
      {
        what: 'draftSaved',
        by: 'api:ann',
        refs: { draft: '1', base: '1' },
        why: 'slow phones',
        changes: [{ place: 'routes[water/*/hours].ringSeconds', before: 20, after: 30 }],
      },
      { what: 'published', by: 'ann', refs: { version: '1' }, why: 'first', changes: [] },
    ])
  })

  it('a table that takes the place of whichever counts is told in the audit beside the one it has really replaced', async () => {
    const town = await life()
    let isFirst = true
    // While its prompts are made somebody else is faster.
    const prepare = async () => {
      if (isFirst) {
        isFirst = false
        await publishRoutingTable(town, { table: ringing(30), by: 'bob', reason: 'slow phones' })
      }
      return []
    }
    const slow = { ...town, prompts: { ...town.prompts, prepare } }
    const published = await publishRoutingTable(slow, { table: ringing(40), by: 'ann', reason: 'slower still' })
    expect(published).toMatchObject({ ok: true, version: { number: 3 } })
    const [last] = (await town.audit.list({}, all)).items
    expect(last).toMatchObject({
      refs: { over: '2', version: '3' },
      changes: [{ place: 'routes[water/*/hours].ringSeconds', before: 30, after: 40 }],
    })
  })

  it('of two who edit the same revision the second is shown both changes; putting the merged one keeps both', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1 }))
    await town.save(town.edit({ madeFrom: 1, table: ringing(30) }))
    const late = town.edit({ madeFrom: 1, table: deciding(30), by: 'api:bob' })
    const refused = await town.save(late)
    expect(refused).toMatchObject({
      ok: false,
      reason: 'conflict',
      conflict: {
        over: 'draft',
        theirs: { number: 2, by: 'api:ann', what: 'open' },
        changes: [
          { place: 'routes[water/*/hours].ringSeconds', by: 'theirs', collides: false, base: 20, theirs: 30 },
          { place: 'timings.decideSeconds', by: 'yours', collides: false, base: 25, yours: 30 },
        ],
        merged: { faults: [] },
      },
    })
    expect(await town.drafts.latest()).toMatchObject({ revision: 2, table: ringing(30) })
    if (refused.ok || refused.reason !== 'conflict') throw new Error('no conflict')
    const { merged } = refused.conflict
    await town.save({ ...late, madeFrom: 2, table: merged.table, text: merged.text })
    expect(await town.drafts.latest()).toMatchObject({ revision: 3, table: deciding(30, ringing(30)) })
    expect(await town.acts()).toHaveLength(4)
  })

  it('of many who save at once one wins, and every other is told', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1 }))
    const saved = await Promise.all(
      [26, 27, 28, 29].map((seconds) => town.save(town.edit({ madeFrom: 1, table: deciding(seconds) }))),
    )
    expect(saved.map((one) => (one.ok ? 'saved' : one.reason)).sort()).toEqual([
      'conflict',
      'conflict',
      'conflict',
      'saved',
    ])
    expect(await town.drafts.latest()).toMatchObject({ revision: 2 })
  })

  it('two who begin a draft at once, from the same version', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1, table: ringing(30) }))
    expect(await town.save(town.edit({ base: 1, table: ringing(40) }))).toMatchObject({
      ok: false,
      reason: 'conflict',
      conflict: { changes: [{ collides: true, base: 20, theirs: 30, yours: 40 }], merged: { table: ringing(30) } },
    })
  })

  it('whoever edits a draft that was published or discarded meanwhile sees what counts now', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1, table: ringing(30) }))
    await publishDraft(town, { revision: 1, by: 'ann', reason: 'spring' })
    const late = town.edit({ madeFrom: 1, table: deciding(30, ringing(30)) })
    expect(await town.save(late)).toMatchObject({
      reason: 'conflict',
      conflict: {
        theirs: { number: 2, what: 'published' },
        changes: [{ place: 'timings.decideSeconds', by: 'yours' }],
      },
    })
    await town.save(town.edit({ madeFrom: 2, base: 2, table: ringing(40) }))
    expect(await town.discard({ madeFrom: 3, by: 'api:ann', why: 'not now' })).toEqual({ ok: true, revision: 4 })
    expect(await town.save(town.edit({ madeFrom: 3, table: deciding(30, ringing(40)) }))).toMatchObject({
      reason: 'conflict',
      conflict: {
        theirs: { number: 4, what: 'discarded' },
        changes: [
          { place: 'routes[water/*/hours].ringSeconds', by: 'theirs', base: 40, theirs: 30 },
          { place: 'timings.decideSeconds', by: 'yours' },
        ],
      },
    })
    expect((await town.acts())[0]).toEqual(['draftDiscarded', 'api:ann', 'not now'])
  })

  it('a new draft says what it was made from, a version that is there; nobody edits what never was', async () => {
    const town = await life()
    expect(await town.save(town.edit({}))).toEqual({ ok: false, reason: 'baseNeeded' })
    expect(await town.save(town.edit({ base: 7 }))).toEqual({ ok: false, reason: 'noVersion' })
    expect(await town.save(town.edit({ base: 1, madeFrom: 9 }))).toEqual({ ok: false, reason: 'unknownRevision' })
    expect(await town.discard({ madeFrom: 0, by: 'api:ann', why: null })).toEqual({ ok: false, reason: 'noDraft' })
    expect(await town.drafts.latest()).toBeNull()
  })

  it('what changes nothing makes no revision; what changes the comments alone does', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1, text: 'x' }))
    expect(await town.save(town.edit({ madeFrom: 1, text: 'x' }))).toMatchObject({ ok: true, draft: { revision: 1 } })
    expect(await town.save(town.edit({ madeFrom: 1, text: 'x # y' }))).toMatchObject({ draft: { revision: 2 } })
  })

  it('a draft is discarded only as it was seen', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1 }))
    await town.save(town.edit({ madeFrom: 1, table: ringing(30) }))
    expect(await town.discard({ madeFrom: 1, by: 'api:bob', why: null })).toMatchObject({
      reason: 'conflict',
      conflict: { changes: [{ by: 'theirs', theirs: 30 }] },
    })
    expect(await town.drafts.latest()).toMatchObject({ state: 'open' })
  })

  it('publishing a draft that was changed since it was seen shows the change', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1 }))
    await town.save(town.edit({ madeFrom: 1, table: ringing(30), text: 'theirs' }))
    expect(await publishDraft(town, { revision: 1, by: 'cyd', reason: 'x' })).toMatchObject({
      reason: 'conflict',
      conflict: { over: 'draft', changes: [{ by: 'theirs', base: 20, theirs: 30 }], merged: { text: 'theirs' } },
    })
    expect((await town.store.current())?.number).toBe(1)
  })

  it('publishing over a newer version is a conflict with both changes; made from that version it goes', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1, table: deciding(30) }))
    await publishTable(town, { table: ringing(30), text: null, by: 'bob', reason: 'night' })
    const refused = await publishDraft(town, { revision: 1, by: 'cyd', reason: 'spring' })
    expect(refused).toMatchObject({
      reason: 'conflict',
      conflict: {
        over: 'published',
        theirs: { number: 2, by: 'bob', why: 'night' },
        changes: [
          { place: 'routes[water/*/hours].ringSeconds', by: 'theirs' },
          { place: 'timings.decideSeconds', by: 'yours' },
        ],
      },
    })
    if (refused.ok || refused.reason !== 'conflict') throw new Error('no conflict')
    const { table, text } = refused.conflict.merged
    await town.save(town.edit({ madeFrom: 1, base: 2, table, text }))
    expect(await publishDraft(town, { revision: 2, by: 'cyd', reason: 'spring' })).toMatchObject({ ok: true })
    expect((await town.store.current())?.table).toEqual(deciding(30, ringing(30)))
  })

  it('a table that says which version it was made from undoes nothing published since', async () => {
    const town = await life()
    await publishTable(town, { table: ringing(30), text: null, by: 'bob', reason: 'night', over: 1 })
    expect(
      await publishTable(town, { table: deciding(30), text: null, by: 'ann', reason: 'x', over: 1 }),
    ).toMatchObject({
      reason: 'conflict',
      conflict: { over: 'published', merged: { table: deciding(30, ringing(30)) } },
    })
    expect(await publishTable(town, { table: smallTable, text: null, by: 'ann', reason: 'x', over: 9 })).toEqual({
      ok: false,
      reason: 'noVersion',
    })
    expect((await town.store.current())?.number).toBe(2)
  })

  it('another server that has published in the meantime is noticed when it counts', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1, table: deciding(30) }))
    const elsewhere = { ...town, store: createRoutingVersions(town.store) }
    await publishTable(elsewhere, { table: ringing(30), text: null, by: 'bob', reason: 'night' })
    const blind = { ...town.store, current: async () => town.store.version(1) }
    expect(
      await publishRoutingTable({ ...town, store: blind }, { table: deciding(30), by: 'x', reason: 'y', over: 1 }),
    ).toEqual({
      ok: false,
      reason: 'conflict',
    })
  })

  it('a broken draft may be kept, but not published', async () => {
    const town = await life()
    await town.save(town.edit({ base: 1, table: ringing(1) }))
    expect(await publishDraft(town, { revision: 1, by: 'cyd', reason: 'x' })).toMatchObject({
      ok: false,
      reason: 'invalid',
      faults: [{ path: ['routes', 0, 'ringSeconds'], code: 'outOfRange' }],
    })
    expect(await town.drafts.latest()).toMatchObject({ state: 'open', revision: 1 })
  })

  const finding = (severity: Finding['severity'], code: string): Finding => ({
    severity,
    code,
    path: 'routes[0]',
    message: { 'zh-CN': code, en: code },
    fix: null,
    rule: null,
  })

  it('errors of a further check block; warnings do until somebody speaks of each', async () => {
    let said: Finding[] = [finding('warning', 'phoneNotTested'), finding('error', 'uncovered')]
    const asked: unknown[] = []
    const town = await life([
      (candidate) => {
        asked.push([candidate.table, candidate.over?.number])
        return said
      },
      async () => [finding('warning', 'goldenCall')],
    ])
    await town.save(town.edit({ base: 1, table: ringing(30) }))
    const publish = (...acknowledged: string[]) =>
      publishDraft(town, { revision: 1, by: 'cyd', reason: 'x', acknowledged })
    expect(await publish('uncovered', 'phoneNotTested', 'goldenCall')).toMatchObject({
      reason: 'refused',
      findings: [{ code: 'uncovered' }, { code: 'phoneNotTested' }, { code: 'goldenCall' }],
    })
    said = [finding('warning', 'phoneNotTested')]
    expect(await publish('phoneNotTested')).toMatchObject({
      reason: 'unacknowledged',
      findings: [{ code: 'goldenCall' }],
    })
    expect((await town.store.current())?.number).toBe(1)
    expect(await publish('phoneNotTested', 'goldenCall')).toMatchObject({ ok: true, version: { number: 2 } })
    expect(asked).toEqual([1, 2, 3].map(() => [ringing(30), 1]))
    const [line] = (await town.audit.list({}, all)).items
    expect(line?.refs).toMatchObject({ acknowledged: 'phoneNotTested,goldenCall' })
  })

  it('goes back to an earlier version as a new one, under the checks of today', async () => {
    const town = await life()
    await publishTable(town, { table: ringing(30), text: null, by: 'bob', reason: 'night' })
    expect(await rollBack(town, { to: 1, by: 'cyd', reason: 'nobody answered' })).toMatchObject({
      ok: true,
      version: { number: 3, table: smallTable, reason: 'nobody answered' },
    })
    expect((await town.audit.list({}, all)).items[0]).toMatchObject({
      what: 'rolledBack',
      refs: { again: '1', over: '2', version: '3' },
      changes: [{ before: 30, after: 20 }],
    })
    expect(await rollBack(town, { to: 3, by: 'cyd', reason: 'x' })).toEqual({ ok: false, reason: 'isCurrent' })
    expect(await rollBack(town, { to: 9, by: 'cyd', reason: 'x' })).toEqual({ ok: false, reason: 'noVersion' })
    expect(await rollBack(town, { to: 2, by: 'cyd', reason: 'x', over: 2 })).toEqual({ ok: false, reason: 'conflict' })
    const strict = { ...town, checks: [() => [finding('error', 'uncovered')]] }
    expect(await rollBack(strict, { to: 2, by: 'cyd', reason: 'x' })).toMatchObject({ reason: 'refused' })
    expect((await town.store.current())?.number).toBe(3)
  })
})

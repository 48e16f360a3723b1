import { describe, expect, it } from 'vitest'
import type { DraftRevision } from '../../src/application/ports/draft-store.ts'
import type { AuditAct, AuditEntry } from '../../src/domain/routing/audit-entry.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import { smallTable } from '../support/small-table.ts'
import { noon } from './records.ts'
import { aVersion } from './routing-store.ts'

export const anEntry = (what: AuditAct, about: Partial<AuditEntry> = {}): AuditEntry => ({
  at: noon,
  by: 'api:admin',
  what,
  refs: {},
  changes: [],
  moreChanges: 0,
  why: null,
  ...about,
})
const aDraft = (revision: number, text = `text ${revision}`): DraftRevision => ({
  revision,
  state: 'open',
  table: smallTable,
  text,
  base: 1,
  changedAt: noon + revision,
  changedBy: 'api:admin',
})
const first = { cursor: null, limit: 100 }

/** What the stores of tables, of the draft and of the audit do together. */
export function tableStoresContract(name: string, make: () => Pick<Stores, 'routing' | 'drafts' | 'audit'>): void {
  const acts = async ({ audit }: Pick<Stores, 'audit'>) => (await audit.list({}, first)).items.map(({ what }) => what)

  describe(`${name}: the draft`, () => {
    it('is none at first; it is read as it was saved, and its revisions stay', async () => {
      const { drafts } = make()
      expect(await drafts.latest()).toBeNull()
      expect(await drafts.revision(1)).toBeNull()
      expect(await drafts.save(aDraft(1), anEntry('draftSaved'))).toBe(true)
      expect(await drafts.save(aDraft(2), anEntry('draftSaved'))).toBe(true)
      expect(await drafts.latest()).toEqual(aDraft(2))
      expect(await drafts.revision(1)).toEqual(aDraft(1))
      const gone = { revision: 3, state: 'discarded', changedAt: noon, changedBy: 'api:admin' } as const
      expect(await drafts.save(gone, anEntry('draftDiscarded'))).toBe(true)
      expect(await drafts.latest()).toEqual(gone)
    })

    it('of two who save at once the second is refused; neither draft nor audit knows of it', async () => {
      const stores = make()
      const saved = await Promise.all(
        ['mine', 'yours'].map((text) => stores.drafts.save(aDraft(1, text), anEntry('draftSaved'))),
      )
      expect(saved.sort()).toEqual([false, true])
      expect(await stores.drafts.save(aDraft(3), anEntry('draftSaved'))).toBe(false)
      expect(await acts(stores)).toEqual(['draftSaved'])
    })

    it('ends with its publication, all or nothing', async () => {
      const stores = make()
      await stores.routing.publish(aVersion('first'))
      await stores.drafts.save(aDraft(1), anEntry('draftSaved'))
      const entry = anEntry('published', { refs: { draft: '1' }, why: 'spring' })
      expect(await stores.routing.publish(aVersion('old'), { over: null, draft: 1, entry })).toBeNull()
      expect(await stores.routing.publish(aVersion('stale'), { over: 1, draft: 2, entry })).toBeNull()
      expect(await stores.routing.publish(aVersion('spring'), { over: 1, draft: 1, entry })).toMatchObject({
        number: 2,
      })
      expect(await stores.routing.publish(aVersion('again'), { over: 2, draft: 1, entry })).toBeNull()
      expect((await stores.routing.list()).map(({ reason }) => reason)).toEqual(['spring', 'first'])
      const { publishedAt: changedAt, publishedBy: changedBy } = aVersion('spring')
      expect(await stores.drafts.latest()).toEqual({ revision: 2, state: 'published', changedAt, changedBy })
      expect(await acts(stores)).toEqual(['published', 'draftSaved'])
      expect((await stores.audit.list({ what: 'published' }, first)).items[0]?.refs).toEqual({
        draft: '1',
        version: '2',
      })
    })
  })

  describe(`${name}: the audit`, () => {
    it('is read as it was written, newest first, page by page, by what, whom, when and about what', async () => {
      const { drafts, audit } = make()
      const changes = [{ place: 'units[05].name.en', before: null, after: '供水 works' }]
      for (const revision of [1, 2, 3, 4, 5]) {
        await drafts.save(
          aDraft(revision),
          anEntry(revision % 2 === 0 ? 'draftSaved' : 'draftDiscarded', {
            at: noon + revision,
            by: revision < 3 ? 'api:ann' : 'api:bob',
            refs: { draft: String(revision) },
            changes,
            moreChanges: 7,
            why: 'flood',
          }),
        )
      }
      const sequences = async (...[filter, page]: Parameters<typeof audit.list>) => {
        const { items, nextCursor } = await audit.list(filter, page)
        return { found: items.map(({ sequence }) => sequence), nextCursor }
      }
      expect((await audit.list({}, { cursor: null, limit: 1 })).items).toEqual([
        {
          sequence: 5,
          at: noon + 5,
          by: 'api:bob',
          what: 'draftDiscarded',
          refs: { draft: '5' },
          changes,
          moreChanges: 7,
          why: 'flood',
        },
      ])
      const page = await sequences({}, { cursor: null, limit: 2 })
      expect(page.found).toEqual([5, 4])
      const next = await sequences({}, { cursor: page.nextCursor, limit: 2 })
      expect(next.found).toEqual([3, 2])
      expect(await sequences({}, { cursor: next.nextCursor, limit: 2 })).toEqual({ found: [1], nextCursor: null })
      expect((await sequences({ what: 'draftSaved' }, first)).found).toEqual([4, 2])
      expect((await sequences({ by: 'api:ann' }, first)).found).toEqual([2, 1])
      expect((await sequences({ from: noon + 2, until: noon + 4 }, first)).found).toEqual([3, 2])
      expect((await sequences({ about: { kind: 'draft', id: '3' } }, first)).found).toEqual([3])
      expect((await sequences({ about: { kind: 'version', id: '3' } }, first)).found).toEqual([])
      expect(await sequences({}, { cursor: 'made up', limit: 2 })).toEqual({ found: [], nextCursor: null })
    })
  })
}

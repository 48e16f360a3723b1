import { describe, expect, it } from 'vitest'
import type { DutyChange, DutyRevision } from '../../src/application/ports/duty-store.ts'
import type { Roster } from '../../src/domain/roster/roster.ts'
import { noDuty, type TimedOverride } from '../../src/domain/routing/duty.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import { aClosing, waterRoster } from '../support/rosters.ts'
import { noon } from './records.ts'
import { anEntry } from './table-stores.ts'

const hour = 3_600_000
const first = { cursor: null, limit: 100 }
const gas: Roster = { ...waterRoster, id: 'gas', covers: '04' }
const renamed: Roster = { ...waterRoster, name: { 'zh-CN': '改名', en: 'renamed' } }
const ofRoster = (roster: Roster): DutyChange => ({ kind: 'roster', id: roster.id, roster })
const without = (id: string): DutyChange => ({ kind: 'roster', id, roster: null })
const ofOverride = (override: TimedOverride): DutyChange => ({ kind: 'override', override })
/** Revision n is made n seconds after noon, or when it says. */
const made = (revision: number, change: DutyChange, changedAt = noon + revision * 1000): DutyRevision => ({
  revision,
  changedAt,
  changedBy: 'api:admin',
  change,
})

/** What every store of rosters and timed overrides does. */
export function dutyStoreContract(name: string, make: () => Pick<Stores, 'duty' | 'audit'>): void {
  const entry = anEntry('rosterSaved', { refs: { roster: 'water' } })

  describe(`${name}: the duty`, () => {
    it('is none at first', async () => {
      const { duty } = make()
      expect(await duty.current()).toEqual(noDuty)
      expect(await duty.atRevision(0)).toEqual(noDuty)
      expect(await duty.atRevision(1)).toBeNull()
      expect(await duty.atInstant(noon)).toEqual(noDuty)
      expect(await duty.rosters()).toEqual([])
      expect(await duty.roster('water')).toBeNull()
      expect(await duty.override('closing')).toBeNull()
      expect(await duty.overrides(first)).toEqual({ items: [], nextCursor: null })
    })

    it('is as the changes left it, and every revision can be read again exactly', async () => {
      const { duty } = make()
      const closing = aClosing(noon)
      const ended = { ...closing, ended: { at: noon + 6000, by: 'api:bob' } }
      const changes = [
        ofRoster(waterRoster),
        ofOverride(closing),
        ofRoster(gas),
        ofRoster(renamed),
        without('gas'),
        ofOverride(ended),
        ofRoster(gas),
      ]
      for (const [at, change] of changes.entries()) expect(await duty.save(made(at + 1, change), entry)).toBe(true)
      const expected = [
        noDuty,
        { revision: 1, rosters: [waterRoster], overrides: [] },
        { revision: 2, rosters: [waterRoster], overrides: [closing] },
        { revision: 3, rosters: [waterRoster, gas], overrides: [closing] },
        { revision: 4, rosters: [renamed, gas], overrides: [closing] },
        { revision: 5, rosters: [renamed], overrides: [closing] },
        { revision: 6, rosters: [renamed], overrides: [] },
        { revision: 7, rosters: [renamed, gas], overrides: [] },
      ]
      for (const [revision, then] of expected.entries()) expect(await duty.atRevision(revision)).toEqual(then)
      expect(await duty.current()).toEqual(expected[7])
      expect(await duty.atRevision(8)).toBeNull()
      expect(await duty.override('closing')).toEqual(ended)
    })

    it('is the same object as long as nobody changes it: what was computed from it stays right', async () => {
      const { duty } = make()
      await duty.save(made(1, ofRoster(waterRoster)), entry)
      const before = await duty.current()
      expect(await duty.current()).toBe(before)
      await duty.save(made(2, ofRoster(renamed)), entry)
      expect(await duty.current()).not.toBe(before)
    })

    it('counted at an instant as the newest revision made by then', async () => {
      const { duty } = make()
      await duty.save(made(1, ofRoster(waterRoster)), entry)
      await duty.save(made(2, ofRoster(renamed)), entry)
      expect(await duty.atInstant(noon + 999)).toEqual(noDuty)
      expect(await duty.atInstant(noon + 1000)).toMatchObject({ revision: 1 })
      expect(await duty.atInstant(noon + 1999)).toMatchObject({ revision: 1 })
      expect(await duty.atInstant(noon + 2000)).toMatchObject({ revision: 2 })
      expect(await duty.atInstant(noon + hour)).toMatchObject({ revision: 2 })
    })

    it('leaves out what was over when it was made: years of overrides are not carried along', async () => {
      const { duty } = make()
      const later = aClosing(noon + 5 * hour, { id: 'later' })
      await duty.save(made(1, ofOverride(aClosing(noon))), entry)
      await duty.save(made(2, ofOverride(later)), entry)
      await duty.save(made(3, ofRoster(gas), noon + hour - 1), entry)
      expect((await duty.current()).overrides.map(({ id }) => id)).toEqual(['closing', 'later'])
      await duty.save(made(4, ofRoster(renamed), noon + hour), entry)
      expect((await duty.current()).overrides.map(({ id }) => id)).toEqual(['later'])
      expect((await duty.atRevision(3))?.overrides.map(({ id }) => id)).toEqual(['closing', 'later'])
      expect((await duty.overrides(first)).items.map(({ id }) => id)).toEqual(['later', 'closing'])
    })

    it('of two who write at once the second is refused; neither duty nor audit knows of it', async () => {
      const { duty, audit } = make()
      const saved = await Promise.all([waterRoster, gas].map((one) => duty.save(made(1, ofRoster(one)), entry)))
      expect(saved).toEqual([true, false])
      expect(await duty.save(made(3, ofRoster(gas)), entry)).toBe(false)
      expect(await duty.save(made(1, ofRoster(gas)), entry)).toBe(false)
      expect((await duty.current()).rosters).toEqual([waterRoster])
      expect((await audit.list({}, first)).items).toEqual([{ ...entry, sequence: 1 }])
    })

    it('tells of each roster since when it stands so, and how it stood at a revision', async () => {
      const { duty } = make()
      await duty.save(made(1, ofRoster(waterRoster)), entry)
      await duty.save(made(2, ofRoster(gas)), entry)
      await duty.save({ ...made(3, ofRoster(renamed)), changedBy: 'api:bob' }, entry)
      await duty.save(made(4, without('gas')), entry)
      const standing = { id: 'water', roster: renamed, revision: 3, changedAt: noon + 3000, changedBy: 'api:bob' }
      expect(await duty.rosters()).toEqual([standing])
      expect(await duty.roster('water')).toEqual(standing)
      expect(await duty.roster('water', 2)).toMatchObject({ roster: waterRoster, revision: 1 })
      expect(await duty.roster('gas')).toMatchObject({ roster: null, revision: 4, changedAt: noon + 4000 })
      expect(await duty.roster('gas', 3)).toMatchObject({ roster: gas, revision: 2 })
      expect(await duty.roster('gas', 1)).toBeNull()
    })

    it('tells the overrides page by page, as they were ended, the newest first', async () => {
      const { duty } = make()
      for (const count of [1, 2, 3]) {
        await duty.save(made(count, ofOverride(aClosing(noon, { id: `o${count}` }))), entry)
      }
      const ended = aClosing(noon, { id: 'o1', ended: { at: noon + 10, by: 'api:bob' } })
      await duty.save(made(4, ofOverride(ended)), entry)
      const page = await duty.overrides({ cursor: null, limit: 2 })
      expect(page.items.map(({ id }) => id)).toEqual(['o3', 'o2'])
      expect(await duty.overrides({ cursor: page.nextCursor, limit: 2 })).toEqual({ items: [ended], nextCursor: null })
      expect(await duty.overrides({ cursor: 'made up', limit: 2 })).toEqual({ items: [], nextCursor: null })
    })
  })
}

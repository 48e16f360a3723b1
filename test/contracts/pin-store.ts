import { describe, expect, it } from 'vitest'
import type { AuditReader } from '../../src/application/ports/audit-reader.ts'
import type { PinStore } from '../../src/application/ports/pin-store.ts'
import type { PinRecord } from '../../src/domain/access/pin.ts'
import { noon } from './records.ts'
import { anEntry } from './table-stores.ts'

const aPin = (about: Partial<PinRecord> = {}): PinRecord => ({
  person: 'duty-1',
  revision: 1,
  hash: 'h1',
  setAt: noon,
  setBy: 'api:admin',
  wrong: 0,
  lockedUntil: null,
  ...about,
})

/** What every store of PINs does. */
export function pinStoreContract(
  name: string,
  make: () => { readonly pins: PinStore; readonly audit: AuditReader },
): void {
  describe(`${name}: PINs`, () => {
    it('are none at first, and are read as they were saved', async () => {
      const { pins } = make()
      expect(await pins.read('duty-1')).toBeNull()
      expect(await pins.save(aPin({ wrong: 4, lockedUntil: noon + 1 }))).toBe(true)
      expect(await pins.read('duty-1')).toEqual(aPin({ wrong: 4, lockedUntil: noon + 1 }))
      expect(await pins.read('duty-2')).toBeNull()
    })

    it('of two who write at the same time the second is refused, and nothing is changed', async () => {
      const { pins } = make()
      await pins.save(aPin())
      expect(await pins.save(aPin({ hash: 'h2' }))).toBe(false)
      expect(await pins.save(aPin({ revision: 2, hash: 'h2' }))).toBe(true)
      expect(await pins.save(aPin({ revision: 2, hash: 'h3' }))).toBe(false)
      expect(await pins.save(aPin({ revision: 4, hash: 'h3' }))).toBe(false)
      expect(await pins.read('duty-1')).toEqual(aPin({ revision: 2, hash: 'h2' }))
    })

    it('are in the audit where somebody has set them, and only if they were saved', async () => {
      const { pins, audit } = make()
      const entry = { ...anEntry('pinSet'), refs: { person: 'duty-1' } }
      await pins.save(aPin({ wrong: 1 }))
      await pins.save(aPin(), entry)
      expect((await audit.list({}, { cursor: null, limit: 5 })).items).toEqual([])
      await pins.save(aPin({ revision: 2 }), entry)
      expect((await audit.list({}, { cursor: null, limit: 5 })).items).toEqual([{ ...entry, sequence: 1 }])
    })
  })
}

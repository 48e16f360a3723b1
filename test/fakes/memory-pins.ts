import type { PinHasher } from '../../src/application/ports/pin-hasher.ts'
import type { PinStore } from '../../src/application/ports/pin-store.ts'
import type { PinRecord } from '../../src/domain/access/pin.ts'
import type { AuditEntry } from '../../src/domain/routing/audit-entry.ts'

/** PINs in a map; passes the contract of the real store. `addToAudit`: where the lines of the audit go. */
export function createMemoryPins(addToAudit: (entry: AuditEntry) => void = () => {}): PinStore {
  const rows = new Map<string, PinRecord>()
  return {
    read: async (person) => rows.get(person) ?? null,
    async save(record, entry) {
      if ((rows.get(record.person)?.revision ?? 0) !== record.revision - 1) return false
      rows.set(record.person, record)
      if (entry) addToAudit(entry)
      return true
    },
  }
}

/** Quick, and no secret: for tests alone. */
export const plainPins: PinHasher = {
  hash: async (pin) => `plain:${pin}`,
  matches: async (pin, hash) => hash === `plain:${pin}`,
}

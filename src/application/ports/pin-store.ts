import type { PinRecord } from '../../domain/access/pin.ts'
import type { AuditEntry } from '../../domain/routing/audit-entry.ts'

/** PINs of the centre's people, hashed. */
export interface PinStore {
  /** null: nobody has set one. */
  read(person: string): Promise<PinRecord | null>
  /**
   * Writes revision n over n-1 (1: there is none yet), with its line of the audit where it is an act of somebody's. false:
   * somebody else has written in between; nothing is changed.
   */
  save(record: PinRecord, entry?: AuditEntry): Promise<boolean>
}

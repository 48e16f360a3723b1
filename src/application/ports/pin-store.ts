import type { PinRecord } from '../../domain/access/pin.ts'

/** PINs of the centre's people, hashed. */
export interface PinStore {
  /** null: nobody has set one. */
  read(person: string): Promise<PinRecord | null>
  /** Writes revision n over n-1 (1: there is none yet). false: somebody else has written in between; nothing is changed. */
  save(record: PinRecord): Promise<boolean>
}

import type { PhoneReader } from '../../application/ports/ledger.ts'
import type { DatabaseHandle } from './open-database.ts'
import { phoneAnswers } from './schema/phone-answers.ts'

/** Reads of what is known of telephones: a row each of those that are in the table, or were. */
export function createPhoneReader({ orm }: DatabaseHandle): PhoneReader {
  const all = orm.select().from(phoneAnswers).prepare()
  return { lastAnswered: async () => Object.fromEntries(all.all().map((row) => [row.number, row])) }
}

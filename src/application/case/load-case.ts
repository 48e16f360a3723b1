import type { CaseRecord } from '../../domain/case/case-record.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import type { CaseReader } from '../ports/ledger.ts'

/** A case with what a decision about it must know. */
export type LoadedCase = {
  readonly caseRow: CaseRecord
  readonly orders: readonly OrderRecord[]
  readonly deadlines: readonly DeadlineRecord[]
}

/** Reads a case by its number; null where there is none. */
export async function loadCase(cases: CaseReader, number: string): Promise<LoadedCase | null> {
  const caseRow = await cases.byNumber(number)
  if (!caseRow) return null
  return { caseRow, orders: await cases.orders(caseRow.id), deadlines: await cases.deadlines(caseRow.id) }
}

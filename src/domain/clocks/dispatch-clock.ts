import type { CaseRecord } from '../case/case-record.ts'
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { Instant } from '../instant.ts'
import type { DeadlineRecord } from './deadline-record.ts'
import { setDeadline } from './set-deadline.ts'

/** Whether the centre still looks for the unit that is to lead: its clock to dispatch the case runs. */
export const isLeadSought = (deadlines: readonly DeadlineRecord[]): boolean =>
  deadlines.some(({ kind, status }) => kind === 'dispatch' && status === 'running')

/** From a case without a unit in charge to its order: the centre's own clock. */
export const startDispatchClock = (
  row: CaseRecord,
  { base, from }: { readonly base: 'opened' | 'upheld' | 'withdrawn'; readonly from: Instant },
  decision: Decision,
): Change[] =>
  setDeadline(
    row,
    { kind: 'dispatch', base, from, minutes: decision.table.timings.dispatchMinutes, order: null },
    decision,
  )

/** The deadlines of a case with what a decision changes laid over them. */
export function deadlinesAfter(
  deadlines: readonly DeadlineRecord[],
  changes: readonly Change[],
): readonly DeadlineRecord[] {
  const rows = new Map(deadlines.map((row) => [row.id, row]))
  for (const change of changes) if ('put' in change && change.put === 'deadline') rows.set(change.row.id, change.row)
  return [...rows.values()]
}

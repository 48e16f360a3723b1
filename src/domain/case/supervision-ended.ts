import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import type { CaseRecord } from './case-record.ts'

/** Supervision ends with the case: the line that says so, where it does. */
export const supervisionEnded = (row: CaseRecord, decision: Pick<Decision, 'line'>, why: string): Change[] =>
  row.supervision === null
    ? []
    : [
        decision.line(row.id, 'supervisionLifted', {
          before: { class: row.supervision.class },
          after: { class: null },
          why,
        }),
      ]

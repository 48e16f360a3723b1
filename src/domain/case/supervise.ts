/**
 * Promise to the citizen: a special, major, complex or difficult matter is watched by those above before anything of it is late
 * (督办).
 */
import type { Change } from '../change.ts'
import type { Decision } from '../decision.ts'
import { isOpen, type OrderRecord } from '../dispatch/order-record.ts'
import { tellOffice } from '../messaging/tell-office.ts'
import { tellUnit } from '../messaging/tell-unit.ts'
import { inWords } from '../messaging/what-and-where.ts'
import type { Duty } from '../routing/duty.ts'
import type { CaseRecord } from './case-record.ts'
import { isOver } from './close-without-orders.ts'
import type { Actor } from './timeline-line.ts'

export type SupervisedCase = {
  readonly caseRow: CaseRecord
  readonly orders: readonly OrderRecord[]
  readonly duty: Duty
}

export type SupervisionRefusal = {
  readonly ok: false
  /** `caseOver`: closed, merged or cancelled. */
  readonly reason: 'caseOver' | 'unknownClass' | 'alreadySupervised' | 'notSupervised'
}

type Done = { readonly ok: true; readonly caseRow: CaseRecord; readonly changes: Change[] }

/** Puts a case under supervision: the units whose orders are open are told, one message each, and so is the supervision office. */
export function supervise(
  { caseRow, orders, duty }: SupervisedCase,
  { class: id, by, reasonRef }: { readonly class: string; readonly by: Actor; readonly reasonRef: string },
  decision: Decision,
): SupervisionRefusal | Done {
  if (isOver(caseRow)) return { ok: false, reason: 'caseOver' }
  const known = decision.table.supervisionClasses.find((candidate) => candidate.id === id)
  if (known === undefined) return { ok: false, reason: 'unknownClass' }
  if (caseRow.supervision !== null) return { ok: false, reason: 'alreadySupervised' }
  const row: CaseRecord = {
    ...caseRow,
    revision: caseRow.revision + 1,
    supervision: { class: id, at: decision.now, by },
  }
  // A case may be put under supervision again; each time all are told anew.
  const about = {
    caseRow: row,
    duty,
    dedupeKey: `supervised:${row.id}:${row.revision}`,
    variables: { class: inWords(known.name, decision.table.languages[0] ?? 'zh-CN') },
    variableRefs: { reason: reasonRef },
  }
  const office = tellOffice('supervision', { ...about, kind: 'caseSupervised' }, decision)
  const open = orders.filter(isOpen)
  return {
    ok: true,
    caseRow: row,
    changes: [
      { put: 'case', row },
      decision.line(row.id, 'supervisionBegun', {
        actor: by,
        refs: { result: reasonRef },
        after: { class: id, units: open.map(({ unit }) => unit), informed: office.people },
      }),
      ...open.flatMap((order) =>
        tellUnit({ ...about, kind: 'orderSupervised', order, dedupeKey: `${about.dedupeKey}:${order.id}` }, decision),
      ),
      ...office.changes,
    ],
  }
}

/** Lifts it, for a reason; the supervision office is told. */
export function liftSupervision(
  { caseRow, duty }: Pick<SupervisedCase, 'caseRow' | 'duty'>,
  { by, reasonRef }: { readonly by: Actor; readonly reasonRef: string },
  decision: Decision,
): SupervisionRefusal | Done {
  if (caseRow.supervision === null || isOver(caseRow)) return { ok: false, reason: 'notSupervised' }
  const row: CaseRecord = { ...caseRow, revision: caseRow.revision + 1, supervision: null }
  const office = tellOffice(
    'supervision',
    {
      kind: 'supervisionLifted',
      caseRow: row,
      duty,
      dedupeKey: `supervisionLifted:${row.id}:${row.revision}`,
      variables: {},
      variableRefs: { reason: reasonRef },
    },
    decision,
  )
  return {
    ok: true,
    caseRow: row,
    changes: [
      { put: 'case', row },
      decision.line(row.id, 'supervisionLifted', {
        actor: by,
        refs: { result: reasonRef },
        before: { class: caseRow.supervision.class },
        after: { class: null, informed: office.people },
      }),
      ...office.changes,
    ],
  }
}

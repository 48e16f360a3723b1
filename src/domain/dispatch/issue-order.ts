import type { CaseRecord } from '../case/case-record.ts'
import { caseStatusOf } from '../case/case-status-of.ts'
import type { Change } from '../change.ts'
import type { DeadlineRecord } from '../clocks/deadline-record.ts'
import { isLeadSought } from '../clocks/dispatch-clock.ts'
import { setDeadline, settleDeadlines } from '../clocks/set-deadline.ts'
import type { Decision } from '../decision.ts'
import { promisesOf } from '../routing/promises-of.ts'
import type { OrderRecord } from './order-record.ts'
import { keepLead, leadingOrder } from './succession.ts'

/**
 * Hands a case to a unit. The clock for acceptance starts now, notified or not: a unit whose telephones are dead must not
 * be forgotten. The first order of a case leads (首接责任制), and so does one that the centre owed: its own clock, to
 * dispatch the case, is settled with it.
 * @param others the case's orders so far.
 * @param as.lead false: it is there to support whoever leads; where nobody does yet it leads until the unit in charge is
 *   found, for which the centre's clock goes on. true: it leads from now on.
 * @param as.designated designation by which the unit gets what belongs to nobody.
 * @param as.was the orders before the change that this is a part of, where `others` are changed and not yet written.
 * @returns `orders`: all of the case, as they are now.
 */
export function issueOrder(
  row: CaseRecord,
  unitId: string,
  others: readonly OrderRecord[],
  decision: Decision,
  deadlines: readonly DeadlineRecord[] = [],
  as: {
    readonly lead?: boolean
    readonly designated?: string | null
    readonly was?: readonly OrderRecord[]
  } = {},
): { order: OrderRecord; orders: readonly OrderRecord[]; caseRow: CaseRecord; changes: Change[] } {
  const unit = decision.table.units.find((candidate) => candidate.id === unitId)
  if (!unit) throw new Error(`The routing table ${decision.tableVersion} has no unit ${unitId}`)
  const wasSought = isLeadSought(deadlines)
  const isSupport = as.lead === false
  const leads = as.lead ?? (wasSought || leadingOrder(others) === null)
  const issued: OrderRecord = {
    id: decision.newId(),
    caseId: row.id,
    revision: 1,
    unit: unitId,
    code: null,
    lead: leads,
    staysResponsibleSince: null,
    designated: as.designated ?? null,
    status: 'issued',
    issuedAt: decision.now,
    notifiedAt: null,
    acceptedAt: null,
    acceptedBy: null,
    arrivedAt: null,
    situationAt: null,
    situationRef: null,
    completedAt: null,
    fedBackAt: null,
    closedAt: null,
    withdrawnAt: null,
    returned: null,
    ruling: null,
    resultRef: null,
    sentBack: null,
    skipped: [],
  }
  const kept = keepLead(
    {
      caseId: row.id,
      was: as.was ?? others,
      is: [...others, issued],
      wasSought,
      isSought: wasSought && isSupport,
      ...(leads ? { to: issued.id } : {}),
    },
    decision,
  )
  const order = kept.orders.find(({ id }) => id === issued.id) as OrderRecord
  const caseRow: CaseRecord = { ...row, status: caseStatusOf(row, kept.orders) }
  return {
    order,
    orders: kept.orders,
    caseRow,
    changes: [
      decision.line(row.id, 'orderIssued', {
        refs: { order: order.id },
        after: {
          unit: unitId,
          lead: order.lead,
          status: order.status,
          ...(order.designated === null ? {} : { designated: order.designated }),
        },
      }),
      ...kept.changes,
      ...(isSupport ? [] : settleDeadlines(deadlines, ['dispatch'], null, decision.now)),
      ...setDeadline(
        row,
        {
          kind: 'accept',
          base: 'issued',
          from: decision.now,
          minutes: promisesOf(unit, row.category, row.urgency).acceptMinutes,
          order,
        },
        decision,
      ),
    ],
  }
}

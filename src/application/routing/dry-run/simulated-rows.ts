import type { CaseRecord } from '../../../domain/case/case-record.ts'
import type { Change } from '../../../domain/change.ts'
import type { DeadlineRecord } from '../../../domain/clocks/deadline-record.ts'
import { localDay } from '../../../domain/clocks/local-time.ts'
import type { OrderRecord } from '../../../domain/dispatch/order-record.ts'
import type { MessageRecord } from '../../../domain/messaging/message-record.ts'
import { renderMessage } from '../../../domain/messaging/render-message.ts'
import type { What } from './dry-run-line.ts'

/** What a dry run has saved. It forgets all at its end: nothing is written, nothing is sent. */
export type SimulatedRows = {
  readonly cases: Map<string, CaseRecord>
  readonly orders: Map<string, OrderRecord>
  readonly deadlines: Map<string, DeadlineRecord>
  readonly numbers: Map<string, string>
  readonly sentKeys: Set<string>
  /** Codes of orders given so far. */
  codes: number
}

export const noRows = (): SimulatedRows => ({
  cases: new Map(),
  orders: new Map(),
  deadlines: new Map(),
  numbers: new Map(),
  sentKeys: new Set(),
  codes: 0,
})

/** First code that a unit's orders get. */
const firstCode = 100

/**
 * Saves what a decision changes, as the store does: a new case gets its number (the day's first ones), an order its code, a
 * message is sent once a key.
 * @returns what is to be told of it, in its order, and the numbers of the new cases by id.
 */
export function saveChanges(
  rows: SimulatedRows,
  changes: readonly Change[],
  zone: string,
): { readonly told: readonly What[]; readonly numbered: ReadonlyMap<string, string> } {
  const told: What[] = []
  const numbered = new Map<string, string>()
  for (const change of changes) {
    if (!('put' in change)) continue
    switch (change.put) {
      case 'personal':
        if (change.row.value !== null) rows.numbers.set(change.row.id, change.row.value)
        break
      case 'case': {
        const before = rows.cases.get(change.row.id)
        const number = before?.number ?? caseNumber(rows, change.row, zone)
        const row = { ...change.row, number }
        rows.cases.set(row.id, row)
        if (before === undefined) {
          numbered.set(row.id, number)
          told.push({ what: 'opensCase', row })
        }
        break
      }
      case 'order': {
        const before = rows.orders.get(change.row.id)
        const row = { ...change.row, code: before?.code ?? nextCode(rows) }
        rows.orders.set(row.id, row)
        if (before?.status !== row.status) told.push({ what: 'order', row, status: row.status })
        break
      }
      case 'deadline': {
        const before = rows.deadlines.get(change.row.id)
        rows.deadlines.set(change.row.id, change.row)
        if (before?.status !== change.row.status)
          told.push({ what: 'deadline', row: change.row, status: change.row.status })
        break
      }
      case 'message':
        if (rows.sentKeys.has(change.row.dedupeKey)) break
        rows.sentKeys.add(change.row.dedupeKey)
        told.push(messageTold(rows, change.row))
        break
      default:
    }
  }
  return { told, numbered }
}

const caseNumber = (rows: SimulatedRows, row: CaseRecord, zone: string): string =>
  `${localDay(row.openedAt, zone)}${String(rows.cases.size + 1).padStart(4, '0')}`

function nextCode(rows: SimulatedRows): string {
  rows.codes += 1
  return String(firstCode + rows.codes - 1)
}

/** The message as it would be sent: the case's number and the order's code are there by then. */
function messageTold(rows: SimulatedRows, row: MessageRecord): What {
  const { variables, variableRefs, caseId, orderId } = row
  const personal = Object.entries(variableRefs).map(([name, ref]) => [name, rows.numbers.get(ref) ?? null])
  const given = {
    ...variables,
    ...Object.fromEntries(personal),
    ...(variables.caseNumber === '' ? { caseNumber: rows.cases.get(caseId ?? '')?.number ?? '' } : {}),
    ...(variables.code === '' ? { code: rows.orders.get(orderId ?? '')?.code ?? '' } : {}),
  }
  const { text } = renderMessage(row.kind, row.language, given)
  return { what: 'message', row, to: rows.numbers.get(row.toRef) ?? '', text }
}

/** A case with what a decision about it must know; null: there is none yet. */
export function subjectOf(rows: SimulatedRows, caseId: string | null) {
  const caseRow = caseId === null ? undefined : rows.cases.get(caseId)
  if (caseRow === undefined) return null
  const ofCase = <Row extends { readonly caseId: string }>(all: ReadonlyMap<string, Row>): readonly Row[] =>
    [...all.values()].filter((row) => row.caseId === caseRow.id)
  return { caseRow, orders: ofCase(rows.orders), deadlines: ofCase(rows.deadlines) }
}

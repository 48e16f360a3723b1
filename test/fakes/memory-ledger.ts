import { caseNumberOf, readCaseNumber } from '../../src/adapters/db/case-number.ts'
import { type LocalDay, localDayIn } from '../../src/adapters/db/local-day.ts'
import { nextOrderCode } from '../../src/adapters/db/order-code.ts'
import type { AuditReader } from '../../src/application/ports/audit-reader.ts'
import type { DraftStore } from '../../src/application/ports/draft-store.ts'
import type { DutyStore } from '../../src/application/ports/duty-store.ts'
import type { EventFeed } from '../../src/application/ports/event-feed.ts'
import type {
  CallReader,
  CaseReader,
  Commit,
  CommitOutcome,
  DeadlineReader,
  InboundReader,
  Ledger,
  MessageReader,
  PhoneReader,
} from '../../src/application/ports/ledger.ts'
import type { RecordReader } from '../../src/application/ports/record-reader.ts'
import type { RoutingStore } from '../../src/application/ports/routing-store.ts'
import type { Change } from '../../src/domain/change.ts'
import { isOpen } from '../../src/domain/dispatch/order-record.ts'
import { compareRows } from '../../src/domain/record/compare-rows.ts'
import { keyOf, rebuildRows } from '../../src/domain/record/rebuild-rows.ts'
import { type RecordedLine, recordCommit, type WrittenRow } from '../../src/domain/record/record-commit.ts'
import { eventsOf } from '../../src/domain/record/record-event.ts'
import { type RecordedRow, recordedPart } from '../../src/domain/record/recorded-row.ts'
import { memoryEvents } from './memory-events.ts'
import { callReader, caseReader, deadlineReader, inboundReader, messageReader } from './memory-readers.ts'
import { memoryRecord } from './memory-record.ts'
import { emptyState, type State } from './memory-state.ts'
import { memoryTableStores, type TableStores } from './memory-table-stores.ts'

/** Everything that is stored, behind the ports. */
export type Stores = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly deadlines: DeadlineReader
  readonly calls: CallReader
  readonly messages: MessageReader
  readonly inbound: InboundReader
  readonly phones: PhoneReader
  readonly record: RecordReader
  readonly events: EventFeed
  readonly routing: RoutingStore
  readonly drafts: DraftStore
  readonly audit: AuditReader
  readonly duty: DutyStore
}

/**
 * The ledger and its readers in plain maps: passes the contract that the real ones pass, and forgets all at the end. Each
 * commit is checked: what it did to rows follows from its lines.
 * @returns `strictLedger` for what is tested: there a change of a case, an order, a deadline or a message that no line
 *   explains is a bug. By `ledger` a test may put rows without.
 */
export function memoryStores(
  options: { readonly localDay?: LocalDay } = {},
): Stores & TableStores & { readonly strictLedger: Ledger } {
  const localDay = options.localDay ?? localDayIn('Asia/Shanghai')
  let state = emptyState()
  const ledgerOf = (isStrict: boolean): Ledger => ({
    async commit(commit): Promise<CommitOutcome> {
      const draft = copyOf(state)
      const given = apply(draft, structuredClone(commit), { localDay, isStrict })
      if (given === null) return { ok: false, reason: 'conflict' }
      state = draft
      return { ok: true, ...given }
    },
  })
  const now = () => state
  return {
    ledger: ledgerOf(false),
    strictLedger: ledgerOf(true),
    cases: caseReader(now),
    deadlines: deadlineReader(now),
    calls: callReader(now),
    messages: messageReader(now),
    inbound: inboundReader(now),
    phones: { lastAnswered: async () => Object.fromEntries(state.phoneAnswer) },
    record: memoryRecord(now),
    events: memoryEvents(now),
    ...memoryTableStores(),
  }
}

const copyOf = (state: State): State =>
  Object.fromEntries(
    Object.entries(state).map(([name, part]) => [
      name,
      Array.isArray(part) ? [...part] : new Map<unknown, unknown>(part),
    ]),
  ) as State

/** null: a conflict. Throws where the database would: for a reference to what does not exist. */
function apply(
  state: State,
  commit: Commit,
  { localDay, isStrict }: { readonly localDay: LocalDay; readonly isStrict: boolean },
) {
  const caseNumbers: Record<string, string> = {}
  const orderCodes: Record<string, string> = {}
  const written = new Map<string, WrittenRow>()
  const note = (before: RecordedRow | null, after: RecordedRow): void => {
    const key = `${after.table} ${after.table === 'recording' ? after.row.name : after.row.id}`
    written.set(key, { before: written.has(key) ? (written.get(key)?.before ?? null) : before, after })
  }
  for (const change of commit.changes) {
    if ('add' in change) continue
    if (change.put === 'case') {
      const stored = state.case.get(change.row.id)
      if ((stored?.revision ?? 0) !== change.row.revision - 1) return null
      const number = stored?.number ?? change.row.number ?? nextNumber(state, localDay(change.row.openedAt))
      if (!stored && change.row.number === null) caseNumbers[change.row.id] = number
      takeNumber(state, number)
      const row = { ...change.row, number }
      state.case.set(row.id, row)
      note(stored ? { table: 'case', row: stored } : null, { table: 'case', row })
    } else if (change.put === 'order') {
      const stored = state.order.get(change.row.id)
      if ((stored?.revision ?? 0) !== change.row.revision - 1) return null
      const code = stored?.code ?? change.row.code ?? (stored ? null : nextCode(state, change.row.unit))
      if (!stored && change.row.code === null && code !== null) orderCodes[change.row.id] = code
      const row = { ...change.row, code }
      state.order.set(row.id, row)
      note(stored ? { table: 'order', row: stored } : null, { table: 'order', row })
    } else if (change.put === 'deadline') {
      const stored = state.deadline.get(change.row.id)
      if ((stored?.revision ?? 0) !== change.row.revision - 1) return null
      state.deadline.set(change.row.id, change.row)
      note(stored ? { table: 'deadline', row: stored } : null, { table: 'deadline', row: change.row })
    } else if (change.put === 'message') {
      const { id, dedupeKey, revision } = change.row
      if (revision !== 1 && state.message.get(id)?.revision !== revision - 1) return null
      const isDouble = [...state.message.values()].some((other) => other.id !== id && other.dedupeKey === dedupeKey)
      if (!isDouble && (revision !== 1 || !state.message.has(id))) {
        const stored = state.message.get(id)
        state.message.set(id, change.row)
        note(stored ? { table: 'message', row: stored } : null, { table: 'message', row: change.row })
      }
    } else if (change.put === 'inbound') {
      const { id, transport, transportId } = change.row
      const isDouble = [...state.inbound.values()].some(
        (other) => other.id !== id && other.transport === transport && other.transportId === transportId,
      )
      if (!isDouble) state.inbound.set(id, change.row)
    } else if (change.put === 'phoneAnswer') state.phoneAnswer.set(change.row.number, change.row)
    else if (change.put === 'personal') state.personal.set(change.row.id, change.row)
    else if (change.put === 'recording') {
      const stored = state.recording.get(change.row.name)
      state.recording.set(change.row.name, change.row)
      note(stored ? { table: 'recording', row: stored } : null, { table: 'recording', row: change.row })
    } else {
      const stored = state.call.get(change.row.id)
      state.call.set(change.row.id, change.row)
      note(stored ? { table: 'call', row: stored } : null, { table: 'call', row: change.row })
    }
  }
  const lines = commit.changes.flatMap((change) => ('add' in change ? [change.row] : []))
  const recorded = recordCommit(lines, [...written.values()], automaticLine(state))
  const unexplained = recorded.slice(lines.length).find(({ what }) => /^(case|order|deadline|message)/.test(what))
  if (isStrict && unexplained) throw new Error(`No line says why: ${JSON.stringify(unexplained)}`)
  record(state, recorded, [...written.values()])
  for (const event of eventsOf(recorded, [...written.values()], automaticLine(state).now)) {
    state.events.push({ ...event, sequence: (state.events.at(-1)?.sequence ?? 0) + 1 })
  }
  for (const snapshot of commit.snapshots ?? []) {
    if (snapshot.state === null) state.snapshots.delete(snapshot.callId)
    else state.snapshots.set(snapshot.callId, snapshot.state)
  }
  state.log.push(...(commit.log ?? []))
  for (const change of commit.changes) checkReferences(state, change)
  for (const { callId } of [...(commit.snapshots ?? []).filter((each) => each.state), ...(commit.log ?? [])]) {
    mustExist(state.call, callId)
  }
  return { caseNumbers, orderCodes }
}

/** The clock of an automatic line is that of the last line, which is near enough. */
const automaticLine = (state: State) => ({
  now: state.timeline.at(-1)?.at ?? 0,
  newId: () => `line${state.timeline.length}`,
})

/** @throws when the rows that were written can't be rebuilt from the lines: a bug of the record. */
function record(state: State, lines: readonly RecordedLine[], written: readonly WrittenRow[]): void {
  state.timeline.push(...lines)
  for (const { caseId, rows } of lines) {
    for (const part of rebuildRows([{ caseId, rows }])) {
      const key = keyOf(part)
      state.rebuilt.set(key, { ...part, fields: { ...state.rebuilt.get(key)?.fields, ...part.fields } })
    }
  }
  for (const { after } of written) {
    const part = recordedPart(after)
    const rebuilt = part && state.rebuilt.get(keyOf(part))
    const differences = part === null ? [] : compareRows(rebuilt ? [rebuilt] : [], [part])
    if (differences.length > 0) throw new Error(`The record is not complete: ${JSON.stringify(differences)}`)
  }
}

function nextNumber(state: State, day: string): string {
  return caseNumberOf(day, (state.lastOfDay.get(day) ?? 0) + 1)
}

function takeNumber(state: State, number: string): void {
  const read = readCaseNumber(number)
  if (read) state.lastOfDay.set(read.day, Math.max(state.lastOfDay.get(read.day) ?? 0, read.sequence))
}

function nextCode(state: State, unit: string): string | null {
  const open = new Set(
    [...state.order.values()].filter((order) => order.unit === unit && isOpen(order)).map((order) => order.code),
  )
  const code = nextOrderCode(state.lastCode.get(unit) ?? null, (candidate) => open.has(candidate))
  if (code !== null) state.lastCode.set(unit, Number(code))
  return code
}

function checkReferences(state: State, change: Change): void {
  const { row } = change
  if ('caseId' in row && row.caseId !== null) mustExist(state.case, row.caseId)
  if ('orderId' in row && row.orderId !== null) mustExist(state.order, row.orderId)
  if ('callId' in row) mustExist(state.call, row.callId)
}

function mustExist(rows: ReadonlyMap<string, unknown>, id: string): void {
  if (!rows.has(id)) throw new Error(`A change refers to ${id}, which does not exist`)
}

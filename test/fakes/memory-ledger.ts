import { caseNumberOf, readCaseNumber } from '../../src/adapters/db/case-number.ts'
import { type LocalDay, localDayIn } from '../../src/adapters/db/local-day.ts'
import { nextOrderCode } from '../../src/adapters/db/order-code.ts'
import { readCursor, toPage } from '../../src/adapters/db/page.ts'
import { openCaseStatuses } from '../../src/adapters/db/schema/cases.ts'
import { overOrderStatuses } from '../../src/adapters/db/schema/orders.ts'
import type {
  CallLogLine,
  CallReader,
  CaseReader,
  Commit,
  CommitOutcome,
  Ledger,
  MessageReader,
  Page,
  PageRequest,
} from '../../src/application/ports/ledger.ts'
import type { RoutingStore, RoutingVersion } from '../../src/application/ports/routing-store.ts'
import type { CallRecord, RecordingRecord } from '../../src/domain/call/call-record.ts'
import type { CallState } from '../../src/domain/call/call-state.ts'
import type { CaseRecord, PersonalRecord } from '../../src/domain/case/case-record.ts'
import type { TimelineLine } from '../../src/domain/case/timeline-line.ts'
import type { Change } from '../../src/domain/change.ts'
import type { DeadlineRecord } from '../../src/domain/clocks/deadline-record.ts'
import type { OrderRecord } from '../../src/domain/dispatch/order-record.ts'
import type { MessageRecord } from '../../src/domain/messaging/message-record.ts'

/** Everything that is stored, behind the ports. */
export type Stores = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly calls: CallReader
  readonly messages: MessageReader
  readonly routing: RoutingStore
}

const emptyState = () => ({
  case: new Map<string, CaseRecord>(),
  order: new Map<string, OrderRecord>(),
  call: new Map<string, CallRecord>(),
  deadline: new Map<string, DeadlineRecord>(),
  recording: new Map<string, RecordingRecord>(),
  personal: new Map<string, PersonalRecord>(),
  message: new Map<string, MessageRecord>(),
  timeline: [] as TimelineLine[],
  snapshots: new Map<string, CallState>(),
  log: [] as CallLogLine[],
  lastOfDay: new Map<string, number>(),
  lastCode: new Map<string, number>(),
})
type State = ReturnType<typeof emptyState>

/** The ledger and its readers in plain maps: passes the contract that the real ones pass, and forgets all at the end. */
export function memoryStores(options: { readonly localDay?: LocalDay } = {}): Stores {
  const localDay = options.localDay ?? localDayIn('Asia/Shanghai')
  let state = emptyState()
  const ledger: Ledger = {
    async commit(commit): Promise<CommitOutcome> {
      const draft = copyOf(state)
      const given = apply(draft, structuredClone(commit), localDay)
      if (given === null) return { ok: false, reason: 'conflict' }
      state = draft
      return { ok: true, ...given }
    },
  }
  const now = () => state
  return {
    ledger,
    cases: caseReader(now),
    calls: callReader(now),
    messages: messageReader(now),
    routing: routingStore(),
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
function apply(state: State, commit: Commit, localDay: LocalDay) {
  const caseNumbers: Record<string, string> = {}
  const orderCodes: Record<string, string> = {}
  for (const change of commit.changes) {
    if ('add' in change) state.timeline.push(change.row)
    else if (change.put === 'case') {
      const stored = state.case.get(change.row.id)
      if ((stored?.revision ?? 0) !== change.row.revision - 1) return null
      const number = stored?.number ?? change.row.number ?? nextNumber(state, localDay(change.row.openedAt))
      if (!stored && change.row.number === null) caseNumbers[change.row.id] = number
      takeNumber(state, number)
      state.case.set(change.row.id, { ...change.row, number })
    } else if (change.put === 'order') {
      const stored = state.order.get(change.row.id)
      if ((stored?.revision ?? 0) !== change.row.revision - 1) return null
      const code = stored?.code ?? change.row.code ?? (stored ? null : nextCode(state, change.row.unit))
      if (!stored && change.row.code === null && code !== null) orderCodes[change.row.id] = code
      state.order.set(change.row.id, { ...change.row, code })
    } else if (change.put === 'message') {
      const { id, dedupeKey } = change.row
      const isDouble = [...state.message.values()].some((other) => other.id !== id && other.dedupeKey === dedupeKey)
      if (!isDouble) state.message.set(id, change.row)
    } else if (change.put === 'recording') state.recording.set(change.row.name, change.row)
    else (state[change.put] as Map<string, typeof change.row>).set(change.row.id, change.row)
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

function nextNumber(state: State, day: string): string {
  return caseNumberOf(day, (state.lastOfDay.get(day) ?? 0) + 1)
}

function takeNumber(state: State, number: string): void {
  const read = readCaseNumber(number)
  if (read) state.lastOfDay.set(read.day, Math.max(state.lastOfDay.get(read.day) ?? 0, read.sequence))
}

function nextCode(state: State, unit: string): string | null {
  const open = new Set(
    [...state.order.values()].filter((order) => order.unit === unit && !isOver(order)).map((order) => order.code),
  )
  const code = nextOrderCode(state.lastCode.get(unit) ?? null, (candidate) => open.has(candidate))
  if (code !== null) state.lastCode.set(unit, Number(code))
  return code
}

const isOver = (order: OrderRecord): boolean => overOrderStatuses.some((status) => status === order.status)

function checkReferences(state: State, change: Change): void {
  const { row } = change
  if ('caseId' in row && row.caseId !== null) mustExist(state.case, row.caseId)
  if ('orderId' in row && row.orderId !== null) mustExist(state.order, row.orderId)
  if ('callId' in row) mustExist(state.call, row.callId)
}

function mustExist(rows: ReadonlyMap<string, unknown>, id: string): void {
  if (!rows.has(id)) throw new Error(`A change refers to ${id}, which does not exist`)
}

/** Sorts by instant, then id, as the database does. */
const byKey =
  <Row>(key: (row: Row) => { readonly at: number; readonly id: string }) =>
  (one: Row, other: Row): number => {
    const [a, b] = [key(one), key(other)]
    return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  }

function listed<Row>(
  rows: Iterable<Row>,
  page: PageRequest,
  key: (row: Row) => { readonly at: number; readonly id: string },
): Page<Row> {
  const after = page.cursor === null ? undefined : readCursor(page.cursor)
  const isAfter = (row: Row): boolean => {
    if (after === undefined) return true
    return after !== null && byKey<{ at: number; id: string }>((each) => each)(key(row), after) < 0
  }
  const newestFirst = [...rows].sort(byKey(key)).reverse()
  return toPage(newestFirst.filter(isAfter), page.limit, key)
}

function caseReader(state: () => State): CaseReader {
  const of = <Row extends { readonly caseId: string | null }>(rows: Iterable<Row>, caseId: string): Row[] =>
    [...rows].filter((row) => row.caseId === caseId)
  const isOfCaller = (row: CaseRecord, caller: string): boolean =>
    [row.callerRef, row.callBackRef].some((ref) => {
      const person = ref === null ? undefined : state().personal.get(ref)
      return person?.kind === 'phone' && person.value === caller
    })
  return {
    byId: async (id) => state().case.get(id) ?? null,
    byNumber: async (number) => [...state().case.values()].find((row) => row.number === number) ?? null,
    async list(filter, page) {
      const found = [...state().case.values()].filter(
        (row) =>
          (filter.status === undefined || row.status === filter.status) &&
          (filter.category === undefined || row.category === filter.category) &&
          (filter.origin === undefined || row.origin === filter.origin) &&
          (filter.unit === undefined || of(state().order.values(), row.id).some(({ unit }) => unit === filter.unit)) &&
          (filter.caller === undefined || isOfCaller(row, filter.caller)) &&
          (filter.openedFrom === undefined || row.openedAt >= filter.openedFrom) &&
          (filter.openedTo === undefined || row.openedAt < filter.openedTo),
      )
      return listed(found, page, (row) => ({ at: row.openedAt, id: row.id }))
    },
    orders: async (caseId) =>
      of(state().order.values(), caseId).sort(byKey((row) => ({ at: row.issuedAt, id: row.id }))),
    order: async (id) => state().order.get(id) ?? null,
    deadlines: async (caseId) =>
      of(state().deadline.values(), caseId).sort(byKey((row) => ({ at: row.due, id: row.id }))),
    timeline: async (caseId) => of(state().timeline, caseId).sort((one, other) => one.at - other.at),
    calls: async (caseId) => of(state().call.values(), caseId).sort(byKey((row) => ({ at: row.openedAt, id: row.id }))),
    recordings: async (caseId) =>
      of(state().recording.values(), caseId).sort(byKey((row) => ({ at: row.startedAt, id: row.name }))),
    personal: async (ids) =>
      Object.fromEntries(
        ids.map((id) => state().personal.get(id)).flatMap((row) => (row && row.value !== null ? [[row.id, row]] : [])),
      ),
    countOpen: async () =>
      [...state().case.values()].filter((row) => openCaseStatuses.some((status) => status === row.status)).length,
  }
}

function callReader(state: () => State): CallReader {
  return {
    byId: async (id) => state().call.get(id) ?? null,
    async list(filter, page) {
      const found = [...state().call.values()].filter(
        (row) =>
          (filter.open === undefined || filter.open === (row.endedAt === null)) &&
          (filter.result === undefined || row.termination?.result === filter.result) &&
          (filter.caseId === undefined || row.caseId === filter.caseId),
      )
      return listed(found, page, (row) => ({ at: row.openedAt, id: row.id }))
    },
    open: async () =>
      [...state().call.values()].sort(byKey((row) => ({ at: row.openedAt, id: row.id }))).flatMap((call) => {
        const snapshot = state().snapshots.get(call.id)
        return snapshot === undefined ? [] : [{ call, state: snapshot }]
      }),
    log: async (callId) => state().log.filter((line) => line.callId === callId),
    recording: async (name) => state().recording.get(name) ?? null,
  }
}

function messageReader(state: () => State): MessageReader {
  return {
    async list(filter, page) {
      const found = [...state().message.values()].filter(
        (row) =>
          (filter.status === undefined || row.status === filter.status) &&
          (filter.caseId === undefined || row.caseId === filter.caseId),
      )
      return listed(found, page, (row) => ({ at: row.createdAt, id: row.id }))
    },
    async oldestPending() {
      const waiting = [...state().message.values()].filter(({ status }) => status === 'pending' || status === 'sending')
      return waiting.length === 0 ? null : Math.min(...waiting.map((row) => row.createdAt))
    },
  }
}

function routingStore(): RoutingStore {
  const versions: RoutingVersion[] = []
  return {
    current: async () => versions.at(-1) ?? null,
    version: async (number) => versions[number - 1] ?? null,
    list: async () => versions.map(({ table: _, ...version }) => version).reverse(),
    async publish(version) {
      const published = structuredClone({ ...version, number: versions.length + 1 })
      versions.push(published)
      return published
    },
  }
}

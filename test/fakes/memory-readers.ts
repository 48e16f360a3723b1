import { readCursor, toPage } from '../../src/adapters/db/page.ts'
import { openCaseStatuses } from '../../src/adapters/db/schema/cases.ts'
import type {
  CallReader,
  CaseReader,
  DeadlineReader,
  InboundReader,
  MessageReader,
  Page,
  PageRequest,
  WatchKey,
} from '../../src/application/ports/ledger.ts'
import type { CaseRecord } from '../../src/domain/case/case-record.ts'
import { isOver } from '../../src/domain/case/close-without-orders.ts'
import type { DeadlineRecord } from '../../src/domain/clocks/deadline-record.ts'
import { hasClockAhead } from '../../src/domain/clocks/has-clock-ahead.ts'
import { isOpen } from '../../src/domain/dispatch/order-record.ts'
import { isPlannedByAnotherClock } from '../../src/domain/messaging/next-attempt.ts'
import type { State } from './memory-state.ts'

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

export function caseReader(state: () => State): CaseReader {
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
          (filter.serious === undefined || filter.serious === (row.serious !== null)) &&
          (filter.supervised === undefined || filter.supervised === (row.supervision !== null && !isOver(row))) &&
          (filter.openedFrom === undefined || row.openedAt >= filter.openedFrom) &&
          (filter.openedTo === undefined || row.openedAt < filter.openedTo),
      )
      return listed(found, page, (row) => ({ at: row.openedAt, id: row.id }))
    },
    orders: async (caseId) =>
      of(state().order.values(), caseId).sort(byKey((row) => ({ at: row.issuedAt, id: row.id }))),
    order: async (id) => state().order.get(id) ?? null,
    openOrders: async (units, code) =>
      [...state().order.values()]
        .filter((row) => units.includes(row.unit) && (code === undefined || row.code === code))
        .filter(isOpen)
        .sort(byKey((row) => ({ at: row.issuedAt, id: row.id }))),
    deadlines: async (caseId) =>
      of(state().deadline.values(), caseId).sort(byKey((row) => ({ at: row.due, id: row.id }))),
    timeline: async (caseId) =>
      of(state().timeline, caseId)
        .sort((one, other) => one.at - other.at)
        .map(({ rows: _, ...line }) => line),
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

const keyText = ({ status, at, id }: WatchKey) =>
  `${(openCaseStatuses as readonly string[]).indexOf(status)} ${String(at).padStart(16, '0')} ${id}`

export function deadlineReader(state: () => State): DeadlineReader {
  const soonest = (key: (row: DeadlineRecord) => number, rows: DeadlineRecord[]) =>
    rows.sort(byKey((row) => ({ at: key(row), id: row.id })))
  const isBehind = (at: number, id: string, key: { at: number; id: string }) =>
    at > key.at || (at === key.at && id > key.id)
  return {
    async due(now, limit, after) {
      const rows = [...state().deadline.values()].filter(
        ({ nextStepAt, id }) =>
          nextStepAt !== null && nextStepAt <= now && (after === null || isBehind(nextStepAt, id, after)),
      )
      return soonest((row) => row.nextStepAt ?? 0, rows).slice(0, limit)
    },
    async watch(now, limit, after) {
      const open = [...state().case.values()]
        .filter((row) => openCaseStatuses.some((status) => status === row.status))
        .map(({ status, openedAt, id }) => ({ status, at: openedAt, id }))
        .sort((one, other) => (keyText(one) < keyText(other) ? -1 : 1))
        .filter((row) => after === null || keyText(row) > keyText(after))
        .slice(0, limit)
      const last = open.at(-1)
      const isWatched = (id: string) =>
        hasClockAhead(
          [...state().deadline.values()].filter(({ caseId }) => caseId === id),
          now,
        )
      return {
        unwatched: open.map(({ id }) => id).filter((id) => !isWatched(id)),
        after: last === undefined || open.length < limit ? null : last,
      }
    },
    async escalating({ kind, unit, category }, limit, after) {
      const rows = [...state().deadline.values()].filter(
        (row) =>
          row.nextStepAt !== null &&
          (kind === undefined || row.kind === kind) &&
          (unit === undefined || row.reason.unit === unit) &&
          (category === undefined || row.reason.category === category) &&
          (after === null || isBehind(row.nextStepAt, row.id, after)),
      )
      return soonest((row) => row.nextStepAt ?? 0, rows).slice(0, limit)
    },
    async running({ dueTo, kind }, page) {
      const key = page.cursor === null ? undefined : readCursor(page.cursor)
      const rows = [...state().deadline.values()].filter(
        (row) =>
          row.status === 'running' &&
          (dueTo === undefined || row.due <= dueTo) &&
          (kind === undefined || row.kind === kind) &&
          (key === undefined || (key !== null && isBehind(row.due, row.id, key))),
      )
      return toPage(
        soonest((row) => row.due, rows),
        page.limit,
        (row) => ({ at: row.due, id: row.id }),
      )
    },
  }
}

export function callReader(state: () => State): CallReader {
  return {
    byId: async (id) => state().call.get(id) ?? null,
    async list(filter, page) {
      const found = [...state().call.values()].filter(
        (row) =>
          (filter.open === undefined || filter.open === (row.endedAt === null)) &&
          (filter.result === undefined || row.termination?.result === filter.result) &&
          (filter.caseId === undefined || row.caseId === filter.caseId) &&
          (filter.openedFrom === undefined || row.openedAt >= filter.openedFrom) &&
          (filter.openedTo === undefined || row.openedAt < filter.openedTo),
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

export function messageReader(state: () => State): MessageReader {
  return {
    async list(filter, page) {
      const found = [...state().message.values()].filter(
        (row) =>
          (filter.status === undefined || row.status === filter.status) &&
          (filter.caseId === undefined || row.caseId === filter.caseId),
      )
      return listed(found, page, (row) => ({ at: row.createdAt, id: row.id }))
    },
    byId: async (id) => state().message.get(id) ?? null,
    pendingWithKey: async (prefix) =>
      [...state().message.values()].filter(
        ({ dedupeKey, status }) => status === 'pending' && dedupeKey.startsWith(prefix),
      ),
    usedKeys: async (keys) =>
      new Set([...state().message.values()].map(({ dedupeKey }) => dedupeKey).filter((key) => keys.includes(key))),
    byReference: async (transport, reference) =>
      [...state().message.values()].find((row) => row.reference === reference && row.transport === transport) ?? null,
    async due(priorities, now, limit) {
      const waiting = [...state().message.values()]
        .filter(({ status, nextAttemptAt }) => isWaiting(status) && nextAttemptAt !== null)
        .sort((one, other) => (one.nextAttemptAt ?? 0) - (other.nextAttemptAt ?? 0))
      const due = waiting.filter(({ nextAttemptAt }) => (nextAttemptAt ?? 0) <= now)
      const misplanned = waiting.filter((row) => isPlannedByAnotherClock(row, now))
      return [due, misplanned]
        .flatMap((rows) => priorities.flatMap((priority) => rows.filter((row) => row.priority === priority)))
        .slice(0, limit)
    },
    countWaiting: async () => [...state().message.values()].filter(({ status }) => isWaiting(status)).length,
    async oldestPending() {
      const waiting = [...state().message.values()].filter(({ status }) => isWaiting(status))
      return waiting.length === 0 ? null : Math.min(...waiting.map((row) => row.createdAt))
    },
  }
}

const isWaiting = (status: string): boolean => status === 'pending' || status === 'sending'

export function inboundReader(state: () => State): InboundReader {
  const isFrom = (ref: string, number: string): boolean => state().personal.get(ref)?.value === number
  return {
    byTransportId: async (transport, transportId) =>
      [...state().inbound.values()].find((row) => row.transport === transport && row.transportId === transportId) ??
      null,
    unhandled: async (limit) =>
      [...state().inbound.values()]
        .filter(({ handledAt }) => handledAt === null)
        .sort(byKey((row) => ({ at: row.receivedAt, id: row.id })))
        .slice(0, limit),
    countFrom: async (number, since, outcomes) =>
      [...state().inbound.values()].filter(
        (row) =>
          isFrom(row.fromRef, number) &&
          row.receivedAt >= since &&
          row.outcome !== null &&
          outcomes.includes(row.outcome),
      ).length,
    async list(filter, page) {
      const found = [...state().inbound.values()].filter(
        (row) =>
          (filter.outcome === undefined || row.outcome === filter.outcome) &&
          (filter.caseId === undefined || row.caseId === filter.caseId),
      )
      return listed(found, page, (row) => ({ at: row.receivedAt, id: row.id }))
    },
  }
}

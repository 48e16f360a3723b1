import { type FallbackCall, fallbackIds } from '../../domain/call/fallback-call.ts'
import { type FallbackFacts, recordFallbackCall } from '../../domain/call/record-fallback-call.ts'
import type { FallbackEntry, FallbackLog } from '../ports/fallback-log.ts'
import type { CallDeps } from './call-deps.ts'
import type { LiveCalls } from './live-calls.ts'

type Deps = Pick<CallDeps, 'ledger' | 'cases' | 'calls' | 'routing' | 'telephony' | 'clock' | 'metrics' | 'log'> & {
  readonly fallbackLog: FallbackLog
  readonly zone: string
  readonly server: string
}

/**
 * Makes a case of every call that the dialplan served while this server was away, once each: what is written carries ids
 * made of the call's own, and the dialplan's note goes only after the commit. So a server that is killed in between finds
 * the note again, and the rows it has written.
 * @returns what one tick does; ticks that come while one is under way join it.
 */
export function createFallbackImport(deps: Deps, live: Pick<LiveCalls, 'callOfCaller'>): () => Promise<void> {
  let underWay: Promise<void> | null = null
  const run = async (): Promise<void> => {
    for (const entry of (await deps.fallbackLog.list()) ?? []) {
      try {
        if (await importCall(deps, live, entry)) await deps.fallbackLog.remove(entry.id)
      } catch (error) {
        deps.log.error({ fallback: entry.id, err: error }, 'a call of the fall-back could not be taken into the ledger')
      }
    }
  }
  return () => {
    underWay ??= run().finally(() => {
      underWay = null
    })
    return underWay
  }
}

/** @returns whether all is in the ledger, so that the note can go. */
async function importCall(deps: Deps, live: Pick<LiveCalls, 'callOfCaller'>, entry: FallbackEntry): Promise<boolean> {
  const ids = fallbackIds(entry.id)
  if ((await deps.calls.byId(ids.call)) || (await deps.cases.byId(ids.caseId))) return true
  const version = await deps.routing.current()
  if (!version) return false
  // The mark of the call is set a moment after the call is saved: a server killed in between has set none.
  const known = entry.call ?? live.callOfCaller(entry.leg) ?? null
  const before = known === null ? null : await loadBefore(deps, known)
  // Its end is decided first, then this is added.
  if (before && before.call.endedAt === null) return false
  if (before?.timeline.some(({ id }) => id === ids.line)) return true

  const { statement } = entry
  const length = statement === null ? null : await deps.telephony.recordingLength(statement)
  // Asterisk does not say: his words must not count as lost for that. The note stays, and the next tick asks again.
  if (statement !== null && (length === null || length === 'running')) return false
  const call = toCall(deps, entry, typeof length === 'number' ? length : null)
  const facts: FallbackFacts = {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    server: deps.server,
    before,
  }
  const changes = recordFallbackCall(call, facts)
  const outcome = await deps.ledger.commit({ changes })
  if (!outcome.ok) return false
  const opened = outcome.caseNumbers[ids.caseId] ?? before?.matter?.caseRow.number ?? null
  deps.log.info({ fallback: entry.id, call: before?.call.id, case: opened }, 'a call of the fall-back was taken over')
  for (const change of changes) {
    if ('put' in change && change.put === 'call' && before === null && change.row.termination) {
      deps.metrics.callEnded(change.row.kind, change.row.termination.result)
    }
  }
  return true
}

async function loadBefore({ calls, cases }: Deps, id: string) {
  const call = await calls.byId(id)
  if (!call) return null
  const caseRow = call.caseId === null ? null : await cases.byId(call.caseId)
  if (!caseRow) return { call, matter: null, timeline: [] }
  const [deadlines, timeline] = await Promise.all([cases.deadlines(caseRow.id), cases.timeline(caseRow.id)])
  return { call, matter: { caseRow, deadlines }, timeline }
}

/** @param seconds of his statement; null: there is none, or its file is gone. */
function toCall({ clock }: Deps, entry: FallbackEntry, seconds: number | null): FallbackCall {
  const { startedMsAgo, endedMsAgo, statement, ...rest } = entry
  const startedAt = clock.now() - startedMsAgo
  return {
    ...rest,
    startedAt,
    endedAt: endedMsAgo === null ? startedAt : clock.now() - endedMsAgo,
    brokeDown: endedMsAgo === null,
    statement: statement === null ? null : { recording: statement, seconds },
  }
}

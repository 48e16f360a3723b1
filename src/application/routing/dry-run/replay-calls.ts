/**
 * Promise to the sysadmin: he sees which of his callers a draft would lead elsewhere, before it does. Each call of the past
 * is tried twice, by the version it had and by the draft, all else being the same: only the tables differ.
 */
import type { CallRecord } from '../../../domain/call/call-record.ts'
import type { Instant } from '../../../domain/instant.ts'
import type { Duty } from '../../../domain/routing/duty.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import type { CallReader, CaseReader } from '../../ports/ledger.ts'
import type { RoutingStore } from '../../ports/routing-store.ts'
import { callAgain } from './recorded-call.ts'
import { type Trial, tryCalls } from './try-call.ts'
import type { Destination, WhereItGoes } from './where-it-goes.ts'

export type ReplayDeps = Pick<Trial, 'zone' | 'prompts'> & {
  readonly calls: Pick<CallReader, 'list'>
  readonly cases: Pick<CaseReader, 'byId' | 'timeline' | 'personal'>
  readonly routing: Pick<RoutingStore, 'version'>
  /** Rosters and overrides as a call began with them. */
  readonly dutyAt: (revision: number) => Promise<Duty>
  /** Lets everything else have its turn: live calls come first. */
  readonly breathe: () => Promise<void>
}

/** Where calls went, and would go. */
export type ReplayGroup = {
  /** `elsewhere`: somebody else is in charge; `otherPhones`: the same, but other telephones ring. */
  readonly change: 'elsewhere' | 'otherPhones'
  readonly from: Went
  readonly to: Went
  readonly calls: readonly { readonly id: string; readonly caseNumber: string | null; readonly at: Instant }[]
}
/** `rings`: of the first of the calls, where they may differ from one to the other. */
export type Went = { readonly destination: Destination; readonly rings: readonly string[] }

export type Replay = {
  readonly looked: number
  /** Calls that can't be tried again: their version is not kept, or they came for something else. */
  readonly skipped: number
  /** false: there are more than could be looked at; the newest were. */
  readonly isComplete: boolean
  /** The largest first. */
  readonly groups: readonly ReplayGroup[]
}

/** Calls looked at in one replay, and read at once. */
const mostCalls = 5000
const pageSize = 200

export async function replayCalls(
  deps: ReplayDeps,
  draft: { readonly table: RoutingTable; readonly version: number },
  span: { readonly from: Instant; readonly until: Instant },
): Promise<Replay> {
  const trials = trialsOf(deps)
  const groups = new Map<string, ReplayGroup>()
  let [looked, skipped] = [0, 0]
  let cursor: string | null = null
  do {
    const page = await deps.calls.list(
      { openedFrom: span.from, openedTo: span.until, open: false },
      { cursor, limit: pageSize },
    )
    for (const call of page.items) {
      if (call.kind !== 'citizen') continue
      looked += 1
      const went = await replayOne(deps, call, draft, trials)
      if (went === null) skipped += 1
      else await addTo(groups, deps, call, went)
      await deps.breathe()
    }
    cursor = page.nextCursor
  } while (cursor !== null && looked < mostCalls)
  const sorted = [...groups.values()].toSorted((one, other) => other.calls.length - one.calls.length)
  return { looked, skipped, isComplete: cursor === null, groups: sorted }
}

type Trials = (table: RoutingTable, version: number, revision: number) => Promise<ReturnType<typeof tryCalls>>

/** One trial for each table and each revision of the duty: their words are put together once. */
function trialsOf({ zone, prompts, dutyAt }: ReplayDeps): Trials {
  const known = new Map<RoutingTable, Map<number, ReturnType<typeof tryCalls>>>()
  return async (table, version, revision) => {
    const ofTable = known.get(table) ?? new Map<number, ReturnType<typeof tryCalls>>()
    known.set(table, ofTable)
    const trial = ofTable.get(revision) ?? tryCalls({ table, version, duty: await dutyAt(revision), zone, prompts })
    ofTable.set(revision, trial)
    return trial
  }
}

async function replayOne(
  { cases, routing }: ReplayDeps,
  call: CallRecord,
  draft: { readonly table: RoutingTable; readonly version: number },
  trials: Trials,
): Promise<{ readonly from: WhereItGoes; readonly to: WhereItGoes } | null> {
  const had = await routing.version(call.routingVersion)
  if (had === null || call.termination?.result === 'override') return null
  const { callerRef, caseId, dutyRevision } = call
  const timeline = caseId === null ? [] : await cases.timeline(caseId)
  const caller = callerRef === null ? null : ((await cases.personal([callerRef]))[callerRef]?.value ?? null)
  const again = callAgain({ call, caller, timeline }, [had.table, draft.table])
  if (again === null) return null
  const before = await trials(had.table, had.number, dutyRevision)
  const after = await trials(draft.table, draft.version, dutyRevision)
  return { from: before.whereOf(again), to: after.whereOf(again) }
}

async function addTo(
  groups: Map<string, ReplayGroup>,
  { cases }: ReplayDeps,
  { id, openedAt, caseId }: CallRecord,
  { from, to }: { readonly from: WhereItGoes; readonly to: WhereItGoes },
): Promise<void> {
  const isElsewhere = keyOf(from.destination) !== keyOf(to.destination)
  if (!isElsewhere && from.rings.join() === to.rings.join()) return
  const change = isElsewhere ? 'elsewhere' : 'otherPhones'
  const rings = isElsewhere ? '' : `${from.rings.join()} ${to.rings.join()}`
  const key = `${change} ${keyOf(from.destination)} ${keyOf(to.destination)} ${rings}`
  const caseNumber = caseId === null ? null : ((await cases.byId(caseId))?.number ?? null)
  const group = groups.get(key) ?? { change, from: wentOf(from), to: wentOf(to), calls: [] }
  groups.set(key, { ...group, calls: [...group.calls, { id, caseNumber, at: openedAt }] })
}

const keyOf = ({ to, id }: Destination): string => `${to}:${id ?? ''}`
const wentOf = ({ destination, rings }: WhereItGoes): Went => ({ destination, rings })

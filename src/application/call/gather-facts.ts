import type { CallFacts } from '../../domain/call/call-facts.ts'
import type { CallState } from '../../domain/call/call-state.ts'
import type { CallDeps } from './call-deps.ts'

/** Collects what a transition may know: the call's version of the table (a new call's: the current one), its case as it is now. */
export async function gatherFacts(
  deps: Pick<CallDeps, 'routing' | 'cases' | 'clock' | 'ids' | 'zone' | 'server'>,
  state: CallState | null,
): Promise<Omit<CallFacts, 'busy' | 'lastUsed'>> {
  const version =
    state === null ? await deps.routing.current() : await deps.routing.version(state.record.routingVersion)
  if (!version) throw new Error('There is no published routing table')
  const caseId = state?.matter?.caseId ?? null
  const [caseRow, orders, deadlines] =
    caseId === null
      ? [null, [], []]
      : await Promise.all([deps.cases.byId(caseId), deps.cases.orders(caseId), deps.cases.deadlines(caseId)])
  return {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    newId: () => deps.ids.next(),
    server: deps.server,
    subject: caseRow === null ? null : { caseRow, orders, deadlines },
  }
}

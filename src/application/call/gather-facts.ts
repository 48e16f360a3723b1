import type { CallFacts } from '../../domain/call/call-facts.ts'
import type { CallState } from '../../domain/call/call-state.ts'
import type { CallDeps } from './call-deps.ts'

/**
 * Collects what a transition may know: the call's version of the table (a new call's: the current one), its case as it is now.
 * @param about the case of a call that is just being requested (null: it is about none), and its version of the table.
 */
export async function gatherFacts(
  deps: Pick<CallDeps, 'routing' | 'duty' | 'cases' | 'clock' | 'ids' | 'zone' | 'server'>,
  state: CallState | null,
  about: { readonly caseId: string | null; readonly routingVersion: number } | null = null,
): Promise<Omit<CallFacts, 'busy' | 'lastUsed'>> {
  const number = state?.record.routingVersion ?? about?.routingVersion ?? null
  const version = number === null ? await deps.routing.current() : await deps.routing.version(number)
  if (!version) throw new Error('There is no published routing table')
  const caseId = state?.matter?.caseId ?? about?.caseId ?? null
  const [caseRow, orders, deadlines] =
    caseId === null
      ? [null, [], []]
      : await Promise.all([deps.cases.byId(caseId), deps.cases.orders(caseId), deps.cases.deadlines(caseId)])
  return {
    now: deps.clock.now(),
    zone: deps.zone,
    table: version.table,
    tableVersion: version.number,
    duty: await deps.duty.current(),
    newId: () => deps.ids.next(),
    server: deps.server,
    subject: caseRow === null ? null : { caseRow, orders, deadlines },
  }
}

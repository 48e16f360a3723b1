import type { Actor } from '../../domain/case/timeline-line.ts'
import { type Decision, decisionBy } from '../../domain/decision.ts'
import type { CaseToReinforce } from '../../domain/dispatch/issue-reinforcements.ts'
import type { IssueFurtherOrderDeps } from '../dispatch/issue-further-order.ts'
import { statementOf } from '../dispatch/ring-team.ts'
import { type LoadedCase, loadCase } from './load-case.ts'

export type CaseToReinforceDeps = Omit<IssueFurtherOrderDeps, 'ledger' | 'ringTeam'>

/**
 * A case as it is now, with what its further teams would be told by, and the decision about it by the table it was opened by.
 * @returns null: no case has this number.
 */
export async function caseToReinforce(
  deps: CaseToReinforceDeps,
  caseNumber: string,
  by: Actor,
): Promise<{ readonly subject: CaseToReinforce & LoadedCase; readonly decision: Decision } | null> {
  const loaded = await loadCase(deps.cases, caseNumber)
  if (loaded === null) return null
  const version = (await deps.routing.version(loaded.caseRow.routingVersion)) ?? (await deps.routing.current())
  if (!version) throw new Error('A case exists, but no routing table was ever published')
  const statement = (await statementOf(deps, loaded.caseRow.id)) === null ? 'no' : 'yes'
  return {
    subject: { ...loaded, duty: await deps.duty.current(), statement },
    decision: decisionBy(by, {
      now: deps.clock.now(),
      zone: deps.zone,
      table: version.table,
      tableVersion: version.number,
      newId: () => deps.ids.next(),
    }),
  }
}

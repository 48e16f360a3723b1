import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { type TableFault, validateRoutingTable } from '../../domain/routing/validate-routing-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import type { Finding, TableCheck } from '../ports/table-check.ts'

export type Judging = {
  readonly store: Pick<RoutingStore, 'current'>
  readonly clock: Clock
  /** What is looked at besides the rules of the table: the proof, the golden calls. */
  readonly checks: readonly TableCheck[]
}

export type Judgement = {
  /** What breaks the rules of a table. While there is any, the checks, which count on the rules, say nothing. */
  readonly faults: readonly TableFault[]
  /** Errors before warnings. */
  readonly findings: readonly Finding[]
}

/** All that is to be said about a table before it is published. */
export async function judgeTable({ store, clock, checks }: Judging, table: RoutingTable): Promise<Judgement> {
  const faults = validateRoutingTable(table)
  if (faults.length > 0) return { faults, findings: [] }
  const candidate = { table, over: await store.current(), at: clock.now() }
  const findings: Finding[] = []
  for (const check of checks) findings.push(...(await check(candidate)))
  return { faults, findings: [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))] }
}

/** Whether it keeps a table from being published, whatever the reason. */
export const isError = ({ severity }: Finding): boolean => severity === 'error'

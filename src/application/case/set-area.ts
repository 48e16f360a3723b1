import { isOver } from '../../domain/case/close-without-orders.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import { linesBy } from '../../domain/decision.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { CaseReader, Ledger } from '../ports/ledger.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { loadCase } from './load-case.ts'

export type SetAreaDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly routing: Pick<RoutingStore, 'current'>
  readonly clock: Clock
  readonly ids: Ids
}

export type SetAreaRefusal = {
  readonly ok: false
  /** `unknownArea`: not in the published table; `caseOver`: closed, merged or cancelled. */
  readonly reason: 'noCase' | 'unknownArea' | 'caseOver'
}

/**
 * Says where a case is, or sets it right; null: nobody knows after all. Whoever is told of it from now on hears the new
 * place. Orders that are out stay where they are: whether another unit is wanted is the officer's to decide.
 */
export const setArea =
  (deps: SetAreaDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly area: string | null
    readonly by: Actor
  }): Promise<{ readonly ok: true } | SetAreaRefusal | Conflict> => {
    const done = await commitDecision(deps.ledger, () => decide(deps, input))
    return done.ok ? { ok: true } : done
  }

async function decide(deps: SetAreaDeps, { caseNumber, area, by }: Parameters<ReturnType<typeof setArea>>[0]) {
  const refuse = (reason: SetAreaRefusal['reason']): SetAreaRefusal => ({ ok: false, reason })
  const caseRow = (await loadCase(deps.cases, caseNumber))?.caseRow
  if (!caseRow) return refuse('noCase')
  const table = (await deps.routing.current())?.table
  if (area !== null && !table?.areas.some(({ id }) => id === area)) return refuse('unknownArea')
  if (isOver(caseRow)) return refuse('caseOver')
  if (caseRow.area === area) return { ok: true as const, changes: [] }
  const { line } = linesBy(by, { now: deps.clock.now(), newId: () => deps.ids.next() })
  return {
    ok: true as const,
    changes: [
      { put: 'case' as const, row: { ...caseRow, revision: caseRow.revision + 1, area } },
      line(caseRow.id, 'areaSet', { before: { area: caseRow.area }, after: { area } }),
    ],
  }
}

import type { DeadlineKind } from '../../domain/clocks/deadline-kind.ts'
import type { Instant } from '../../domain/instant.ts'
import { type Looker, viewDeadline } from '../case/case-view.ts'
import { namesOfTables } from '../case/names-of-tables.ts'
import type { CaseReader, DeadlineReader, Page, PageRequest } from '../ports/ledger.ts'
import type { RoutingStore } from '../ports/routing-store.ts'

export type ListDeadlinesDeps = {
  readonly cases: CaseReader
  readonly deadlines: DeadlineReader
  readonly routing: RoutingStore
  readonly zone: string
}

/** A page of the deadlines that run, soonest due first, each with its case and the unit that owes it. */
export const listDeadlines =
  (deps: ListDeadlinesDeps) =>
  async (
    filter: { readonly dueTo?: Instant; readonly kind?: DeadlineKind },
    page: PageRequest,
    looker: Looker,
  ): Promise<Page<ListedDeadline>> => {
    const { items, nextCursor } = await deps.deadlines.running(filter, page)
    const namesIn = namesOfTables(deps.routing, looker.language)
    const listed = items.map(async (deadline) => {
      const caseRow = await deps.cases.byId(deadline.caseId)
      const names = await namesIn(caseRow?.routingVersion ?? 0)
      const { unit } = deadline.reason
      return {
        ...viewDeadline(deadline, names, deps.zone, looker.language),
        caseNumber: caseRow?.number ?? null,
        unit,
        unitName: unit === null ? null : names('unit', unit),
      }
    })
    return { items: await Promise.all(listed), nextCursor }
  }
export type ListedDeadline = ReturnType<typeof viewDeadline> & {
  readonly caseNumber: string | null
  /** null: the centre itself owes it. */
  readonly unit: string | null
  readonly unitName: string | null
}

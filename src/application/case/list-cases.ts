import type { CaseReader, Page, PageRequest } from '../ports/ledger.ts'
import { type CaseView, type Looker, personalRefs, viewOfCase } from './case-view.ts'
import { namesOfTables } from './names-of-tables.ts'
import { readPersonal } from './read-personal.ts'
import type { ViewCaseDeps } from './view-case.ts'

export type CaseFilter = Parameters<CaseReader['list']>[0]

/** A page of cases, newest first, each with its orders and deadlines. */
export const listCases =
  (deps: ViewCaseDeps) =>
  async (filter: CaseFilter, page: PageRequest, looker: Looker): Promise<Page<CaseView>> => {
    const { items, nextCursor } = await deps.cases.list(filter, page)
    const loaded = await Promise.all(
      items.map(async (caseRow) => ({
        caseRow,
        orders: await deps.cases.orders(caseRow.id),
        deadlines: await deps.cases.deadlines(caseRow.id),
      })),
    )
    const personal = await readPersonal(
      deps.cases,
      loaded.flatMap(({ caseRow, orders }) => personalRefs(caseRow, orders)),
      looker.role,
    )
    const namesIn = namesOfTables(deps.routing, looker.language)
    const views = loaded.map(async (one) =>
      viewOfCase(one, {
        names: await namesIn(one.caseRow.routingVersion),
        personal,
        zone: deps.zone,
        language: looker.language,
      }),
    )
    return { items: await Promise.all(views), nextCursor }
  }

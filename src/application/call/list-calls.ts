import type { Role } from '../../domain/access/role.ts'
import { readPersonal } from '../case/read-personal.ts'
import type { Page, PageRequest } from '../ports/ledger.ts'
import { type CallView, viewOfCall } from './call-view.ts'
import { caseNumberOf, type ViewCallDeps } from './view-call.ts'

export type CallFilter = { readonly open?: boolean; readonly result?: string; readonly caseNumber?: string }

/** A page of calls, newest first. A case number nobody has gives an empty page. */
export const listCalls =
  (deps: ViewCallDeps) =>
  async ({ caseNumber, ...filter }: CallFilter, page: PageRequest, role: Role): Promise<Page<CallView>> => {
    const about = caseNumber === undefined ? null : await deps.cases.byNumber(caseNumber)
    if (caseNumber !== undefined && !about) return { items: [], nextCursor: null }
    const { items, nextCursor } = await deps.calls.list(about ? { ...filter, caseId: about.id } : filter, page)
    const personal = await readPersonal(
      deps.cases,
      items.map((call) => call.callerRef),
      role,
    )
    const views = items.map(async (call) => viewOfCall(call, personal, await caseNumberOf(deps.cases, call.caseId)))
    return { items: await Promise.all(views), nextCursor }
  }

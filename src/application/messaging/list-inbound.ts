import type { Role } from '../../domain/access/role.ts'
import { caseNumberOf } from '../call/view-call.ts'
import { readPersonal } from '../case/read-personal.ts'
import type { CaseReader, InboundReader, PageRequest } from '../ports/ledger.ts'

export type ListInboundDeps = { readonly inbound: InboundReader; readonly cases: CaseReader }
export type InboundFilter = { readonly outcome?: string; readonly caseNumber?: string }

/** A page of the messages that came in, newest first. A case number nobody has gives an empty page. */
export const listInbound =
  (deps: ListInboundDeps) =>
  async ({ caseNumber, ...filter }: InboundFilter, page: PageRequest, role: Role) => {
    const about = caseNumber === undefined ? null : await deps.cases.byNumber(caseNumber)
    if (caseNumber !== undefined && !about) return { items: [], nextCursor: null }
    const { items, nextCursor } = await deps.inbound.list(about ? { ...filter, caseId: about.id } : filter, page)
    const refs = items.flatMap(({ fromRef, textRef }) => [fromRef, textRef])
    const personal = await readPersonal(deps.cases, refs, role)
    const views = items.map(async ({ fromRef, textRef, caseId, transportId: _id, ...shown }) => ({
      ...shown,
      from: personal.number(fromRef),
      text: personal.words(textRef),
      caseNumber: await caseNumberOf(deps.cases, caseId),
    }))
    return { items: await Promise.all(views), nextCursor }
  }

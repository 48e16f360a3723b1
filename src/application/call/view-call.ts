import type { Role } from '../../domain/access/role.ts'
import { readPersonal } from '../case/read-personal.ts'
import type { CallReader, CaseReader } from '../ports/ledger.ts'
import { viewOfCall } from './call-view.ts'

export type ViewCallDeps = { readonly calls: CallReader; readonly cases: CaseReader }

/** A call with its log, transition by transition; null: there is none with this id. */
export const viewCall = (deps: ViewCallDeps) => async (id: string, role: Role) => {
  const call = await deps.calls.byId(id)
  if (!call) return null
  const personal = await readPersonal(deps.cases, [call.callerRef], role)
  const log = await deps.calls.log(id)
  return {
    ...viewOfCall(call, personal, await caseNumberOf(deps.cases, call.caseId)),
    log: log.map(({ callId: _call, ...line }) => line),
  }
}
export type CallDetail = NonNullable<Awaited<ReturnType<ReturnType<typeof viewCall>>>>

/** The number by which people know the case; null: none, or not assigned yet. */
export const caseNumberOf = async (cases: Pick<CaseReader, 'byId'>, caseId: string | null): Promise<string | null> =>
  caseId === null ? null : ((await cases.byId(caseId))?.number ?? null)

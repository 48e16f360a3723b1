import { answerClocks } from '../../domain/call/answer-clocks.ts'
import type { Looker } from '../case/case-view.ts'
import { readPersonal } from '../case/read-personal.ts'
import type { Clock } from '../ports/clock.ts'
import type { CallReader, CaseReader } from '../ports/ledger.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { viewOfCall } from './call-view.ts'
import { explainAnswer } from './explain-answer.ts'

export type ViewCallDeps = {
  readonly calls: CallReader
  readonly cases: CaseReader
  readonly routing: RoutingStore
  readonly clock: Clock
  readonly zone: string
}

/** A call with its log, transition by transition, and whether it was answered in time by its own table's seconds; null: there is none with this id. */
export const viewCall =
  (deps: ViewCallDeps) =>
  async (id: string, { role, language }: Looker) => {
    const call = await deps.calls.byId(id)
    if (!call) return null
    const personal = await readPersonal(deps.cases, [call.callerRef], role)
    const log = await deps.calls.log(id)
    const version = (await deps.routing.version(call.routingVersion)) ?? (await deps.routing.current())
    const within = version?.table.timings.answerSeconds
    const answers = within === undefined ? [] : answerClocks(call, within, deps.clock.now())
    return {
      ...viewOfCall(call, personal, await caseNumberOf(deps.cases, call.caseId)),
      answers: answers.map((answer) => ({ ...answer, explanation: explainAnswer(answer, deps.zone, language) })),
      log: log.map(({ callId: _call, ...line }) => line),
    }
  }
export type CallDetail = NonNullable<Awaited<ReturnType<ReturnType<typeof viewCall>>>>

/** The number by which people know the case; null: none, or not assigned yet. */
export const caseNumberOf = async (cases: Pick<CaseReader, 'byId'>, caseId: string | null): Promise<string | null> =>
  caseId === null ? null : ((await cases.byId(caseId))?.number ?? null)

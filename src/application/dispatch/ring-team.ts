import type { OrderRecord } from '../../domain/dispatch/order-record.ts'
import { voiceNumbersOf } from '../../domain/routing/phones-of.ts'
import type { CallFlow } from '../call/call-flow.ts'
import type { CaseReader } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import { tableOfOrder } from './table-of-order.ts'

export type RingTeamDeps = {
  readonly cases: Pick<CaseReader, 'byId' | 'personal' | 'recordings'>
  readonly routing: RoutingStore
  readonly log: Log
  readonly telephone: {
    readonly request: CallFlow['request']
    readonly isThere: () => boolean
    /** Name of the Asterisk that rings. */
    readonly node: string
  }
}

/** Rings the team of an order that an officer has just issued, by a call of ours. Never rejects: the order stands. */
export type RingTeam = (order: OrderRecord) => Promise<void>

/**
 * {@link RingTeam}. The order was committed before, with the message to its team. Without a telephone network nobody is
 * rung later on either: the message is on its way, and the ladder of the accept deadline climbs.
 */
export const ringTeam =
  (deps: RingTeamDeps): RingTeam =>
  async (order) => {
    const about = { order: order.id, unit: order.unit }
    try {
      if (!deps.telephone.isThere()) return deps.log.warn(about, 'a team is not rung: the telephone network is away')
      const caseRow = await deps.cases.byId(order.caseId)
      const version = caseRow && (await tableOfOrder(deps.routing, caseRow.routingVersion, order.unit))
      const unit = version?.table.units.find(({ id }) => id === order.unit)
      if (!caseRow || !version || !unit) throw new Error('the case or its unit is not there')
      if (unit.responders.flatMap(voiceNumbersOf).length === 0)
        return deps.log.warn(about, 'a team is not rung: it has no telephone')
      const ref = caseRow.callBackRef ?? caseRow.callerRef
      const number = ref === null ? null : ((await deps.cases.personal([ref]))[ref]?.value ?? null)
      await deps.telephone.request(
        {
          type: 'OrderCallRequested',
          caseId: order.caseId,
          orderId: order.id,
          callBackNumber: number,
          statement: await statementOf(deps, order.caseId),
          node: deps.telephone.node,
        },
        { routingVersion: version.number, changes: [] },
      )
    } catch (error) {
      deps.log.error({ ...about, err: error }, 'a team could not be rung; its message is on its way')
    }
  }

/** The caller's words, where he left some; null: none. */
export async function statementOf({ cases }: { cases: Pick<CaseReader, 'recordings'> }, caseId: string) {
  const recordings = await cases.recordings(caseId)
  const isStatement = ({ kind, status, seconds }: (typeof recordings)[number]): boolean =>
    kind === 'statement' && status === 'done' && (seconds ?? 0) > 0
  return recordings.findLast(isStatement)?.name ?? null
}

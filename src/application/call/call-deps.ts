import type { Alarms, Clock, Ids } from '../ports/clock.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { CallReader, CaseReader, Ledger } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { Prompts } from '../ports/prompts.ts'
import type { Telephony } from '../ports/telephony.ts'
import type { RoutingVersions } from '../routing/routing-versions.ts'
import type { CallDesk } from './call-desk.ts'

/** What the calls need of the world. */
export type CallDeps = {
  readonly telephony: Telephony
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly calls: CallReader
  readonly routing: RoutingVersions
  readonly duty: Pick<DutyStore, 'current'>
  readonly desk: CallDesk
  readonly prompts: Prompts
  readonly clock: Clock
  readonly alarms: Alarms
  readonly ids: Ids
  readonly metrics: Metrics
  readonly log: Log
  readonly zone: string
  /** Name of this server, the holder of its calls. */
  readonly server: string
}

import type { Difference } from '../../domain/routing/diff/difference.ts'
import type { Duty } from '../../domain/routing/duty.ts'
import type { AnnouncedDay } from '../../domain/routing/holidays.ts'
import type { RoutingRules } from '../../domain/routing/people-on-duty.ts'
import type { HolesAsked } from '../../domain/routing/proof/find-holes.ts'
import type { ProofFinding } from '../../domain/routing/proof/finding.ts'
import type { Horizon } from '../../domain/routing/proof/prove-rules.ts'

/** What is to be reckoned. Plain data: it may go to another thread. */
export type Reckoning =
  | {
      readonly do: 'prove'
      readonly rules: RoutingRules
      readonly horizon: Horizon
      readonly announced: readonly AnnouncedDay[]
    }
  | { readonly do: 'proveChange'; readonly rules: RoutingRules; readonly before: Duty; readonly horizon: Horizon }
  | {
      readonly do: 'nextUncovered'
      readonly rules: RoutingRules
      readonly asked: HolesAsked
      readonly horizon: Horizon
    }
  | { readonly do: 'diff'; readonly before: RoutingRules; readonly after: RoutingRules; readonly horizon: Horizon }

/** What comes of it. */
export type Reckoned = {
  readonly prove: readonly ProofFinding[]
  readonly proveChange: readonly ProofFinding[]
  readonly nextUncovered: readonly ProofFinding[]
  readonly diff: readonly Difference[]
}

/**
 * Reckons with a year of everybody's shifts. That takes part of a second, in which nobody in a call may wait: it is done
 * beside the thread that leads calls. Rejects where the reckoning breaks, or is given up (`GaveUp`).
 */
export interface Prover {
  reckon<What extends Reckoning['do']>(asked: Extract<Reckoning, { do: What }>): Promise<Reckoned[What]>
}

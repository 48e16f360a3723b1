import { createOverrideDesk } from '../../src/application/duty/override-desk.ts'
import type { DutyStore } from '../../src/application/ports/duty-store.ts'
import type { OverrideDesk } from '../../src/application/ports/override-desk.ts'
import type { RoutingStore } from '../../src/application/ports/routing-store.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { createFakeLog } from './fake-log.ts'

/** Rosters and overrides in memory, and the real desk before them. */
export type MemoryDuty = DutyStore & OverrideDesk

export function createMemoryDuty(deps: {
  readonly duty: DutyStore
  readonly routing: Pick<RoutingStore, 'current'>
  readonly now: () => Instant
}): MemoryDuty {
  const { duty, routing, now } = deps
  return { ...duty, ...createOverrideDesk({ duty, routing, dutyChecks: [], clock: { now }, log: createFakeLog() }) }
}

import { createOverrideDesk } from '../../src/application/duty/override-desk.ts'
import type { DutyStore } from '../../src/application/ports/duty-store.ts'
import type { OverrideDesk } from '../../src/application/ports/override-desk.ts'
import type { RoutingStore } from '../../src/application/ports/routing-store.ts'
import type { Instant } from '../../src/domain/instant.ts'
import { createFakeLog } from './fake-log.ts'

/** Rosters and overrides in memory, behind the real desk, which can be made to refuse or to break. */
export type MemoryDuty = DutyStore &
  OverrideDesk & {
    /** From now on the desk refuses everything, breaks (`broken`), or works again (null). */
    refuse(how: 'refused' | 'broken' | null): void
  }

/** @param duty the store behind the desk, as it is asked for by a test. */
export function createMemoryDuty(deps: {
  readonly duty: DutyStore
  readonly routing: Pick<RoutingStore, 'current'>
  readonly now: () => Instant
}): MemoryDuty {
  const { duty, routing, now } = deps
  let refusal: 'refused' | 'broken' | null = null
  const desk = createOverrideDesk({ duty, routing, dutyChecks: [], clock: { now }, log: createFakeLog() })
  const unless = async (work: () => ReturnType<OverrideDesk['set']>): ReturnType<OverrideDesk['set']> => {
    if (refusal === 'broken') throw new Error('the disk is full')
    return refusal === 'refused' ? { ok: false, reason: 'noOverride' } : work()
  }
  return {
    ...duty,
    set: (override) => unless(() => desk.set(override)),
    end: (id, by, why) => unless(() => desk.end(id, by, why)),
    refuse(how) {
      refusal = how
    },
  }
}

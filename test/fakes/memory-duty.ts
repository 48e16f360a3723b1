import type { DutyStore } from '../../src/application/ports/duty-store.ts'
import type { OverrideDesk } from '../../src/application/ports/override-desk.ts'
import type { Instant } from '../../src/domain/instant.ts'
import type { Roster } from '../../src/domain/roster/roster.ts'
import { type Duty, noDuty, type TimedOverride } from '../../src/domain/routing/duty.ts'

/** Rosters and overrides in memory; each change is a revision. */
export type MemoryDuty = DutyStore &
  OverrideDesk & {
    setRosters(rosters: readonly Roster[]): void
    /** From now on the desk refuses with this reason, breaks (`broken`), or works again (null). */
    refuse(how: string | null): void
  }

export function createMemoryDuty(now: () => Instant): MemoryDuty {
  let duty: Duty = noDuty
  let refusal: string | null = null
  const change = (part: Partial<Duty>): void => {
    duty = { ...duty, ...part, revision: duty.revision + 1 }
  }
  const refused = (): { readonly ok: false; readonly reason: string } | null => {
    if (refusal === 'broken') throw new Error('the disk is full')
    return refusal === null ? null : { ok: false, reason: refusal }
  }
  return {
    current: async () => duty,
    async set(override) {
      const no = refused()
      if (no) return no
      if (!duty.overrides.some(({ id }) => id === override.id)) change({ overrides: [...duty.overrides, override] })
      return { ok: true }
    },
    async end(id, by) {
      const no = refused()
      if (no) return no
      const ended = (override: TimedOverride): TimedOverride =>
        override.id === id && override.ended === null ? { ...override, ended: { at: now(), by } } : override
      change({ overrides: duty.overrides.map(ended) })
      return { ok: true }
    },
    setRosters: (rosters) => change({ rosters }),
    refuse(how) {
      refusal = how
    },
  }
}

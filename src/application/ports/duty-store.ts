import type { Duty } from '../../domain/routing/duty.ts'

/** Rosters and timed overrides: each change is a revision of its own, and none is ever lost. */
export interface DutyStore {
  /** As it is now; `noDuty` before anybody has written anything. */
  current(): Promise<Duty>
}

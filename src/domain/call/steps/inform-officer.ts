import { officerStage } from '../../routing/choose-route.ts'
import { goTo, type Turn } from '../turn.ts'
import { spawnCall } from './spawn-call.ts'
import { huntFor } from './stages-for.ts'

/** Rounds in which the duty officers are rung before the telling is given up (and said so in the timeline). */
const rounds = 3

/** Tells the duty officer at once of a critical case, by a call of its own that needs a key press. */
export function informOfficer(turn: Turn): void {
  const stage = officerStage(turn.facts.table)
  const spawned = spawnCall(turn, 'inform', { legs: {}, recordings: {}, timers: {}, position: turn.state.position })
  goTo(
    spawned,
    huntFor(
      'inform',
      Array.from({ length: rounds }, () => stage),
    ),
  )
}

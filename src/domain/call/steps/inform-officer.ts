import { type HuntStage, officerStage } from '../../routing/choose-route.ts'
import type { Hunting, Notice } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import { goTo, type Turn } from '../turn.ts'
import { matterNow } from './matter-now.ts'
import { spawnCall } from './spawn-call.ts'
import { huntFor } from './stages-for.ts'

/** Rounds in which the people are rung before the telling is given up (and said so in the timeline). */
const rounds = 3

/** A hunt for somebody who takes note of something. */
export const huntToInform = (stage: HuntStage, notice: Notice): Hunting =>
  huntFor(
    'inform',
    Array.from({ length: rounds }, () => stage),
    notice,
  )

/** Tells the duty officer at once of a critical case, by a call of its own that needs a key press. */
export function informOfficer(turn: Turn): void {
  const notice: Notice = { words: dangerWords(turn), deadlineId: null }
  const spawned = spawnCall(turn, 'inform', { legs: {}, recordings: {}, timers: {}, position: turn.state.position })
  goTo(spawned, huntToInform(officerStage(turn.facts, turn.facts.now), notice))
}

function dangerWords(turn: Turn): Phrase[] {
  const { callBackNumber } = turn.state
  const emergency = turn.facts.table.emergencies.find(({ id }) => id === matterNow(turn)?.caseRow.referredTo)
  return [
    { say: 'criticalIntro' },
    ...(emergency ? [{ say: 'handedTo' } as const, { digits: emergency.number }] : []),
    ...(callBackNumber === null
      ? [{ say: 'callerNumberHidden' } as const]
      : [{ say: 'callerNumberIs' } as const, { digits: callBackNumber }]),
  ]
}

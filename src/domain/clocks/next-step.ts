/**
 * Promise to the citizen: what stays undone climbs, step by step, to somebody who is told of it. Each step happens once.
 */
import type { Actor } from '../case/timeline-line.ts'
import { type Instant, minutes } from '../instant.ts'
import type { Told } from '../routing/people-of-step.ts'
import type { EscalationStep } from '../routing/routing-table.ts'
import type { DeadlineRecord } from './deadline-record.ts'
import { stepInstant } from './set-deadline.ts'

/** A step whose turn has come, and what became of it. */
export type StepTaken = {
  /** Its place in the ladder, from 0. */
  readonly index: number
  readonly step: EscalationStep
  /** `nobody`: there is nobody to tell; `overtaken`: a later step whose turn has come as well tells the same people the same way. */
  readonly outcome: 'told' | 'nobody' | 'overtaken'
  readonly told: readonly Told[]
}

/** What to do now, at most one call and that last, and the deadline after it. Nothing taken: the step waits. */
export type Climb = { readonly taken: readonly StepTaken[]; readonly deadline: DeadlineRecord }

export type LadderView = {
  /** Whom a step tells. */
  readonly people: (step: EscalationStep) => readonly Told[]
  /** Whether a telephone can be rung now: it is in no call of ours, and there is a network to ring it by. */
  readonly canRing: (number: string) => boolean
}

/** How long a call waits for a telephone that is in use, before it is looked at again. */
const waitMinutes = 1

/**
 * Takes the steps of a deadline whose turn has come, in their order, each once.
 * - A step with nobody is skipped at once. Where the deadline has passed, its turn goes to the next one, before its own
 *   time: an hour must not be lost on a head who is not there. A reminder that reaches nobody just falls away.
 * - After a time away several steps may be due. Each is taken, but nobody is told the same by several of them: whoever
 *   is among the people of a later one that is due as well is told by that one, and earlier ones without anybody left
 *   count as overtaken.
 * - A call ends the list; what is due after it is asked for again. While none of its telephones can be rung it waits, at
 *   the longest until the step after it is due.
 * @returns null: nothing is due.
 */
export function nextStep(deadline: DeadlineRecord, now: Instant, { people, canRing }: LadderView): Climb | null {
  const { ladder, nextStepAt } = deadline
  if (deadline.status !== 'running' || nextStepAt === null || nextStepAt > now) return null
  const turns = stepsWhoseTurnItIs(deadline, now, people)
  const taken = turns.map((turn, place) => withoutOvertaken(turn, turns.slice(place + 1)))
  const call = taken.findIndex(({ outcome, step }) => outcome === 'told' && step.by === 'call')
  if (call < 0) return { taken, deadline: after(deadline, taken, null) }

  const { index, told } = taken[call] as StepTaken
  const following = stepInstant(deadline.due, ladder[index + 1])
  if (told.some(({ number }) => canRing(number)) || (following !== null && following <= now)) {
    const upToCall = taken.slice(0, call + 1)
    return { taken: upToCall, deadline: after(deadline, upToCall, upToCall.length < taken.length ? now : null) }
  }
  const again = Math.min(now + minutes(waitMinutes), following ?? Number.POSITIVE_INFINITY)
  const beforeCall = taken.slice(0, call)
  return { taken: beforeCall, deadline: after(deadline, beforeCall, again) }
}

type Turn = { readonly index: number; readonly step: EscalationStep; readonly told: readonly Told[] }

function stepsWhoseTurnItIs(deadline: DeadlineRecord, now: Instant, people: LadderView['people']): Turn[] {
  const turns: Turn[] = []
  // That of the first has come whatever its own time: it may have waited, or have been called up by one with nobody.
  let isCalledUp = true
  for (const [index, step] of deadline.ladder.entries()) {
    if (index < deadline.stepsDone) continue
    if (!isCalledUp && deadline.due + minutes(step.afterMinutes) > now) break
    const told = people(step)
    turns.push({ index, step, told })
    isCalledUp = told.length === 0 && deadline.due <= now
  }
  return turns
}

function withoutOvertaken({ index, step, told }: Turn, later: readonly Turn[]): StepTaken {
  if (told.length === 0) return { index, step, outcome: 'nobody', told }
  const toldLater = new Set(
    later.filter((turn) => turn.step.by === step.by).flatMap((turn) => turn.told.map(({ number }) => number)),
  )
  const left = told.filter(({ number }) => !toldLater.has(number))
  return { index, step, outcome: left.length === 0 ? 'overtaken' : 'told', told: left }
}

/** @param nextAt when the next step's turn comes; null: at its own time. */
function after(deadline: DeadlineRecord, taken: readonly StepTaken[], nextAt: Instant | null): DeadlineRecord {
  const stepsDone = deadline.stepsDone + taken.length
  const own = stepInstant(deadline.due, deadline.ladder[stepsDone])
  return { ...deadline, revision: deadline.revision + 1, stepsDone, nextStepAt: own === null ? null : (nextAt ?? own) }
}

export type AcknowledgeRefusal = {
  readonly ok: false
  /** `alreadySettled`: nothing is owed any more; `alreadyAcknowledged`: somebody took note before. */
  readonly reason: 'alreadySettled' | 'alreadyAcknowledged'
}

/** Somebody takes note: the ladder stops where it is. What is owed stays owed, and its clock runs on. */
export function acknowledge(
  deadline: DeadlineRecord,
  by: Actor,
): AcknowledgeRefusal | { readonly ok: true; readonly deadline: DeadlineRecord } {
  if (deadline.status !== 'running') return { ok: false, reason: 'alreadySettled' }
  if (deadline.acknowledgedBy !== null) return { ok: false, reason: 'alreadyAcknowledged' }
  return {
    ok: true,
    deadline: { ...deadline, revision: deadline.revision + 1, nextStepAt: null, acknowledgedBy: by },
  }
}

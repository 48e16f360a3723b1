import { type DeadlineKind, deadlineKinds } from '../clocks/deadline-kind.ts'
import { type LadderPeople, peopleOfStep } from './people-of-step.ts'
import type { EscalationStep, EscalationTarget, EscalationWay, Ladders } from './routing-table.ts'

const step = (afterMinutes: number, by: EscalationWay, to: EscalationTarget): EscalationStep => ({
  afterMinutes,
  by,
  to,
})

/**
 * What happens where a table says nothing. Feedback climbs as the city's rule of 12 hours does (a word an hour before, the
 * head after one hour, the duty officer after 4, the supervision office after 12, the leading group after 24); what is
 * urgent climbs in minutes. The duty officer is told of what the centre owes by a message first, since he may be on the
 * telephone with that very citizen.
 */
const usual: Ladders = {
  dispatch: [
    step(0, 'sms', 'officers'),
    step(2, 'call', 'officers'),
    step(10, 'call', 'officers'),
    step(30, 'sms', 'supervision'),
  ],
  accept: [
    step(0, 'sms', 'responders'),
    step(2, 'sms', 'head'),
    step(5, 'call', 'officers'),
    step(30, 'sms', 'supervision'),
    step(120, 'sms', 'leadingGroup'),
  ],
  arrive: [
    step(-10, 'sms', 'responders'),
    step(0, 'sms', 'responders'),
    step(10, 'sms', 'head'),
    step(20, 'call', 'officers'),
    step(60, 'sms', 'supervision'),
    step(240, 'sms', 'leadingGroup'),
  ],
  situation: [
    step(0, 'sms', 'responders'),
    step(10, 'sms', 'head'),
    step(20, 'call', 'officers'),
    step(60, 'sms', 'supervision'),
  ],
  complete: [
    step(-60, 'sms', 'responders'),
    step(0, 'sms', 'responders'),
    step(60, 'sms', 'head'),
    step(240, 'call', 'officers'),
    step(720, 'sms', 'supervision'),
    step(1440, 'sms', 'leadingGroup'),
  ],
  feedback: [
    step(-60, 'sms', 'responders'),
    step(0, 'sms', 'responders'),
    step(60, 'sms', 'head'),
    step(240, 'call', 'officers'),
    step(720, 'sms', 'supervision'),
    step(1440, 'sms', 'leadingGroup'),
  ],
  review: [
    step(0, 'sms', 'officers'),
    step(60, 'call', 'officers'),
    step(240, 'sms', 'supervision'),
    step(720, 'sms', 'leadingGroup'),
  ],
  ruling: [
    step(0, 'sms', 'officers'),
    step(5, 'call', 'officers'),
    step(30, 'sms', 'supervision'),
    step(120, 'sms', 'leadingGroup'),
  ],
  callBack: [
    step(-10, 'sms', 'officers'),
    step(0, 'call', 'officers'),
    step(15, 'call', 'officers'),
    step(60, 'sms', 'supervision'),
  ],
  confirmAfterHours: [
    step(0, 'sms', 'officers'),
    step(30, 'call', 'officers'),
    step(120, 'sms', 'supervision'),
    step(240, 'sms', 'leadingGroup'),
  ],
}

/** The usual ladders, without steps to people whom this centre does not have or can't tell that way. */
export function usualLadders(centre: LadderPeople['centre']): Ladders {
  const canBeTold = (each: EscalationStep): boolean =>
    each.to === 'responders' || each.to === 'head' || peopleOfStep(each, { centre, unit: null }).length > 0
  return laddersBy((kind) => usual[kind].filter(canBeTold))
}

/** Makes the ladder of each kind of deadline. */
export const laddersBy = (ladderOf: (kind: DeadlineKind) => readonly EscalationStep[]): Ladders =>
  Object.fromEntries(deadlineKinds.map((kind) => [kind, ladderOf(kind)])) as Record<DeadlineKind, Ladders[DeadlineKind]>

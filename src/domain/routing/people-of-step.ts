import type { Instant } from '../instant.ts'
import { contactsOf } from '../messaging/contacts.ts'
import { officersOnDuty, peopleOnDuty, type RoutingRules } from './people-on-duty.ts'
import { smsNumbersOf, voiceNumbersOf } from './phones-of.ts'
import type { Centre, EscalationStep, EscalationTarget, Responder, Unit } from './routing-table.ts'

/** Somebody a step of a ladder tells, and the number it tells him on. */
export type Told = { readonly person: Responder; readonly number: string }

/** Where the people of a ladder come from; unit null: the deadline is the centre's own, so there are no responders and no head. */
export type LadderPeople = {
  readonly centre: Pick<Centre, 'dutyOfficers' | 'supervision' | 'leadingGroup'>
  readonly unit: Pick<Unit, 'responders' | 'head'> | null
}

/** Those who are on duty at an instant: of the unit, and of the duty officers. Whoever else stands above them is asked at any hour. */
export const ladderPeopleAt = (rules: RoutingRules, unit: Unit | null, at: Instant): LadderPeople => ({
  centre: { ...rules.table.centre, dutyOfficers: officersOnDuty(rules, at) },
  unit: unit === null ? null : { head: unit.head, responders: peopleOnDuty(rules, unit, null, at) },
})

/** Whom a step tells: those of its target who have a telephone for it, each number once. None: the step is skipped. */
export function peopleOfStep({ by, to }: Pick<EscalationStep, 'by' | 'to'>, people: LadderPeople): readonly Told[] {
  const told = targetPeople(to, people).flatMap((person) => {
    const [number] = by === 'sms' ? smsNumbersOf(person) : voiceNumbersOf(person)
    return number === undefined ? [] : [{ person, number }]
  })
  return told.filter(({ number }, index) => told.findIndex((other) => other.number === number) === index)
}

/** Who is told that an escalation has a gap, or that a case has no clock: the duty officers; without one who can get a message, the supervision office. */
export function watchersOf({ centre }: Pick<LadderPeople, 'centre'>): readonly Responder[] {
  const officers = centre.dutyOfficers.filter((person) => contactsOf(person).length > 0)
  return officers.length > 0 || centre.supervision === null ? officers : [centre.supervision]
}

function targetPeople(to: EscalationTarget, { centre, unit }: LadderPeople): readonly Responder[] {
  switch (to) {
    case 'responders':
      return unit?.responders ?? []
    case 'head':
      return unit?.head ? [unit.head] : []
    case 'officers':
      return centre.dutyOfficers
    case 'supervision':
    case 'leadingGroup': {
      const office = centre[to]
      return office === null ? [] : [office]
    }
  }
}

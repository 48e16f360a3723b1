import { climbLadder } from '../../../domain/clocks/climb-ladder.ts'
import type { DeadlineRecord } from '../../../domain/clocks/deadline-record.ts'
import { nextStep } from '../../../domain/clocks/next-step.ts'
import { decisionBy } from '../../../domain/decision.ts'
import { ladderPeopleAt, peopleOfStep, watchersOf } from '../../../domain/routing/people-of-step.ts'
import { saveChanges } from './simulated-rows.ts'
import { type Simulation, tell } from './simulation.ts'

/** The deadline whose next step comes first; null: nothing climbs any more. */
export function nextToClimb({ rows }: Simulation): { readonly at: number; readonly deadline: DeadlineRecord } | null {
  let first: { at: number; deadline: DeadlineRecord } | null = null
  for (const deadline of rows.deadlines.values()) {
    const { nextStepAt: at, status } = deadline
    if (status === 'running' && at !== null && (first === null || at < first.at)) first = { at, deadline }
  }
  return first
}

/** Takes the steps of a deadline that are due now, as the live clocks do. A call is told of and not rung: nobody reacts. */
export function climb(simulation: Simulation, deadline: DeadlineRecord): void {
  const { rows, rules, now, live } = simulation
  const caseRow = rows.cases.get(deadline.caseId)
  if (caseRow === undefined) return
  const order = rows.orders.get(deadline.orderId ?? '') ?? null
  const unit = rules.table.units.find(({ id }) => id === order?.unit) ?? null
  const people = ladderPeopleAt(rules, unit, now)
  const busy = live.busy(null)
  const steps = nextStep(deadline, now, {
    people: (step) => peopleOfStep(step, people),
    canRing: (number) => !busy.has(number),
  })
  if (steps === null) return
  for (const step of steps.taken) tell(simulation, null, { what: 'escalates', row: deadline, step })
  const newId = (): string => {
    simulation.ids += 1
    return `dry${simulation.ids}`
  }
  const changes = climbLadder(
    steps,
    { caseRow, order, watchers: watchersOf(people) },
    decisionBy('system', { ...rules, now, newId }),
  )
  for (const what of saveChanges(rows, changes, rules.zone).told) tell(simulation, null, what)
}

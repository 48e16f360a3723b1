import { deadlineKinds, isTheCentres } from '../../clocks/deadline-kind.ts'
import { peopleOfStep } from '../people-of-step.ts'
import { type EscalationStep, escalationTargets, type RoutingTable } from '../routing-table.ts'
import { checkRange } from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** A reminder comes at most a day before; nothing is escalated a month after. */
const stepBounds = { from: -1440, to: 43_200, unit: 'minutes' }
/** Whoever is told so often stops listening. */
const mostSteps = 20

/** Ladders: steps in the order of their times, to somebody whom the deadline concerns and who can be told. */
export function checkLadders(table: RoutingTable, blame: Blame): void {
  for (const kind of deadlineKinds) {
    const ladder = table.ladders[kind]
    const path = ['ladders', kind]
    if (ladder.length > mostSteps) blame(path, 'tooManySteps', { count: ladder.length, most: mostSteps })
    ladder.forEach((step, index) => {
      const at = [...path, index]
      checkRange(blame, [...at, 'afterMinutes'], step.afterMinutes, stepBounds)
      const before = ladder[index - 1]
      if (before !== undefined && before.afterMinutes > step.afterMinutes) {
        blame([...at, 'afterMinutes'], 'stepsOutOfOrder', { after: step.afterMinutes, before: before.afterMinutes })
      }
      if (isTheCentres(kind) && (step.to === 'responders' || step.to === 'head')) {
        const allowed = escalationTargets.filter((target) => target !== 'responders' && target !== 'head')
        blame([...at, 'to'], 'owedByCentre', { kind, to: quote(step.to) }, allowed)
      }
      checkOffice(table, blame, at, step)
    })
  }
}

/** Steps to the centre's people must find somebody. Whether a unit has a head is its own: without one the step is skipped. */
function checkOffice({ centre }: RoutingTable, blame: Blame, at: TablePath, { to, by }: EscalationStep): void {
  if (to === 'responders' || to === 'head') return
  // That duty officers with a voice phone are needed is said elsewhere, once.
  if (to === 'officers' && (by === 'call' || centre.dutyOfficers.length === 0)) return
  if (peopleOfStep({ by, to }, { centre, unit: null }).length > 0) return
  if (to !== 'officers' && centre[to] === null) return blame([...at, 'to'], 'noOffice', { office: to })
  blame([...at, 'by'], 'cannotBeTold', { office: to, how: by, way: by })
}

import { chooseRoute, type HuntStage, officerStage, type RouteChoice } from '../../routing/choose-route.ts'
import { isWithinServiceWindow } from '../../routing/service-window.ts'
import type { Hunting, Matter, Notice } from '../call-state.ts'
import type { Turn } from '../turn.ts'

/** Whom to ring for a category now; null where no route fits. */
export function routeOf(turn: Turn, category: string, answer: string | null): RouteChoice | null {
  const { table, now, zone } = turn.facts
  return chooseRoute(table, { category, answer, at: now }, (id) => {
    const window = table.windows.find((candidate) => candidate.id === id)
    return window !== undefined && isWithinServiceWindow(window, now, zone).open
  })
}

/** Stages of the hunt for a matter; without a unit in charge, the duty officer alone. */
export function stagesFor(turn: Turn, matter: Matter): readonly HuntStage[] {
  const route = matter.category !== null && matter.unit !== null ? routeOf(turn, matter.category, matter.answer) : null
  return route?.stages ?? [officerStage(turn.facts.table)]
}

/** A hunt at its beginning. */
export const huntFor = (
  purpose: Hunting['purpose'],
  stages: readonly HuntStage[],
  notice: Notice | null = null,
): Hunting => ({
  at: 'hunting',
  purpose,
  stages,
  stage: 0,
  next: 0,
  waits: 0,
  entry: null,
  hinted: false,
  notice,
})

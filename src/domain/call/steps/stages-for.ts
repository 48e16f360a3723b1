import { chooseRoute, type HuntStage, officerStage, type RouteChoice } from '../../routing/choose-route.ts'
import type { Hunting, Matter, Notice } from '../call-state.ts'
import type { Turn } from '../turn.ts'

/** Whom to ring for a category now; null where no route fits. */
export const routeOf = (
  { facts, state }: Turn,
  about: Pick<Matter, 'answer' | 'area'> & { readonly category: string },
): RouteChoice | null =>
  chooseRoute(facts, {
    category: about.category,
    answer: about.answer,
    area: about.area,
    line: state.record.line,
    at: facts.now,
  })

/** Stages of the hunt for a matter; without a unit in charge, the duty officer alone. */
export function stagesFor(turn: Turn, matter: Matter): readonly HuntStage[] {
  const { category } = matter
  const route = category !== null && matter.unit !== null ? routeOf(turn, { ...matter, category }) : null
  return route?.stages ?? [officerStage(turn.facts, turn.facts.now)]
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

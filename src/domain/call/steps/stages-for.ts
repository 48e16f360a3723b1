import { chooseRoute, type HuntStage, officerStage, type RouteChoice } from '../../routing/choose-route.ts'
import { stageOfUnit } from '../../routing/stage-of-unit.ts'
import { understoodDuty } from '../../routing/understood-duty.ts'
import type { Hunting, Matter, Notice } from '../call-state.ts'
import type { Turn } from '../turn.ts'

/** Whom to ring for a category now; null where no route fits. */
export const routeOf = (
  { facts, state }: Turn,
  about: Pick<Matter, 'answer' | 'area'> & { readonly category: string },
): RouteChoice | null =>
  chooseRoute(
    { ...facts, duty: understoodDuty(facts) },
    {
      category: about.category,
      answer: about.answer,
      area: about.area,
      line: state.record.line,
      at: facts.now,
    },
  )

/**
 * Stages of the hunt for a matter; without a unit in charge, the duty officer alone. The unit that has the order is rung
 * first, also where hours or an override that began meanwhile would have chosen another.
 */
export function stagesFor(turn: Turn, matter: Matter): readonly HuntStage[] {
  const { facts } = turn
  const { category, unit } = matter
  const officers = officerStage(facts, facts.now)
  if (category === null || unit === null) return [officers]
  const route = routeOf(turn, { ...matter, category })
  if (route?.unit === unit) return route.stages
  const others = (route?.stages ?? [officers]).filter((stage) => stage.unit !== unit)
  return [stageOfUnit(facts, unit, facts.now), ...others]
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

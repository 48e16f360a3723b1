import type { Instant } from '../instant.ts'
import type { Responder, RoutingTable, Strategy } from './routing-table.ts'

/** Whose telephones are rung together, and how. */
export type HuntStage = {
  /** Unit whose people these are; null: the centre's duty officers. */
  readonly unit: string | null
  readonly strategy: Strategy
  readonly ringSeconds: number
  readonly responders: readonly { readonly id: string; readonly number: string }[]
}

/** Who takes a case: the unit in charge, and whom to ring, stage by stage; the last stage is always the duty officer. */
export type RouteChoice = { readonly unit: string; readonly stages: readonly HuntStage[] }

/**
 * Decides who answers for a category at an instant.
 * @param answer the caller's answer to the category's question, which may name another unit; null: none.
 * @param isWithin whether the named window is open at the instant.
 * @returns null where no route fits: the duty officer decides (validation does not let such a table be published).
 */
export function chooseRoute(
  table: RoutingTable,
  about: { readonly category: string; readonly answer: string | null; readonly at: Instant },
  isWithin: (window: string) => boolean,
): RouteChoice | null {
  const route = table.routes.find(
    (candidate) => candidate.category === about.category && (candidate.window === null || isWithin(candidate.window)),
  )
  if (!route) return null
  const question = table.categories.find((category) => category.id === about.category)?.question
  const unit = question?.answers.find((answer) => answer.id === about.answer)?.unit ?? route.unit
  const stageOf = (id: string): HuntStage => ({
    unit: id,
    strategy: route.strategy,
    ringSeconds: route.ringSeconds,
    responders: withVoice(table.units.find((candidate) => candidate.id === id)?.responders ?? []),
  })
  return { unit, stages: [stageOf(unit), ...route.fallbacks.map(stageOf), officerStage(table)] }
}

/** The duty officers of the centre, rung in order. */
export const officerStage = (table: RoutingTable): HuntStage => ({
  unit: null,
  strategy: 'inOrder',
  ringSeconds: table.centre.ringSeconds,
  responders: withVoice(table.centre.dutyOfficers),
})

/** Those who can be rung, and where. */
export const withVoice = (responders: readonly Responder[]) =>
  responders.flatMap(({ id, voice }) => (voice === null ? [] : [{ id, number: voice }]))

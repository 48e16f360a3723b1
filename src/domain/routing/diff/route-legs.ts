import { isAbout, turnsOf, type UnitTurn } from '../choose-route.ts'
import type { Coverage } from '../proof/coverage.ts'
import { isEmpty, meet, type Spans, without } from '../proof/spans.ts'
import type { Route, Strategy } from '../routing-table.ts'

/** How a matter's telephones ring for a while: whose turn comes after whose before the duty officer's, and how. */
export type Leg = {
  readonly turns: readonly UnitTurn[]
  /** null: no unit is rung. */
  readonly manner: { readonly strategy: Strategy; readonly ringSeconds: number } | null
  readonly reinforcements: readonly string[]
}

/** Routes for such a matter that may win, in their order: the same list, the same way. */
export function routesFor({ rules }: Coverage, category: string, area: string | null): readonly Route[] {
  return rules.table.routes.filter((route) => isAbout(route, { category, area }))
}

/** Which of these routes wins when; null: none does. */
export function winners(
  coverage: Coverage,
  routes: readonly Route[],
): readonly { readonly route: Route | null; readonly spans: Spans }[] {
  const found: { route: Route | null; spans: Spans }[] = []
  let rest = coverage.whole
  for (const route of routes) {
    const spans = route.window === null ? rest : meet(rest, coverage.open(route.window))
    found.push({ route, spans })
    rest = without(rest, spans)
  }
  return [...found, { route: null, spans: rest }].filter(({ spans }) => !isEmpty(spans))
}

/** How a matter's telephones ring by a route, null: by none. @param answered unit that the caller's answer names; null: none. */
export function legOf(route: Route | null, answered: string | null, sentAway: Parameters<typeof turnsOf>[2]): Leg {
  const turns = route === null ? [] : turnsOf(route, answered, sentAway)
  if (route === null || turns.length === 0) return { turns: [], manner: null, reinforcements: [] }
  const { strategy, ringSeconds, reinforcements } = route
  return { turns, manner: { strategy, ringSeconds }, reinforcements }
}

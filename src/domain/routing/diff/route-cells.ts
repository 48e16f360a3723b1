import { answeredUnit } from '../choose-route.ts'
import { coverageOf } from '../proof/coverage.ts'
import { seenOf } from '../proof/finding.ts'
import { isEmpty, meet, nameOf, noSpans, type Spans, unite, without } from '../proof/spans.ts'
import type { RoutingTable } from '../routing-table.ts'
import type { Sides } from './difference.ts'
import { gather } from './names.ts'
import { type Aspect, aspectsOf } from './route-aspects.ts'
import { type Leg, legOf, routesFor, winners } from './route-legs.ts'
import { waysOfBoth } from './ways-of-both.ts'

/** One thing that differs for callers of a line who choose a category and are in these places. */
export type RouteCell = {
  readonly aspect: Aspect
  readonly line: string
  readonly category: string
  readonly answers: readonly (string | null)[]
  readonly areas: readonly (string | null)[]
  /** When callers of the line meet it. */
  readonly spans: Spans
  /** When it is so as people say it, without what an override does for a few hours; null: whenever callers get that far. */
  readonly shown: Spans | null
}

/**
 * All that differs between the routes of `old` and those of the side after, as far as callers get to them on both sides.
 * Overrides are left out of what is compared, and their hours out of the times at which it is met, as far as they hide it.
 */
export function cellsOf(sides: Sides, old: RoutingTable): readonly RouteCell[] {
  const { before, after, looking } = sides
  const plain = [old, after.rules.table].map((table) => {
    const duty = { revision: 0, rosters: [], overrides: [] }
    return coverageOf({ table, duty, zone: after.rules.zone }, after.from, after.until)
  }) as [Coverage, Coverage]
  const ways = Map.groupBy(waysOfBoth(before.rules.table, after.rules.table), (way) => way.after.category)
  return [...ways].flatMap(([category, lines]) => {
    const found = changesOf(category, plain)
    return lines.flatMap((way) => {
      const reached = seenOf(meet(before.reached(way.before), after.reached(way.after)), looking)
      const usual = seenOf(meet(plain[0].reached(way.before), plain[1].reached(way.after)), looking)
      return found.flatMap(({ hours, hidden, ...change }): readonly RouteCell[] => {
        const spans = without(meet(reached, hours), hidden(way.after.line, sides))
        if (isEmpty(spans)) return []
        const seen = meet(usual, hours)
        const shown = isEmpty(seen) ? spans : nameOf(seen) === nameOf(usual) ? null : seenOf(hours, looking)
        return [{ ...change, category, line: way.after.line, spans, shown }]
      })
    })
  })
}

type Coverage = Sides['after']
type Change = Pick<RouteCell, 'aspect' | 'answers' | 'areas'> & {
  readonly hours: Spans
  /** When an override on a line makes it the same. */
  readonly hidden: (line: string, sides: Sides) => Spans
}

function changesOf(category: string, both: readonly [Coverage, Coverage]): readonly Change[] {
  const tables = both.map(({ rules }) => rules.table)
  const areas = gather([null, ...idsOfBoth(tables.map((table) => table.areas))], (area) =>
    both.map((side) => routesFor(side, category, area).map((route) => side.rules.table.routes.indexOf(route))),
  )
  const questions = tables.map((table) => table.categories.find(({ id }) => id === category)?.question)
  const answers = gather([null, ...idsOfBoth(questions.map((question) => question?.answers ?? []))], (answer) =>
    tables.map((table) => answeredUnit(table, { category, answer })),
  )
  return areas.flatMap((area) => {
    const [won, wins] = both.map((side) => winners(side, routesFor(side, category, area[0] ?? null)))
    return answers.flatMap((answer) => {
      const [said, says] = tables.map((table) => answeredUnit(table, { category, answer: answer[0] ?? null }))
      const found = new Map<string, { readonly aspect: Aspect; pieces: readonly Piece[]; hours: Spans }>()
      for (const was of won ?? []) {
        for (const is of wins ?? []) {
          const aspects = aspectsOf(legOf(was.route, said ?? null, null), legOf(is.route, says ?? null, null))
          const hours = aspects.length === 0 ? noSpans : meet(was.spans, is.spans)
          if (isEmpty(hours)) continue
          const under = (sent: Parameters<typeof legOf>[2]): readonly [Leg, Leg] => [
            legOf(was.route, said ?? null, sent),
            legOf(is.route, says ?? null, sent),
          ]
          for (const aspect of aspects) {
            const key = JSON.stringify(aspect)
            const one = found.get(key) ?? { aspect, pieces: [], hours: noSpans }
            found.set(key, { aspect, pieces: [...one.pieces, { hours, under }], hours: unite(one.hours, hours) })
          }
        }
      }
      return [...found.values()].map(({ aspect, pieces, hours }) => {
        return { aspect, answers: answer, areas: area, hours, hidden: hiddenBy(aspect, pieces) }
      })
    })
  })
}

type Piece = { readonly hours: Spans; readonly under: (sent: Parameters<typeof legOf>[2]) => readonly [Leg, Leg] }

/** When an override that sends cases elsewhere makes both sides the same in what the aspect is about. */
const hiddenBy =
  ({ is }: Aspect, pieces: readonly Piece[]) =>
  (line: string, { after }: Sides): Spans =>
    after
      .sendings(line)
      .filter(({ sentAway }) => sentAway !== null)
      .flatMap(({ spans, sentAway }) =>
        pieces
          .filter(({ under }) => {
            const left = aspectsOf(...under(sentAway)).map((aspect) => groupOf(aspect.is))
            return !left.includes(groupOf(is))
          })
          .map(({ hours }) => meet(hours, spans)),
      )
      .reduce(unite, noSpans)

/** Who is rung is one thing, however it is told. */
const groupOf = (is: Aspect['is']): string => (is === 'lead' || is === 'then' || is === 'chain' ? 'turns' : is)

const idsOfBoth = (sides: readonly (readonly { readonly id: string }[])[]): readonly string[] => [
  ...new Set(sides.toReversed().flatMap((things) => things.map(({ id }) => id))),
]

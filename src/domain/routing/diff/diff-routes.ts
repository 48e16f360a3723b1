/** Promise to the sysadmin: which key rings whom, and when that changes, is told as callers notice it, keys and places together. */
import { answeredUnit } from '../choose-route.ts'
import { seenOf } from '../proof/finding.ts'
import { isEmpty, meet, nameOf, noSpans, type Spans, unite } from '../proof/spans.ts'
import { type WayIn, waysIn } from '../proof/ways-in.ts'
import { type Difference, differenceAt, type Sides } from './difference.ts'
import { type Matters, matterNames } from './matter-names.ts'
import { gather } from './names.ts'
import { type Aspect, aspectsOf, tellAspect } from './route-aspects.ts'
import { legsOf, routesFor, winners } from './route-legs.ts'

/** One thing that differs for callers of a line who choose a category and are in these places. */
type Cell = {
  readonly aspect: Aspect
  readonly line: string
  readonly category: string
  readonly answers: readonly (string | null)[]
  readonly areas: readonly (string | null)[]
  /** When callers of the line meet it, and a name for the times at which it is so whether or not they get that far. */
  readonly spans: Spans
  readonly hours: string
}

/**
 * Whom a category rings, how, and whom a serious case calls in: for every line that leads there on both sides, every area
 * and every answer to its question, at the times at which callers get that far on both sides.
 */
export function diffRoutes(sides: Sides): readonly Difference[] {
  const cells = waysOfBoth(sides).flatMap((ways) => cellsOf(sides, ways))
  return blocksOf(cells).map((block) => tell(block, sides))
}

type WaysOfBoth = { readonly before: WayIn; readonly after: WayIn }

function waysOfBoth({ before, after }: Sides): readonly WaysOfBoth[] {
  const old = waysIn(before.rules.table)
  return waysIn(after.rules.table).flatMap((way) => {
    const same = old.find(({ line, category }) => line === way.line && category === way.category)
    return same === undefined ? [] : [{ before: same, after: way }]
  })
}

function cellsOf(sides: Sides, ways: WaysOfBoth): readonly Cell[] {
  const { before, after, looking } = sides
  const { line, category } = ways.after
  const reached = seenOf(meet(before.reached(ways.before), after.reached(ways.after)), looking)
  if (isEmpty(reached)) return []
  const both = [before, after] as const
  const areas = gather([null, ...idsOfBoth(both.map(({ rules }) => rules.table.areas))], (area) =>
    both.map(({ rules }, side) =>
      routesFor(both[side] ?? after, category, area).map((route) => rules.table.routes.indexOf(route)),
    ),
  )
  const questions = both.map(({ rules }) => rules.table.categories.find(({ id }) => id === category)?.question)
  const answers = gather([null, ...idsOfBoth(questions.map((question) => question?.answers ?? []))], (answer) =>
    both.map(({ rules }) => answeredUnit(rules.table, { category, answer })),
  )
  return areas.flatMap((area) => {
    const won = both.map((side) => winners(side, routesFor(side, category, area[0] ?? null)))
    return answers.flatMap((answer) => {
      const [old, now] = both.map((side, index) =>
        legsOf(side, won[index] ?? [], line, answeredUnit(side.rules.table, { category, answer: answer[0] ?? null })),
      )
      const found = new Map<string, { aspect: Aspect; spans: Spans }>()
      for (const was of old ?? []) {
        for (const is of now ?? []) {
          const aspects = aspectsOf(was.leg, is.leg)
          const spans = aspects.length === 0 ? noSpans : meet(was.spans, is.spans)
          if (isEmpty(spans)) continue
          for (const aspect of aspects) {
            const key = JSON.stringify(aspect)
            found.set(key, { aspect, spans: unite(found.get(key)?.spans ?? noSpans, spans) })
          }
        }
      }
      return [...found.values()].flatMap(({ aspect, spans: hours }): readonly Cell[] => {
        const spans = meet(reached, hours)
        if (isEmpty(spans)) return []
        const named = nameOf(spans) === nameOf(reached) ? always : nameOf(hours)
        return [{ aspect, line, category, answers: answer, areas: area, spans, hours: named }]
      })
    })
  })
}

/** In place of hours: whenever callers get that far. */
const always = 'always'

const idsOfBoth = (sides: readonly (readonly { readonly id: string }[])[]): readonly string[] => [
  ...new Set(sides.toReversed().flatMap((things) => things.map(({ id }) => id))),
]

type Block = Omit<Cell, 'line' | 'category' | 'answers'> & Pick<Matters, 'lines' | 'matters'>

/** Cells that one sentence tells: first all places of a matter, then all its answers, then all lines, then all matters. */
function blocksOf(cells: readonly Cell[]): readonly Block[] {
  const places = gather(cells, (cell) => [cell.aspect, cell.hours, cell.line, cell.category, cell.answers]).map(
    (same) => ({ ...first(same), areas: same.flatMap(({ areas }) => areas).toSorted(byId) }),
  )
  const answered = gather(places, (cell) => [cell.aspect, cell.hours, cell.line, cell.category, cell.areas]).map(
    (same) => ({ ...first(same), answers: same.flatMap(({ answers }) => answers).toSorted(byId) }),
  )
  const onLines = gather(answered, (cell) => [cell.aspect, cell.hours, cell.category, cell.answers, cell.areas]).map(
    (same) => ({
      ...first(same),
      spans: same.map(({ spans }) => spans).reduce(unite),
      lines: same.map(({ line }) => line),
    }),
  )
  return gather(onLines, (cell) => [
    cell.aspect,
    cell.hours === always ? always : nameOf(cell.spans),
    cell.lines,
    cell.areas,
  ]).map((same) => ({
    ...first(same),
    spans: same.map(({ spans }) => spans).reduce(unite),
    matters: same.map(({ category, answers }) => ({ category, answers })),
  }))
}

/** What is not known comes first. */
const byId = (one: string | null, other: string | null): number => ((one ?? '') < (other ?? '') ? -1 : 1)

const first = <Thing>(things: readonly Thing[]): Thing => things[0] as Thing

function tell({ aspect, lines, areas, matters, spans, hours }: Block, sides: Sides): Difference {
  const tables = { before: sides.before.rules.table, after: sides.after.rules.table }
  const { says: about, ...named } = matterNames(
    { matters, areas, lines, spans: hours === always ? null : spans },
    sides,
  )
  const { kind, weakens, says, units } = tellAspect(aspect, tables, about)
  return differenceAt(spans, kind, says, { weakens, ...named, units })
}

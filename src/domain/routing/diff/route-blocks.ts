import { nameOf, type Spans, unite } from '../proof/spans.ts'
import type { Matters } from './matter-names.ts'
import { gather } from './names.ts'
import type { RouteCell } from './route-cells.ts'

/** What one sentence tells: the same change of several matters, in these places, on these lines. */
export type RouteBlock = Omit<RouteCell, 'line' | 'category' | 'answers'> & Pick<Matters, 'lines' | 'matters'>

/** Cells that one sentence tells: first all places of a matter, then all its answers, then all lines, then all matters. */
export function blocksOf(cells: readonly RouteCell[]): readonly RouteBlock[] {
  const times = ({ shown }: { readonly shown: Spans | null }): unknown => (shown === null ? null : nameOf(shown))
  const keyed = cells.map((cell) => ({ ...cell, key: [JSON.stringify(cell.aspect), times(cell)] }))
  const places = gather(keyed, (cell) => [cell.key, cell.line, cell.category, cell.answers]).map((same) => ({
    ...first(same),
    spans: spansOf(same),
    areas: same.flatMap(({ areas }) => areas).toSorted(byId),
  }))
  const answered = gather(places, (cell) => [cell.key, cell.line, cell.category, cell.areas]).map((same) => ({
    ...first(same),
    spans: spansOf(same),
    answers: same.flatMap(({ answers }) => answers).toSorted(byId),
  }))
  const onLines = gather(answered, (cell) => [cell.key, cell.category, cell.answers, cell.areas]).map((same) => ({
    ...first(same),
    spans: spansOf(same),
    lines: same.map(({ line }) => line),
  }))
  return gather(onLines, (cell) => [cell.key, cell.lines, cell.areas]).map((same) => {
    const { aspect, areas, lines, shown } = first(same)
    const matters = same.map(({ category, answers }) => ({ category, answers }))
    return { aspect, areas, lines, shown, spans: spansOf(same), matters }
  })
}

/** What is not known comes first. */
const byId = (one: string | null, other: string | null): number => ((one ?? '') < (other ?? '') ? -1 : 1)

const spansOf = (same: readonly { readonly spans: Spans }[]): Spans => same.map(({ spans }) => spans).reduce(unite)

const first = <Thing>(things: readonly Thing[]): Thing => things[0] as Thing

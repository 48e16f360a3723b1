/**
 * Promise to the citizen: no key he presses, at any time, in any place, is answered by an empty desk without somebody having
 * been told of it before.
 */
import { answeredUnit, isAbout, turnsOf, type UnitTurn } from '../choose-route.ts'
import type { Route, RoutingTable } from '../routing-table.ts'
import type { Coverage } from './coverage.ts'
import { isEmpty, meet, type Spans, without } from './spans.ts'
import { type WayIn, waysIn } from './ways-in.ts'

/** `nobodyOnDuty`: nobody at all can be rung; `onlyOfficer`: nobody but the duty officer. */
export const holeCodes = ['nobodyOnDuty', 'onlyOfficer'] as const
export type HoleCode = (typeof holeCodes)[number]

/** When a key in a place on a line is not covered as it is meant to be. */
export type Hole = {
  readonly code: HoleCode
  readonly category: string
  /** Answer to the category's question; null: none. */
  readonly answer: string | null
  /** Areas that are led the same way; null among them: where it is not known. */
  readonly areas: readonly (string | null)[]
  readonly line: string
  /** Place of the route in the table; null: none fits. */
  readonly route: number | null
  /** Units whose turn it would be. None: an override sends everything to the duty officer. */
  readonly turns: readonly UnitTurn[]
  readonly spans: Spans
}

/** What is asked about; left out: everything. */
export type HolesAsked = Partial<Pick<Hole, 'category' | 'answer' | 'line'>> & { readonly area?: string | null }

/** Every hole of a time. What an override sends to the duty officer is his, and no hole while he is there. */
export function findHoles(coverage: Coverage, asked: HolesAsked = {}): readonly Hole[] {
  const { table } = coverage.rules
  const gaps = gapsOf(coverage)
  const places = new Map(table.categories.map(({ id }) => [id, areaClasses(table, id)]))
  return waysIn(table)
    .filter(({ category, line }) => isAsked(asked.category, category) && isAsked(asked.line, line))
    .flatMap((way) =>
      answersOf(table, way.category)
        .filter((answer) => isAsked(asked.answer, answer))
        .flatMap((answer) =>
          (places.get(way.category) ?? []).flatMap(({ areas, routes }) =>
            asked.area === undefined || areas.includes(asked.area)
              ? holesOf(coverage, gaps, { way, answer, areas, routes })
              : [],
          ),
        ),
    )
}

const isAsked = <Value>(asked: Value | undefined, value: Value): boolean => asked === undefined || asked === value

const answersOf = ({ categories }: RoutingTable, id: string): readonly (string | null)[] => [
  null,
  ...(categories.find((category) => category.id === id)?.question?.answers ?? []).map((answer) => answer.id),
]

type AreaClass = { readonly areas: readonly (string | null)[]; readonly routes: readonly number[] }

/** Areas by the routes that are for them: most areas have none of their own. */
function areaClasses(table: RoutingTable, category: string): readonly AreaClass[] {
  const classes = new Map<string, { areas: (string | null)[]; routes: readonly number[] }>()
  for (const area of [null, ...table.areas.map(({ id }) => id)]) {
    const routes = table.routes.flatMap((route, index) => (isAbout(route, { category, area }) ? [index] : []))
    const known = classes.get(routes.join())
    if (known) known.areas.push(area)
    else classes.set(routes.join(), { areas: [area], routes })
  }
  return [...classes.values()]
}

/** When nobody of some units, tried one after the other, can be rung; and then when no officer either. */
type Gaps = (turns: readonly UnitTurn[]) => Readonly<Record<HoleCode, Spans>>

function gapsOf(coverage: Coverage): Gaps {
  const known = new Map<string, Readonly<Record<HoleCode, Spans>>>()
  return (turns) => {
    const key = turns.map(({ unit, team }) => `${unit} ${team ?? ''}`).join()
    const found = known.get(key)
    if (found) return found
    const gap = turns.reduce((left, turn) => without(left, coverage.staffed(turn)), coverage.whole)
    const officers = coverage.officers()
    const gaps = { nobodyOnDuty: without(gap, officers), onlyOfficer: meet(gap, officers) }
    known.set(key, gaps)
    return gaps
  }
}

type Asked = {
  readonly way: WayIn
  readonly answer: string | null
  readonly areas: readonly (string | null)[]
  readonly routes: readonly number[]
}

/** Begins with what nobody answers for, which is little: the rest of the year need not be cut into pieces. */
function holesOf(coverage: Coverage, gaps: Gaps, { way, answer, areas, routes }: Asked): readonly Hole[] {
  const { table } = coverage.rules
  const { category, line } = way
  const holes: Hole[] = []
  const answered = answeredUnit(table, { category, answer })
  const taken: Spans[] = []
  const note = (route: number | null, turns: readonly UnitTurn[], code: HoleCode, when: readonly Spans[]): void => {
    const open = when.reduce(meet, gaps(turns)[code])
    const left = taken.reduce(without, open)
    const spans = isEmpty(left) ? left : meet(left, coverage.reached(way))
    if (!isEmpty(spans)) holes.push({ code, category, answer, areas, line, route, turns, spans })
  }
  for (const index of routes) {
    const route = table.routes[index] as Route
    const hours = route.window === null ? coverage.whole : coverage.open(route.window)
    for (const { spans, sentAway } of coverage.sendings(line)) {
      const turns = turnsOf(route, answered, sentAway)
      note(index, turns, 'nobodyOnDuty', [spans, hours])
      if (turns.length > 0) note(index, turns, 'onlyOfficer', [spans, hours])
    }
    taken.push(hours)
  }
  // No route fits: the duty officer has it. A published table has no such time.
  const isEnded = routes.some((index) => table.routes[index]?.window === null)
  for (const code of isEnded ? [] : holeCodes) note(null, [], code, [])
  return holes
}

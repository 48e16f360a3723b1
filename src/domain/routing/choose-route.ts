import type { Instant } from '../instant.ts'
import { remember } from '../remember.ts'
import { overrideAt, type TimedOverride } from './duty.ts'
import { localCalendarOf, officersOnDuty, peopleOnDuty, type RoutingRules } from './people-on-duty.ts'
import { voiceNumbersOf } from './phones-of.ts'
import type { Responder, Route, RoutingTable, Strategy, Unit } from './routing-table.ts'
import { isWithinServiceWindow } from './service-window.ts'

/** Whose telephones are rung together, and how. Who they are is found out when their turn comes (`peopleOfStage`). */
export type HuntStage = {
  /** Unit whose people these are; null: the centre's duty officers. */
  readonly unit: string | null
  /** Team of the unit; null: all of them. */
  readonly team: string | null
  readonly strategy: Strategy
  readonly ringSeconds: number
  readonly responders: readonly RungPhone[]
}

/** A telephone that is rung, and whose it is. */
export type RungPhone = { readonly id: string; readonly number: string }

/** Who takes a case: the unit in charge, and whom to ring, stage by stage; the last stage is always the duty officer. */
export type RouteChoice = {
  readonly unit: string
  /** The row of the table that decided. */
  readonly route: Route
  readonly stages: readonly HuntStage[]
  /** Units that a serious case calls in besides. */
  readonly reinforcements: readonly string[]
}

/** What a call is about, as far as its way depends on it. */
export type RouteQuestion = {
  readonly category: string
  /** The caller's answer to the category's question, which may name another unit; null: none. */
  readonly answer: string | null
  /** null: not known. */
  readonly area: string | null
  /** Service line it came in by, for overrides of that line alone; null: none. */
  readonly line: string | null
  readonly at: Instant
}

/**
 * Decides who answers for a category at an instant.
 * @returns null where no route fits, or where an override sends everything to the duty officer: he decides. Of a table
 *   that may be published only the latter comes about.
 */
export function chooseRoute(rules: RoutingRules, about: RouteQuestion): RouteChoice | null {
  const { table, duty } = rules
  const route = routesByCategory(table.routes)
    .get(about.category)
    ?.find((candidate) => fits(rules, candidate, about))
  if (!route) return null
  const sentAway = overrideAt(duty, 'sendAll', about.line, about.at)
  const turns = turnsOf(route, answeredUnit(table, about), sentAway)
  const [first] = turns
  if (first === undefined) return null
  const stages = turns.map((turn) => stageAt(rules, { ...route, ...turn }, about.at))
  return {
    unit: first.unit,
    route,
    stages: [...stages, officerStage(rules, about.at)],
    reinforcements: route.reinforcements,
  }
}

/** Routes by category: a big table has hundreds. */
const routesByCategory = remember((routes: readonly Route[]) => Map.groupBy(routes, ({ category }) => category))
const unitsById = remember((units: readonly Unit[]) => new Map(units.map((unit) => [unit.id, unit])))

/** A unit whose people are rung in its turn; team null: all of them. */
export type UnitTurn = { readonly unit: string; readonly team: string | null }

/**
 * Whose turn comes after whose where a route is followed, before the duty officer's, which is always the last. None: an
 * override sends everything to him.
 * @param answered unit that the caller's answer names; null: none.
 */
export function turnsOf(
  route: Route,
  answered: string | null,
  sentAway: Pick<TimedOverride, 'to'> | null,
): readonly UnitTurn[] {
  if (sentAway !== null && sentAway.to === null) return []
  const own = answered ?? route.unit
  const unit = sentAway?.to ?? own
  const others = [...(unit === own ? [] : [own]), ...route.fallbacks].filter((id) => id !== unit)
  return [unit, ...others].map((id) => ({ unit: id, team: id === route.unit ? route.team : null }))
}

/** The unit that an answer to the category's question names; null: none. */
export const answeredUnit = (
  { categories }: Pick<RoutingTable, 'categories'>,
  about: Pick<RouteQuestion, 'category' | 'answer'>,
): string | null =>
  categories.find(({ id }) => id === about.category)?.question?.answers.find(({ id }) => id === about.answer)?.unit ??
  null

/** Whether a route is for such a matter, at some hour. */
export const isAbout = (route: Route, { category, area }: Pick<RouteQuestion, 'category' | 'area'>): boolean =>
  route.category === category && (route.area === null || route.area === area)

function fits(rules: RoutingRules, route: Route, about: RouteQuestion): boolean {
  const { at } = about
  if (!isAbout(route, about)) return false
  if (route.window === null) return true
  const window = rules.table.windows.find(({ id }) => id === route.window)
  return window !== undefined && isWithinServiceWindow(window, at, localCalendarOf(rules)).open
}

/** The same stage with the telephones of those who are on duty now. */
export function peopleOfStage(rules: RoutingRules, stage: HuntStage, at: Instant): readonly RungPhone[] {
  if (stage.unit === null) return phonesOf(officersOnDuty(rules, at))
  const unit = unitsById(rules.table.units).get(stage.unit)
  return unit === undefined ? [] : phonesOf(peopleOnDuty(rules, unit, stage.team, at))
}

function stageAt(
  rules: RoutingRules,
  route: Pick<Route, 'unit' | 'team' | 'strategy' | 'ringSeconds'>,
  at: Instant,
): HuntStage {
  const { unit, team, strategy, ringSeconds } = route
  const stage: HuntStage = { unit, team, strategy, ringSeconds, responders: [] }
  return { ...stage, responders: peopleOfStage(rules, stage, at) }
}

/** The duty officers of the centre, rung in order. */
export function officerStage(rules: RoutingRules, at: Instant): HuntStage {
  const { ringSeconds } = rules.table.centre
  const stage: HuntStage = { unit: null, team: null, strategy: 'inOrder', ringSeconds, responders: [] }
  return { ...stage, responders: peopleOfStage(rules, stage, at) }
}

/** All telephones of everybody, in order of preference. */
const phonesOf = (people: readonly Responder[]): RungPhone[] => people.flatMap(rungPhonesOf)

const rungPhonesOf = remember((person: Responder): readonly RungPhone[] =>
  voiceNumbersOf(person).map((number) => ({ id: person.id, number })),
)

/** The area a caller's number lies in, by the longest beginning that fits; null: none does. */
export function areaOfNumber({ areas }: Pick<RoutingTable, 'areas'>, caller: string | null): string | null {
  if (caller === null) return null
  const fitting = areas.flatMap(({ id, prefixes }) =>
    prefixes.filter((prefix) => caller.startsWith(prefix)).map((prefix) => ({ id, length: prefix.length })),
  )
  return fitting.toSorted((one, other) => other.length - one.length)[0]?.id ?? null
}

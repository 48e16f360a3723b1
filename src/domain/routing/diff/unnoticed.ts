/** Promise to the sysadmin: what was changed without effect is told, too: a mistake often is what has none. */
import { isSame } from '../merge/merge-values.ts'
import type { RoutingRules } from '../people-on-duty.ts'
import type { RoutingTable } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { nameIn, pair } from './names.ts'
import { list, type Saying, text } from './saying.ts'

/** Hours, routes and rosters that are written differently, and that no difference found so far comes from. */
export function unnoticed(
  before: RoutingRules,
  after: RoutingRules,
  found: readonly Difference[],
  { before: old, after: now }: Sides,
): readonly Difference[] {
  const tables = { before: old.rules.table, after: now.rules.table }
  const categories = new Set(found.flatMap(({ about }) => about.categories ?? []))
  const windows = new Set([
    ...found.flatMap(({ about }) => about.windows ?? []),
    ...[tables.before, tables.after].flatMap(({ routes }) =>
      routes.flatMap(({ category, window }) => (categories.has(category) && window !== null ? [window] : [])),
    ),
  ])
  const rosters = new Set(found.filter(({ kind }) => kind === 'duty').flatMap(({ about }) => about.rosters ?? []))
  return [
    ...changed(tables.before.windows, tables.after.windows, windows).map((id) =>
      difference('unnoticed', text('windowUnnoticed', { window: id }), { windows: [id] }),
    ),
    ...routes(tables, categories),
    ...entrances(tables, found),
    ...changed(before.duty.rosters, after.duty.rosters, rosters).map((id) => {
      const name = nameIn([...after.duty.rosters, ...before.duty.rosters], id)
      return difference('unnoticed', text('rosterUnnoticed', { roster: name }), { rosters: [id] })
    }),
    ...menus(tables, found),
    ...orders(tables),
  ]
}

type Tables = { readonly before: RoutingTable; readonly after: RoutingTable }

/** Ids of the things that differ, came or went, and that nobody has told. */
function changed<Thing extends { readonly id: string }>(
  before: readonly Thing[],
  after: readonly Thing[],
  told: ReadonlySet<string>,
): readonly string[] {
  const { both, gone, added } = pair(before, after, ({ id }) => id)
  const differing = both.filter((one) => !isSame(one.before, one.after)).map(({ key }) => key)
  return [...differing, ...[...added, ...gone].map(({ id }) => id)].filter((id) => !told.has(id))
}

function routes({ before, after }: Tables, told: ReadonlySet<string>): readonly Difference[] {
  const named = [...new Set([...after.routes, ...before.routes].map(({ category }) => category))]
  const rewritten = named.filter((id) => {
    const [was, is] = [before, after].map((table) => table.routes.filter(({ category }) => category === id))
    return !told.has(id) && !isSame(was, is)
  })
  if (rewritten.length === 0) return []
  const names: Saying = list(rewritten.map((id) => nameIn([...after.categories, ...before.categories], id)))
  return [difference('unnoticed', text('routesUnnoticed', { names }), { categories: rewritten })]
}

/** Numbers and lines that follow other hours or another menu, or lead elsewhere, as nobody notices so far. */
function entrances(tables: Tables, found: readonly Difference[]): readonly Difference[] {
  const told = new Set(found.filter(({ kind }) => kind === 'hours').flatMap(({ about }) => about.numbers ?? []))
  const numbers = pair(tables.before.numbers, tables.after.numbers, ({ number }) => number).both.filter(
    ({ key, before, after }) => !told.has(key) && !isSame(wayOf(before), wayOf(after)),
  )
  const lines = pair(tables.before.lines, tables.after.lines, ({ id }) => id).both.filter(
    ({ key, before, after }) =>
      !isSame([before.window, before.menu], [after.window, after.menu]) &&
      ![...tables.before.numbers, ...tables.after.numbers].some(
        ({ line, number }) => line === key && told.has(number),
      ) &&
      !found.some(({ kind, about }) => kind === 'menu' && (about.lines ?? [key]).includes(key)),
  )
  return [
    ...numbers.map(({ key }) => difference('unnoticed', text('numberUnnoticed', { number: key }), { numbers: [key] })),
    ...lines.map(({ key, after }) =>
      difference('unnoticed', text('lineUnnoticed', { line: { words: after.name } }), { lines: [key] }),
    ),
  ]
}

const wayOf = ({ category, forward, window, language }: RoutingTable['numbers'][number]): unknown => [
  category,
  forward,
  window,
  language,
]

/** Menus that no line leads to, and those of which callers hear nothing new. */
function menus({ before, after }: Tables, found: readonly Difference[]): readonly Difference[] {
  const lines = [...before.lines, ...after.lines]
  const told = found.filter(({ kind }) => kind === 'menu').map(({ about }) => about.lines)
  const isTold = (menu: string): boolean =>
    lines.some((line) => line.menu === menu && told.some((on) => on === undefined || on.includes(line.id)))
  return changed(before.menus, after.menus, new Set())
    .filter((menu) => !isTold(menu))
    .map((menu) => difference('unnoticed', text('menuUnnoticed', { menu })))
}

/** Lists in another order. */
function orders({ before, after }: Tables): readonly Difference[] {
  const moved = (
    [
      'units',
      'categories',
      'numbers',
      'lines',
      'emergencies',
      'designations',
      'returnReasons',
      'notices',
      'goldenCalls',
      'calendar',
    ] as const
  ).filter((part) => {
    const { both } = pair<unknown>(before[part], after[part], keyOf)
    const kept = (things: readonly unknown[]) => things.map(keyOf).filter((id) => both.some(({ key }) => key === id))
    return !isSame(kept(before[part]), kept(after[part]))
  })
  const byCategory = ({ routes }: RoutingTable) => Map.groupBy(routes, ({ category }) => category)
  const [was, is] = [byCategory(before), byCategory(after)]
  const sameRoutes = [...is].every(([category, routes]) => isSame(routes, was.get(category)))
  const parts =
    sameRoutes && !isSame(before.routes, after.routes) && was.size === is.size ? [...moved, 'routes'] : moved
  return [...(parts.length === 0 ? [] : [difference('unnoticed', text('ordersUnnoticed', { parts: list(parts) }))])]
}

const keyOf = (thing: unknown): string => {
  const { id, number, date } = thing as { readonly id?: string; readonly number?: string; readonly date?: string }
  return id ?? number ?? date ?? ''
}

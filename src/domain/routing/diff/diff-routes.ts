/** Promise to the sysadmin: which key rings whom, and when that changes, is told as callers notice it, keys and places together. */
import { isSame } from '../merge/merge-values.ts'
import { seenOf } from '../proof/finding.ts'
import { isEmpty, meet, nameOf, noSpans, type Spans, unite, without } from '../proof/spans.ts'
import type { RoutingTable } from '../routing-table.ts'
import { type Difference, differenceAt, type Sides, whenSeen } from './difference.ts'
import { createPresses, matterNames, pressesAndNames } from './matter-names.ts'
import { tellAspect } from './route-aspects.ts'
import { blocksOf, type RouteBlock } from './route-blocks.ts'
import { cellsOf } from './route-cells.ts'
import { list, text } from './saying.ts'

/** More sentences that come from other hours alone are not read: the hours are told instead. */
const mostByHours = 6

/**
 * Whom a category rings, how, and whom a serious case calls in: for every line that leads there on both sides, every area
 * and every answer to its question, at the times at which callers get that far on both sides.
 */
export function diffRoutes(sides: Sides): readonly Difference[] {
  if (isSame(groundsOf(sides.before.rules.table), groundsOf(sides.after.rules.table))) return []
  const blocks = blocksOf(cellsOf(sides, sides.before.rules.table))
  const [old, now] = [sides.before.rules.table, sides.after.rules.table]
  const windows = now.windows
    .map(({ id }) => id)
    .filter((id) => nameOf(sides.before.open(id)) !== nameOf(sides.after.open(id)))
  if (windows.length === 0 || blocks.length <= mostByHours) return tell(blocks, sides)
  // As if the hours had been the new ones before: what is left comes from the routes themselves.
  const own = blocksOf(cellsOf(sides, withHoursOf(now, old)))
  const names = new Set(own.map(nameOfBlock))
  const byHours = blocks.filter((block) => !names.has(nameOfBlock(block)))
  if (byHours.length <= mostByHours || own.length >= blocks.length) return tell(blocks, sides)
  return [...tell(own, sides), ...windows.flatMap((id) => tellWindow(id, byHours, sides))]
}

/** All that it depends on. Both sides are looked at under the same overrides. */
const groundsOf = (table: RoutingTable): unknown => [
  table.routes,
  table.windows,
  table.calendar.map(({ date, kind }) => [date, kind]),
  table.areas.map(({ id }) => id),
  table.categories.map(({ id, question }) => [id, question?.answers.map((answer) => [answer.id, answer.unit])]),
  table.numbers,
  table.lines.map(({ id, window, menu }) => [id, window, menu]),
  table.menus.map(({ id, entries }) => [id, entries]),
  table.units.map(({ id }) => id),
  table.emergencies.map(({ id }) => id),
]

const withHoursOf = ({ windows, calendar }: RoutingTable, table: RoutingTable): RoutingTable => ({
  ...table,
  calendar,
  windows: table.windows.map((window) => windows.find(({ id }) => id === window.id) ?? window),
})

const nameOfBlock = ({ aspect, lines, areas, matters, shown }: RouteBlock): string =>
  JSON.stringify([aspect, lines, areas, matters, shown === null ? null : nameOf(shown)])

function tell(blocks: readonly RouteBlock[], sides: Sides): readonly Difference[] {
  const tables = { before: sides.before.rules.table, after: sides.after.rules.table }
  const presses = createPresses(sides)
  return blocks.map(({ aspect, lines, areas, matters, spans, shown }) => {
    const { says: about, ...named } = matterNames({ matters, areas, lines, spans: shown }, sides, presses)
    const { kind, weakens, says, units } = tellAspect(aspect, tables, about)
    return differenceAt(spans, kind, says, { weakens, ...named, units })
  })
}

/** Hours by which many keys ring others: when they are longer, and when they are shorter. */
function tellWindow(window: string, byHours: readonly RouteBlock[], sides: Sides): readonly Difference[] {
  const { before, after, looking } = sides
  const routed = [...before.rules.table.routes, ...after.rules.table.routes].filter((route) => route.window === window)
  const concerned = byHours.filter(({ matters }) =>
    matters.some(({ category }) => routed.some((route) => route.category === category)),
  )
  const met = concerned.map(({ spans }) => spans).reduce(unite, noSpans)
  const categories = [...new Set(concerned.flatMap(({ matters }) => matters.map(({ category }) => category)))]
  const lines = [...new Set(concerned.flatMap((block) => block.lines))]
  const presses = createPresses(sides)
  const matters = categories.map((category) => ({ category, answers: presses.everyAnswer(category) }))
  const hours: readonly (readonly ['hoursMore' | 'hoursLess', Spans])[] = [
    ['hoursMore', without(after.open(window), before.open(window))],
    ['hoursLess', without(before.open(window), after.open(window))],
  ]
  return hours.flatMap(([code, changed]) => {
    const shown = seenOf(changed, looking)
    const spans = meet(met, shown)
    if (isEmpty(spans)) return []
    const about = presses.isEverything(matters)
      ? text('everyKey')
      : pressesAndNames(matters, presses.of(matters, lines), before.rules.table, after.rules.table)
    const values = { window, when: { when: whenSeen(shown, looking) }, about: list([about]) }
    return [differenceAt(spans, 'route', text(code, values), { categories, windows: [window] })]
  })
}

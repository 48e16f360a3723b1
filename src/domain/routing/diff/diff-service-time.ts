/** Promise to the sysadmin: a clock that will count only in the unit's hours is a longer wait for somebody, and is told first. */
import { isSame } from '../merge/merge-values.ts'
import type { ClockRule, RoutingTable } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { wordChanges } from './field-changes.ts'
import { nameIn, pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

/** Rules of service time that come, go or change places; other hours of the windows that clocks count in, and their names. */
export function diffServiceTime({ before, after }: Sides): readonly Difference[] {
  const [old, now] = [before.rules.table, after.rules.table]
  const added = now.serviceTime.filter((rule) => !old.serviceTime.some((other) => isSame(other, rule)))
  const gone = old.serviceTime.filter((rule) => !now.serviceTime.some((other) => isSame(other, rule)))
  const counted = new Set(now.serviceTime.flatMap(({ window }) => window ?? []))
  const isMoved = added.length + gone.length === 0 && !isSame(old.serviceTime, now.serviceTime)
  const { both } = pair(old.windows, now.windows, ({ id }) => id)
  return [
    ...tell('serviceTimeNew', added, now, (window) => window !== null),
    ...tell('serviceTimeGone', gone, old, (window) => window === null),
    ...(isMoved ? tell('serviceTimeOrdered', now.serviceTime, now, () => true) : []),
    ...both
      .filter(({ key, before, after }) => counted.has(key) && !isSame(hoursOf(before), hoursOf(after)))
      .map(({ key }) =>
        difference('promise', text('clockHours', { window: windowName(now, key) }), { windows: [key] }),
      ),
    ...both.flatMap(({ key, before, after }) =>
      wordChanges('line', text('hoursOf', { window: key }), before.name ?? null, after.name ?? null, {
        windows: [key],
      }),
    ),
  ]
}

const hoursOf = ({ frames, exceptions }: RoutingTable['windows'][number]): unknown => [
  frames,
  exceptions.map(({ date, frames }) => [date, frames]),
]

function tell(
  code: 'serviceTimeNew' | 'serviceTimeGone' | 'serviceTimeOrdered',
  rules: readonly ClockRule[],
  table: RoutingTable,
  isWorse: (window: string | null) => boolean,
): readonly Difference[] {
  if (rules.length === 0) return []
  const said = list(
    rules.map((rule) => ruleName(rule, table)),
    'semicolon',
  )
  const about = {
    units: rules.flatMap(({ unit }) => unit ?? []),
    categories: rules.flatMap(({ category }) => category ?? []),
  }
  const weakens = rules.some(({ window }) => isWorse(window))
  return [difference('promise', text(code, { rules: said }), { ...about, weakens })]
}

function ruleName({ clock, unit, category, categoryKind, urgency, window }: ClockRule, table: RoutingTable): Saying {
  const what = list([
    word('deadline', clock),
    ...(unit === null ? [] : [nameIn(table.units, unit)]),
    ...(category === null ? [] : [nameIn(table.categories, category)]),
    ...(categoryKind === null ? [] : [word('kind', categoryKind)]),
    ...(urgency === null ? [] : [word('urgency', urgency)]),
  ])
  return window === null
    ? text('clockAlways', { what })
    : text('clockWithin', { what, window: windowName(table, window) })
}

function windowName({ windows }: RoutingTable, id: string): Saying {
  const name = windows.find((window) => window.id === id)?.name
  return name == null ? id : { words: name }
}

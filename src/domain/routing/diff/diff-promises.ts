/** Promise to the sysadmin: a promise to the citizen that becomes longer is told first, for all units it is promised by. */
import { promisesOf } from '../promises-of.ts'
import { type Category, type Promises, type RoutingTable, type Unit, urgencies } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { gather, nameIn, pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

const fields = [
  'acceptMinutes',
  'arriveMinutes',
  'completeMinutes',
  'feedbackMinutes',
] as const satisfies readonly (keyof Promises)[]

/** A promise that is another for some cases; categories null: for all, whatever their urgency. */
type Change = {
  readonly unit: string
  readonly field: (typeof fields)[number]
  readonly before: number
  readonly after: number
  /** Cases it is another for, `category/urgency`. */
  readonly cases: readonly string[]
  readonly isAll: boolean
}

/** What units owe within how many minutes, as far as that is another for some case. */
export function diffPromises({ before, after }: Sides): readonly Difference[] {
  const tables = { before: before.rules.table, after: after.rules.table }
  const categories = pair(tables.before.categories, tables.after.categories, ({ id }) => id).both.map(
    ({ after }) => after,
  )
  const changes = pair(tables.before.units, tables.after.units, ({ id }) => id).both.flatMap((unit) =>
    changesOf(unit.key, unit.before, unit.after, categories),
  )
  return gather(changes, ({ field, before, after, cases, isAll }) => [field, before, after, isAll ? null : cases]).map(
    (same) => tell(same, tables.after, categories),
  )
}

function changesOf(id: string, was: Unit, is: Unit, categories: readonly Category[]): readonly Change[] {
  const cases = [null, ...categories.map((category) => category.id)].flatMap((category) =>
    urgencies.map((urgency) => ({ category, urgency })),
  )
  const found = cases.flatMap(({ category, urgency }) => {
    const [old, now] = [promisesOf(was, category, urgency), promisesOf(is, category, urgency)]
    return fields
      .filter((field) => old[field] !== now[field])
      .map((field) => ({ field, before: old[field], after: now[field], of: `${category ?? ''}/${urgency}` }))
  })
  return gather(found, ({ field, before, after }) => [field, before, after]).map((same) => {
    const { of: _of, ...change } = same[0] as (typeof found)[number]
    return { ...change, unit: id, cases: same.map(({ of }) => of), isAll: same.length === cases.length }
  })
}

function tell(same: readonly Change[], { units }: RoutingTable, categories: readonly Category[]): Difference {
  const { field, before, after, cases, isAll } = same[0] as Change
  const values = {
    units: list(same.map(({ unit }) => nameIn(units, unit))),
    field: word('promise', field),
    after,
    before,
  }
  const says = isAll ? text('promise', values) : text('promiseFor', { ...values, cases: casesName(cases, categories) })
  return difference('promise', says, { weakens: after > before, units: same.map(({ unit }) => unit) })
}

/** Categories with every urgency by their name, others with the urgencies. */
function casesName(cases: readonly string[], categories: readonly Category[]): Saying {
  const ofCategory = gather(
    cases.map((one) => one.split('/') as [string, string]),
    ([category]) => category,
  )
  const urgenciesOf = ofCategory.map((same) => same.map(([, urgency]) => urgency).join())
  // The same urgencies of everything: only they are named.
  if (ofCategory.length === categories.length + 1 && new Set(urgenciesOf).size === 1)
    return list((ofCategory[0] ?? []).map(([, urgency]) => word('urgency', urgency)))
  const all = ['', ...categories.map(({ id }) => id)]
  const whole = ofCategory.filter((same) => same.length === urgencies.length).map((same) => same[0]?.[0] ?? '')
  const others = all.filter((id) => !whole.includes(id))
  if (whole.length === ofCategory.length && whole.includes('') && others.length < whole.length)
    return text('except', { names: list(others.map((id) => nameIn(categories, id))) })
  return list(
    ofCategory.map((same) => {
      const [id] = same[0] as [string, string]
      const name = id === '' ? text('otherCategory') : nameIn(categories, id)
      if (same.length === urgencies.length) return name
      return text('caseOf', { name, urgency: list(same.map(([, urgency]) => word('urgency', urgency))) })
    }),
  )
}

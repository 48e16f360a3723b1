/** Promise to the sysadmin: when callers of which number reach somebody else than until now is told in local hours. */
import { instantOf } from '../../clocks/local-day.ts'
import { entranceOf, type Leads, leadsAt } from '../entrance.ts'
import { isSame } from '../merge/merge-values.ts'
import type { Coverage } from '../proof/coverage.ts'
import { seenOf } from '../proof/finding.ts'
import { isEmpty, nameOf, type Spans, spansFrom } from '../proof/spans.ts'
import type { RoutingTable } from '../routing-table.ts'
import { type Difference, differenceAt, type Sides, whenSeen } from './difference.ts'
import { emergencyName, gather, nameIn, pair } from './names.ts'
import { list, type Saying, text } from './saying.ts'

type Change = { readonly number: string; readonly before: Leads; readonly after: Leads; readonly spans: Spans }

/** Where the numbers lead that are on both sides, before any key, as far as that is elsewhere at some time. */
export function diffHours(sides: Sides): readonly Difference[] {
  const [old, now] = [sides.before.rules.table, sides.after.rules.table]
  const changes = pair(old.numbers, now.numbers, ({ number }) => number).both.flatMap(({ key }) =>
    changesOf(key, sides),
  )
  return gather(changes, ({ before, after, spans }) => [
    sideOf(before, after),
    sideOf(after, before),
    nameOf(spans),
  ]).map((same) => tell(same, sides))
}

/** What is open leads different numbers to different places: whether it is closed is the same of all. */
const sideOf = (leads: Leads, other: Leads): unknown =>
  leads.to !== 'emergency' && other.to === 'emergency' ? 'open' : leads

function changesOf(number: string, { before, after, looking }: Sides): readonly Change[] {
  const bounds = [...new Set([...boundsOf(before, number), ...boundsOf(after, number)])].sort((a, b) => a - b)
  const found = new Map<string, Omit<Change, 'spans'> & { readonly pairs: number[] }>()
  bounds.forEach((at, index) => {
    const [was, is] = [before, after].map(({ rules }) => leadsAt(rules, entranceOf(rules.table, number), at)) as [
      Leads,
      Leads,
    ]
    // What another menu offers is told by its keys.
    if (isSame(was, is) || (was.to === 'menu' && is.to === 'menu')) return
    const key = JSON.stringify([was, is])
    const change = found.get(key) ?? { number, before: was, after: is, pairs: [] }
    found.set(key, change)
    change.pairs.push(at, bounds[index + 1] ?? after.until)
  })
  return [...found.values()]
    .map(({ pairs, ...change }) => ({ ...change, spans: seenOf(joined(pairs), looking) }))
    .filter(({ spans }) => !isEmpty(spans))
}

/** Spans that follow one another without a gap are one. */
const joined = (pairs: readonly number[]): Spans =>
  spansFrom(
    pairs.reduce<number[]>((found, bound, index) => {
      if (index % 2 === 0 && found.at(-1) === bound) found.pop()
      else found.push(bound)
      return found
    }, []),
  )

/** Instants at which a number may lead elsewhere. */
function boundsOf({ rules, days, open, from, until }: Coverage, number: string): readonly number[] {
  const { window: id } = entranceOf(rules.table, number)
  const window = rules.table.windows.find((candidate) => candidate.id === id)
  const special = days.filter(({ date }) => window?.exceptions.some((exception) => exception.date === date))
  const overrides = rules.duty.overrides.flatMap((one) => [one.from, Math.min(one.until, one.ended?.at ?? one.until)])
  return [from, ...open(id), ...special.flatMap((day) => [instantOf(day, 0), day.end]), ...overrides].filter(
    (at) => at >= from && at < until,
  )
}

function tell(same: readonly Change[], { looking, ...sides }: Sides): Difference {
  const { before, after, spans } = same[0] as Change
  const [old, now] = [sides.before.rules.table, sides.after.rules.table]
  const numbers = same.map(({ number }) => number)
  const when = whenSeen(spans, looking)
  const values = {
    numbers: list(numbers),
    after: namesOf(same.map((one) => leadsName(now, one.after))),
    before: namesOf(same.map((one) => leadsName(old, one.before))),
    when: { when },
  }
  const windows = [...new Set(numbers.flatMap((number) => [old, now].map((table) => entranceOf(table, number).window)))]
  return differenceAt(spans, 'hours', text(when[0]?.is === 'always' ? 'leadsAlways' : 'leadsWhen', values), {
    weakens: before.to !== 'emergency' && after.to === 'emergency',
    numbers,
    windows,
  })
}

/** Each once. */
const namesOf = (names: readonly Saying[]): Saying =>
  list(
    gather(names, (name) => name).map(([name]) => name as Saying),
    'or',
  )

/** Where a call leads, as callers say it. */
function leadsName(table: RoutingTable, leads: Leads): Saying {
  switch (leads.to) {
    case 'menu':
      return text('theMenu')
    case 'category':
      return text('straight', { category: nameIn(table.categories, leads.category) })
    case 'emergency':
      return emergencyName(table, leads.emergency)
  }
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../../../src/domain/instant.ts'
import { chooseRoute } from '../../../../src/domain/routing/choose-route.ts'
import { diffRules } from '../../../../src/domain/routing/diff/diff-rules.ts'
import type { Difference } from '../../../../src/domain/routing/diff/difference.ts'
import { entranceOf, leadsAt } from '../../../../src/domain/routing/entrance.ts'
import { officersOnDuty, peopleOnDuty, type RoutingRules } from '../../../../src/domain/routing/people-on-duty.ts'
import type { RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import { understoodDuty } from '../../../../src/domain/routing/understood-duty.ts'
import { randomRules } from '../proof/random-rules.ts'

const understood = (rules: RoutingRules): RoutingRules => ({ ...rules, duty: understoodDuty(rules) })
type Caller = {
  readonly number: string
  readonly category: string
  readonly answer: string | null
  readonly area: string | null
}

/** Everybody who may call: `gas` is reached by both numbers, `water` by the first. */
const callersOf = (rules: RoutingRules): readonly Caller[] =>
  [['95001', 'water'] as const, ['95001', 'gas'] as const, ['6123456', 'gas'] as const].flatMap(([number, category]) =>
    answersTo(rules, category).flatMap((answer) =>
      [null, 'north', 'south'].map((area) => ({ number, category, answer, area })),
    ),
  )

/** What a caller meets at an instant, by the functions that lead live calls. */
function met(rules: RoutingRules, { number, ...about }: Caller, at: Instant): unknown {
  const entrance = entranceOf(rules.table, number)
  const leads = leadsAt(rules, entrance, at)
  if (leads.to === 'emergency') return leads
  const choice = chooseRoute(rules, { ...about, line: entrance.line.id, at })
  return [choice?.stages, choice?.reinforcements]
}

const answersTo = ({ table }: RoutingRules, category: string): readonly (string | null)[] => {
  const question = table.categories.find(({ id }) => id === category)?.question
  return [null, ...(question?.answers ?? []).map(({ id }) => id)]
}

/** What a difference of these kinds is about, by the same functions. */
function about(rules: RoutingRules, { kind, about: named }: Difference, at: Instant): unknown {
  const { table } = rules
  if (kind === 'hours') return (named.numbers ?? []).map((number) => leadsAt(rules, entranceOf(table, number), at))
  if (kind === 'duty') {
    const [unit] = table.units.filter(({ id }) => named.units?.includes(id))
    if (unit === undefined) return officersOnDuty(rules, at).map(({ id }) => id)
    return [null, ...unit.teams.map(({ id }) => id)].map((team) =>
      peopleOnDuty(rules, unit, team, at).map(({ id }) => id),
    )
  }
  return (named.categories ?? []).flatMap((category) =>
    answersTo(rules, category).flatMap((answer) =>
      [null, 'north', 'south'].map((area) => {
        const choice = chooseRoute(rules, { category, answer, area, line: 'main', at })
        return choice?.stages.map(({ responders: _people, ...stage }) => stage)
      }),
    ),
  )
}

/** Whether a difference is about a caller. */
function concerns({ kind, about }: Difference, { number, category, area }: Caller, rules: RoutingRules): boolean {
  if (kind === 'override') return true
  if (kind === 'hours') return about.numbers?.includes(number) ?? false
  if (kind === 'duty') return true
  return (
    (about.categories?.includes(category) ?? false) &&
    (about.areas?.includes(area) ?? true) &&
    (about.lines?.includes(entranceOf(rules.table, number).line.id) ?? true)
  )
}

/** Kinds that are told with their times. */
const timed = ['route', 'ringing', 'reinforcement', 'duty', 'hours', 'override']
const quarter = 15 * 60_000
const seen = { different: 0, same: 0 }
const kindsSeen = new Set<string>()

/** A route names only teams that there are: no other table may be published. */
const withKnownTeams = (rules: RoutingRules): RoutingRules => {
  const teams = new Set(rules.table.units.flatMap((unit) => unit.teams.map(({ id }) => id)))
  const routes = rules.table.routes.map((route) => ({
    ...route,
    team: teams.has(route.team ?? '') ? route.team : null,
  }))
  return { ...rules, table: { ...rules.table, routes } }
}

/** Other rules over the same days, in these parts; telephones, which are told without times, stay. */
function changedRules(
  one: RoutingRules,
  two: RoutingRules,
  parts: readonly string[],
  lying: 'none' | 'rosters' | 'overrides',
) {
  const taken: Partial<RoutingTable> = Object.fromEntries(
    Object.entries(two.table).filter(([part]) => parts.includes(part)),
  )
  const phones = new Map(one.table.units.flatMap(({ responders }) => responders.map(({ id, phones }) => [id, phones])))
  const units = (taken.units ?? one.table.units).map((unit) => ({
    ...unit,
    responders: unit.responders.map((person) => ({ ...person, phones: phones.get(person.id) ?? [] })),
  }))
  const routes = (taken.routes ?? one.table.routes).map((route, index) =>
    parts.includes('routes') && index % 2 === 0 ? { ...route, ringSeconds: 20, reinforcements: ['u1'] } : route,
  )
  const duty = lying === 'none' ? one.duty : { ...one.duty, [lying]: two.duty[lying] }
  return { ...one, table: { ...one.table, ...taken, units, routes }, duty }
}

test('whatever a caller meets otherwise in some quarter of an hour is told of that time, and what is told is met', () => {
  fc.assert(
    fc.property(
      randomRules,
      randomRules,
      fc.subarray(['routes', 'windows', 'units', 'calendar', 'categories']),
      fc.constantFrom('none' as const, 'rosters' as const, 'overrides' as const),
      fc.nat(),
      (one, two, parts, lying, which) => {
        const { from, until } = one
        const before = withKnownTeams(understood(one.rules))
        const after = withKnownTeams(understood(changedRules(before, two.rules, parts, lying)))
        const differences = diffRules(before, after, { from, until })
        const callers = callersOf(after)
        const caller = callers[which % callers.length] as Caller
        for (let at = from; at < until; at += quarter) {
          const isSame = JSON.stringify(met(before, caller, at)) === JSON.stringify(met(after, caller, at))
          seen[isSame ? 'same' : 'different'] += 1
          if (isSame) continue
          const told = differences.filter(
            (one) =>
              timed.includes(one.kind) &&
              concerns(one, caller, after) &&
              one.spans.some((span) => at >= span.from && at < span.until),
          )
          if (told.length === 0) throw new Error(`${JSON.stringify(caller)} ${new Date(at).toISOString()} is not told`)
        }
        for (const difference of differences) {
          kindsSeen.add(difference.kind)
          if (!['route', 'ringing', 'duty', 'hours'].includes(difference.kind)) continue
          // Compared under the overrides to come, which are told by themselves.
          const old = { ...before, duty: { ...before.duty, overrides: after.duty.overrides } }
          for (const span of difference.spans)
            expect(about(old, difference, span.from)).not.toEqual(about(after, difference, span.from))
        }
        expect(diffRules(before, structuredClone(before), { from, until })).toEqual([])
      },
    ),
    { numRuns: 80 },
  )
  expect(Math.min(seen.different, seen.same)).toBeGreaterThan(1000)
  expect([...kindsSeen]).toEqual(expect.arrayContaining([...timed, 'calendar', 'unnoticed']))
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../../../src/domain/instant.ts'
import { centreRoster } from '../../../../src/domain/roster/roster.ts'
import { whoIsOnCall } from '../../../../src/domain/roster/who-is-on-call.ts'
import { chooseRoute } from '../../../../src/domain/routing/choose-route.ts'
import { overrideAt } from '../../../../src/domain/routing/duty.ts'
import { entranceOf, leadsAt } from '../../../../src/domain/routing/entrance.ts'
import { localCalendarOf, type RoutingRules } from '../../../../src/domain/routing/people-on-duty.ts'
import { voiceNumbersOf } from '../../../../src/domain/routing/phones-of.ts'
import { coverageOf } from '../../../../src/domain/routing/proof/coverage.ts'
import { findHoles, type HoleCode } from '../../../../src/domain/routing/proof/find-holes.ts'
import { holdsAt } from '../../../../src/domain/routing/proof/spans.ts'
import { understoodDuty } from '../../../../src/domain/routing/understood-duty.ts'
import { randomRules } from './random-rules.ts'

type Cell = {
  readonly category: string
  readonly answer: string | null
  readonly area: string | null
  readonly number: string
}

/** What a caller at that minute meets, by the functions that lead live calls. */
function meets(rules: RoutingRules, { category, answer, area, number }: Cell, at: Instant): HoleCode | 'covered' {
  const entrance = entranceOf(rules.table, number)
  if (leadsAt(rules, entrance, at).to === 'emergency') return 'covered'
  const line = entrance.line.id
  const choice = chooseRoute(rules, { category, answer, area, line, at })
  if (choice?.stages.some(({ unit, responders }) => unit !== null && responders.length > 0)) return 'covered'
  const { dutyOfficers } = rules.table.centre
  const roster = rules.duty.rosters.find(({ covers }) => covers === centreRoster)
  const onDuty = roster === undefined ? null : whoIsOnCall(roster, at, localCalendarOf(rules))
  const officers = dutyOfficers.filter((one) => onDuty?.includes(one.id) ?? true)
  if (!officers.some((officer) => voiceNumbersOf(officer).length > 0)) return 'nobodyOnDuty'
  return overrideAt(rules.duty, 'sendAll', line, at)?.to === null ? 'covered' : 'onlyOfficer'
}

/** Everything that can be pressed in the table of the random rules: `water` and `gas` in the menu, `gas` by a number of its own. */
const cellsOf = ({ table }: RoutingRules): readonly Cell[] =>
  table.categories.flatMap(({ id: category, question }) =>
    [null, ...(question?.answers ?? []).map(({ id }) => id)].flatMap((answer) =>
      [null, 'north', 'south'].map((area) => ({ category, answer, area, number: '95001' })),
    ),
  )

const minute = 60_000

// 430,000 decisions of live calls: some ten seconds on an idle machine.
test('the proof says of every minute what a call in that minute would meet', { timeout: 120_000 }, () => {
  const seen: Record<string, number> = { covered: 0, onlyOfficer: 0, nobodyOnDuty: 0 }
  fc.assert(
    fc.property(randomRules, fc.nat(), ({ rules: given, from, until }, which) => {
      const rules = { ...given, duty: understoodDuty(given) }
      const cells = cellsOf(rules)
      const cell = cells[which % cells.length] as Cell
      const holes = findHoles(coverageOf(given, from, until)).filter(
        ({ category, answer, areas }) =>
          category === cell.category && answer === cell.answer && areas.includes(cell.area),
      )
      for (let at = from; at < until; at += minute) {
        const proven = holes.filter(({ spans }) => holdsAt(spans, at)).map(({ code }) => code)
        const met = meets(rules, cell, at)
        seen[met] = (seen[met] ?? 0) + 1
        const said = proven.length === 0 ? 'covered' : proven.join()
        if (said !== met)
          throw new Error(`${JSON.stringify(cell)} ${new Date(at).toISOString()}: proven ${said}, met ${met}`)
      }
    }),
    { numRuns: 100 },
  )
  // None of the three was left out by chance.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10_000)
})

import type { Roster, RosterOverride, Shift } from '../../../../src/domain/roster/roster.ts'
import { noDuty, type TimedOverride } from '../../../../src/domain/routing/duty.ts'
import type { RoutingRules } from '../../../../src/domain/routing/people-on-duty.ts'
import { proveRules } from '../../../../src/domain/routing/proof/prove-rules.ts'
import { sayProof } from '../../../../src/domain/routing/proof/say-proof.ts'
import type { Days, RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import type { TextLanguage } from '../../../../src/domain/text-catalogue.ts'
import { smallTable } from '../small-table.ts'

export const week: Days = [1, 2, 3, 4, 5, 6, 7]

/** The small table, open at all hours, with an area north (Zeguo) that has its own route for water, to the shops alone. */
export const openTable: RoutingTable = {
  ...smallTable,
  windows: [
    { id: 'hours', frames: [{ days: week, from: '00:00', to: '24:00' }], exceptions: [], closedTo: 'police' },
    { id: 'office', frames: [{ days: 'workdays', from: '08:00', to: '18:00' }], exceptions: [], closedTo: 'police' },
  ],
  areas: [
    { id: 'north', name: { 'zh-CN': '泽国', en: 'Zeguo' }, key: null, prefixes: ['0576'] },
    { id: 'south', name: { 'zh-CN': '温峤', en: 'Wenqiao' }, key: null, prefixes: ['0577'] },
  ],
  routes: [
    { ...smallTable.routes[1], area: 'north', unit: 'shops' },
    smallTable.routes[1],
    { ...smallTable.routes[2], fallbacks: [] },
  ],
}

export const shift = (
  days: Days,
  from: string,
  to: string,
  people: readonly string[],
  more: Partial<Shift> = {},
): Shift => ({
  id: `${from}-${people.join()}`,
  days,
  from,
  to,
  firstDate: null,
  lastDate: null,
  on: { people },
  ...more,
})

export const roster = (covers: string, shifts: readonly Shift[], more: Partial<Roster> = {}): Roster => ({
  id: `roster-${covers}`,
  name: { 'zh-CN': `${covers}值班表`, en: `${covers} roster` },
  covers,
  rotations: [],
  shifts,
  overrides: [],
  ...more,
})

export const instead = (from: string, until: string, off: string | null, on: string | null): RosterOverride => ({
  id: from,
  from: Date.parse(from),
  until: Date.parse(until),
  off,
  on,
  swap: null,
  by: 'system',
  at: 0,
  reason: 'ill',
})

export const overriding = (
  kind: TimedOverride['kind'],
  to: string | null,
  from: string,
  until: string,
): TimedOverride => ({
  id: `${kind}-1`,
  kind,
  line: null,
  to,
  from: Date.parse(from),
  until: Date.parse(until),
  by: 'system',
  at: 0,
  reason: 'storm',
  ended: null,
})

export const rulesWith = (
  { table = openTable, zone = 'Asia/Shanghai' }: { readonly table?: RoutingTable; readonly zone?: string },
  rosters: readonly Roster[] = [],
  overrides: readonly TimedOverride[] = [],
): RoutingRules => ({ table, zone, duty: { ...noDuty, revision: 1, rosters, overrides } })

/** What the proof of some days says, a line each: `error nobodyOnDuty rosters[roster-works]: …`. */
export function told(
  rules: RoutingRules,
  from: string,
  days: number,
  language: TextLanguage = 'en',
): readonly string[] {
  const begin = Date.parse(from)
  return proveRules(rules, { from: begin, until: begin + days * 86_400_000 }).map((finding) => {
    const { message } = sayProof(finding, rules, language)
    return `${finding.severity} ${finding.code} ${finding.path}: ${message}`
  })
}

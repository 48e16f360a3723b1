import { expect, test } from 'vitest'
import { diffRules } from '../../../../src/domain/routing/diff/diff-rules.ts'
import { sayDifference } from '../../../../src/domain/routing/diff/difference.ts'
import { noDuty } from '../../../../src/domain/routing/duty.ts'
import type { RoutingTable } from '../../../../src/domain/routing/routing-table.ts'
import { smallTable } from '../small-table.ts'

const words = (name: string) => ({ 'zh-CN': name, en: name })
/** The small table with something in every list of it. */
const full: RoutingTable = {
  ...smallTable,
  calendar: [{ date: '2027-10-01', kind: 'holiday', name: words('national day') }],
  areas: [{ id: 'north', name: words('north'), key: '1', prefixes: ['0576'] }],
  notices: [{ id: 'storm', text: words('storm') }],
  goldenCalls: [
    {
      id: 'night',
      at: '2027-10-01T02:10',
      dialled: '95001',
      caller: '13900000111',
      keys: '1',
      silent: ['13900000001'],
      expect: { unit: 'works', rings: ['13900000002'] },
    },
  ],
  units: [
    { ...smallTable.units[0], teams: [{ id: 'night-team', name: words('night team'), members: ['bob'] }] },
    smallTable.units[1],
  ],
  windows: [{ ...smallTable.windows[0], name: words('hours') }],
  serviceTime: [
    {
      clock: 'complete',
      unit: 'works',
      category: 'gas',
      categoryKind: 'help',
      urgency: 'urgent',
      window: 'hours',
    },
    { clock: 'review', unit: null, category: null, categoryKind: null, urgency: null, window: null },
  ],
  seriousKinds: [
    {
      id: 'grave',
      name: words('grave'),
      digit: '2',
      critical: true,
      reinforces: true,
      units: ['shops'],
      informs: ['supervision'],
      onReinforcement: true,
    },
  ],
  supervisionClasses: [{ id: 'major', name: words('major') }],
  categories: [
    { ...smallTable.categories[0], serious: 'grave' },
    {
      ...smallTable.categories[1],
      question: {
        ...smallTable.categories[1].question,
        answers: smallTable.categories[1].question.answers.map((answer) => ({ ...answer, serious: 'grave' })),
      },
    },
  ],
  routes: smallTable.routes.map((route) => ({ ...route, reinforcements: ['shops'] })),
  timings: { ...smallTable.timings, phoneTestDays: 90 },
}

type Path = readonly (string | number)[]
function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, one]) =>
    leavesOf(one, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** What may stand where nothing does. */
const inPlaceOfNothing: Readonly<Record<string, unknown>> = {
  question: smallTable.categories[1].question,
  leadingGroup: { ...smallTable.centre.supervision, id: 'above' },
  head: { ...smallTable.centre.supervision, id: 'chief' },
}

/** Another value of the same kind. */
const changed = (value: unknown, field: string | number): unknown =>
  typeof value === 'number'
    ? value + 1
    : typeof value === 'boolean'
      ? !value
      : typeof value === 'string'
        ? /^\d\d:\d\d$/.test(value)
          ? '09:30'
          : /^\d{4}-\d\d-\d\d$/.test(value)
            ? '2027-12-24'
            : `${value}1`
        : (inPlaceOfNothing[field] ?? '1')

function withLeaf(table: RoutingTable, path: Path): RoutingTable {
  const copy = structuredClone(table)
  const place = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], copy)
  const last = path.at(-1) as string | number
  const fields = place as Record<string | number, unknown>
  fields[last] = changed(fields[last], last)
  return copy
}

const from = Date.parse('2027-09-20T00:00:00+08:00') // Mon 00:00
const horizon = { from, until: from + 30 * 24 * 3_600_000 }
const rules = (table: RoutingTable) => ({ table, duty: noDuty, zone: 'Asia/Shanghai' })

test('a table and itself have no difference', () => {
  expect(diffRules(rules(full), rules(structuredClone(full)), horizon)).toEqual([])
})

test.each(leavesOf(full).map((path) => [path.join('.'), path] as const))('a change of %s is told', (_name, path) => {
  const differences = diffRules(rules(full), rules(withLeaf(full, path)), horizon)
  expect(differences).not.toEqual([])
  for (const difference of differences) {
    for (const language of ['zh-CN', 'en'] as const)
      expect(sayDifference(difference, language)).not.toMatch(/[{}]|undefined/)
  }
})

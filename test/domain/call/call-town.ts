import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import type { CallFacts } from '../../../src/domain/call/call-facts.ts'
import type { CallState } from '../../../src/domain/call/call-state.ts'
import type { CaseRecord } from '../../../src/domain/case/case-record.ts'
import type { Change } from '../../../src/domain/change.ts'
import type { DeadlineRecord } from '../../../src/domain/clocks/deadline-record.ts'
import type { OrderRecord } from '../../../src/domain/dispatch/order-record.ts'
import { type Duty, noDuty } from '../../../src/domain/routing/duty.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { town } from '../../scenarios/town.ts'

/** The table of the flow's own tests: two telephones a team, two officers, a fall-back, a question, a second level. */
export const place = town(900, { team: 2, officers: 2, fallbacks: ['works'] })
/** Old numbers: straight to a category without a statement, to another platform, to a category that asks where it is. */
export const oldAdvice = '86019004'
export const oldAmbulance = '86019005'
export const oldWorks = '86019006'
/** A caller's number that tells where it is. */
export const northern = '057686200001'
const old = { line: 'hotline', category: null, forward: null, language: null, window: null }
const reinforcements: Readonly<Record<string, readonly string[]>> = { gas: ['works'], water: ['gas'] }
export const table: RoutingTable = {
  ...place.table,
  areas: [
    { id: 'north', name: { 'x-tone': 'north' }, key: '1', prefixes: ['0576862'] },
    { id: 'south', name: { 'x-tone': 'south' }, key: '2', prefixes: [] },
    { id: 'islands', name: { 'x-tone': 'islands' }, key: null, prefixes: [] },
  ],
  categories: place.table.categories.map((category) =>
    category.id === 'works' ? { ...category, asksArea: true } : category,
  ),
  // Gas is critical and calls in the second unit at once; water would, if an officer said so.
  routes: place.table.routes.map((route) => ({ ...route, reinforcements: reinforcements[route.category] ?? [] })),
  notices: [
    { id: 'storm', text: { 'x-tone': 'storm' } },
    { id: 'burst', text: { 'x-tone': 'burst' } },
  ],
  numbers: [
    ...place.table.numbers,
    { ...old, number: oldAdvice, category: 'advice' },
    { ...old, number: oldAmbulance, forward: '110' },
    { ...old, number: oldWorks, category: 'works' },
  ],
}
/** Mon 2026-11-23 10:00 and 02:10 in Shanghai. */
export const day = Date.parse('2026-11-23T10:00:00+08:00')
export const night = Date.parse('2026-11-23T02:10:00+08:00')

/** A telephone of the water team is to be tried out. */
export const testWanted: CallEvent = {
  type: 'TestCallRequested',
  person: 'water-1',
  number: place.water[0],
  by: 'api:officer',
  node: 'test',
}

/** What the store has of cases, as far as calls look at it; never changed in place. */
export type Rows = {
  readonly cases: Readonly<Record<string, CaseRecord>>
  readonly orders: Readonly<Record<string, OrderRecord>>
  readonly deadlines: Readonly<Record<string, DeadlineRecord>>
}
export const noRows: Rows = { cases: {}, orders: {}, deadlines: {} }

export function withChanges(rows: Rows, changes: readonly Change[]): Rows {
  const [cases, orders, deadlines] = [{ ...rows.cases }, { ...rows.orders }, { ...rows.deadlines }]
  for (const change of changes) {
    if (!('put' in change)) continue
    if (change.put === 'case') cases[change.row.id] = change.row
    if (change.put === 'order') orders[change.row.id] = change.row
    if (change.put === 'deadline') deadlines[change.row.id] = change.row
  }
  return { cases, orders, deadlines }
}

let ids = 0
export const newId = (): string => {
  ids += 1
  return `t${ids}`
}

export function factsFor(
  state: CallState | null,
  rows: Rows,
  now: number,
  busy: readonly string[],
  duty: Duty = noDuty,
): CallFacts {
  const caseRow = rows.cases[state?.matter?.caseId ?? '']
  const ofCase = <Row extends { readonly caseId: string }>(all: Readonly<Record<string, Row>>): Row[] =>
    Object.values(all).filter(({ caseId }) => caseId === caseRow?.id)
  return {
    now,
    duty,
    zone: 'Asia/Shanghai',
    table,
    tableVersion: 1,
    newId,
    server: 'test',
    busy: new Set(busy),
    lastUsed: {},
    subject: caseRow ? { caseRow, orders: ofCase(rows.orders), deadlines: ofCase(rows.deadlines) } : null,
  }
}

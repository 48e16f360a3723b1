import { expect, test } from 'vitest'
import { isOpen, type OrderRecord, type OrderStatus } from '../../../src/domain/dispatch/order-record.ts'
import { keepLead, type LeadSubject, responsibleOrder } from '../../../src/domain/dispatch/succession.ts'
import { aLine, anOrder } from '../../contracts/records.ts'

/** Mon 2026-11-23 14:05 in Shanghai. */
const start = Date.parse('2026-11-23T14:05:00+08:00')

/** `A leads accepted`, `B responsible upheld`: unit, what it is, how its order stands; they were issued one after the other. */
const orders = (...told: string[]): readonly OrderRecord[] =>
  told.map((words, index) => {
    const [unit = '', ...about] = words.split(' ')
    const status = about.at(-1) as OrderStatus
    return anOrder('case', {
      id: unit,
      unit,
      status,
      lead: about.includes('leads'),
      staysResponsibleSince: about.includes('responsible') ? start + 20 : null,
      issuedAt: start + index,
      acceptedAt: ['accepted', 'completed', 'closed'].includes(status) ? start + 10 : null,
    })
  })

const tell = (all: readonly OrderRecord[]): readonly string[] =>
  all.map(({ unit, lead, staysResponsibleSince, status }) =>
    [unit, ...(lead ? ['leads'] : []), ...(staysResponsibleSince !== null ? ['responsible'] : []), status].join(' '),
  )

const line = (caseId: string, what: string, about: object = {}) =>
  ({ add: 'timeline', row: aLine(caseId, { what, ...about }) }) as const

/** Rows that are the same in both lists stay the same objects, as in a real change. */
function keep(was: readonly OrderRecord[], is: readonly OrderRecord[], about: Partial<LeadSubject> = {}) {
  const same = is.map((row) => was.find((old) => tell([old])[0] === tell([row])[0]) ?? { ...row, revision: 2 })
  return keepLead(
    { caseId: 'case', was, is: same, wasSought: false, isSought: false, ...about },
    { line, now: start + 20 },
  )
}

test.each<[string, readonly string[], readonly string[], Partial<LeadSubject>, readonly string[], string | null]>([
  ['the lead accepts: nothing passes', ['A leads notified'], ['A leads accepted'], {}, ['A leads accepted'], 'A'],
  [
    'its return is upheld, nobody is named: the first unit answers on while one is sought',
    ['A leads returned'],
    ['A leads upheld'],
    { isSought: true },
    ['A leads responsible upheld'],
    'A',
  ],
  [
    'its return is upheld and a successor named: he leads, the first unit answers on until he accepts',
    ['A leads returned'],
    ['A leads upheld', 'B issued'],
    { to: 'B' },
    ['A responsible upheld', 'B leads issued'],
    'A',
  ],
  [
    'the successor accepts: the first unit is released',
    ['A responsible upheld', 'B leads notified'],
    ['A responsible upheld', 'B leads accepted'],
    {},
    ['A upheld', 'B leads accepted'],
    'B',
  ],
  [
    'the successor returns it as well: still the first one',
    ['A responsible upheld', 'B leads returned', 'C issued'],
    ['A responsible upheld', 'B leads upheld', 'C issued'],
    { to: 'C' },
    ['A responsible upheld', 'B upheld', 'C leads issued'],
    'A',
  ],
  [
    'one that supports leads until the centre has found a unit: it does not answer for the whole, though it has accepted',
    ['A leads returned', 'B accepted'],
    ['A leads upheld', 'B accepted'],
    { isSought: true },
    ['A responsible upheld', 'B leads accepted'],
    'A',
  ],
  [
    'the unit is found: it takes the lead from the one that held it meanwhile',
    ['A responsible upheld', 'B leads accepted'],
    ['A responsible upheld', 'B leads accepted', 'C issued'],
    { wasSought: true, to: 'C' },
    ['A responsible upheld', 'B accepted', 'C leads issued'],
    'A',
  ],
  [
    'the officer wants no other: who led meanwhile and had accepted answers for it',
    ['A responsible upheld', 'B leads accepted'],
    ['A responsible upheld', 'B leads accepted'],
    { wasSought: true },
    ['A upheld', 'B leads accepted'],
    'B',
  ],
  [
    'the lead is withdrawn: its unit is released at once, the one that has accepted leads before one that was told earlier',
    ['A leads accepted', 'B notified', 'C accepted'],
    ['A leads withdrawn', 'B notified', 'C accepted'],
    {},
    ['A withdrawn', 'B notified', 'C leads accepted'],
    'C',
  ],
  [
    'the only order is withdrawn: the centre answers',
    ['A leads accepted'],
    ['A leads withdrawn'],
    { isSought: true },
    ['A leads withdrawn'],
    null,
  ],
  [
    'the lead is moved to one that has not accepted: the former answers until it has',
    ['A leads accepted', 'B issued'],
    ['A leads accepted', 'B issued'],
    { to: 'B' },
    ['A responsible accepted', 'B leads issued'],
    'A',
  ],
  [
    'and is moved back: as it was',
    ['A responsible accepted', 'B leads issued'],
    ['A responsible accepted', 'B leads issued'],
    { to: 'A' },
    ['A leads accepted', 'B issued'],
    'A',
  ],
  [
    'the lead is closed while others work: one of them leads, not the one that disputes it',
    ['A leads completed', 'B returned', 'C notified'],
    ['A leads closed', 'B returned', 'C notified'],
    {},
    ['A closed', 'B returned', 'C leads notified'],
    'C',
  ],
  [
    'the last one is closed: it stays the one that led',
    ['A leads completed'],
    ['A leads closed'],
    {},
    ['A leads closed'],
    null,
  ],
])('%s', (_what, was, is, about, expected, responsible) => {
  const before = orders(...was)
  const kept = keep(before, orders(...is), about)
  expect(tell(kept.orders)).toEqual(expected)
  expect(responsibleOrder(kept.orders, about.isSought ?? false)?.unit ?? null).toBe(responsible)
  const put = kept.changes.flatMap((change) => ('put' in change && change.put === 'order' ? [change.row] : []))
  // Each row that is another is written once, as its next revision; no other is.
  expect(put).toEqual(kept.orders.filter((order) => !before.includes(order)))
  expect(new Set(put.map(({ revision }) => revision)).size).toBeLessThanOrEqual(2)
  for (const row of put) expect(row.revision).toBe(before.some(({ id }) => id === row.id) ? 2 : row.revision)
  const open = kept.orders.filter(isOpen)
  expect(open.filter(({ lead }) => lead)).toHaveLength(open.length > 0 ? 1 : 0)
})

test('who led and who leads, and from whom to whom the responsibility passed, stand in the timeline', () => {
  const moved = keep(orders('A leads accepted', 'B accepted'), orders('A leads accepted', 'B accepted'), {
    to: 'B',
    why: 'the main is burst',
  })
  const lines = moved.changes.flatMap((change) => ('add' in change ? [change.row] : []))
  expect(lines).toMatchObject([
    {
      what: 'leadPassed',
      refs: { order: 'B', from: 'A' },
      before: { unit: 'A' },
      after: { unit: 'B' },
      why: 'the main is burst',
    },
    { what: 'responsibilityPassed', refs: { order: 'B', from: 'A' }, before: { unit: 'A' }, after: { unit: 'B' } },
  ])
})

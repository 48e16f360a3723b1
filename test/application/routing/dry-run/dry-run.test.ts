import { describe, expect, test } from 'vitest'
import type { DryRunCall } from '../../../../src/application/routing/dry-run/dry-run-call.ts'
import type { Roster } from '../../../../src/domain/roster/roster.ts'
import { noDuty, type TimedOverride } from '../../../../src/domain/routing/duty.ts'
import { call, demo, habits, heard, linesOf, local, rung, tryCall } from './try-town.ts'

/** Thu 2026-10-01 02:10, National Day; Mon 2026-11-23 10:00. */
const night = '2026-10-01T02:10'
const day = '2026-11-23T10:00'

test.each<[string, DryRunCall, object]>([
  ['at night: 110', call(night, { keys: '1' }), { destination: { to: 'emergency', id: '110' }, rings: ['110'] }],
  ['water', call(day, { keys: '1' }), { destination: { to: 'unit', id: '05' }, rings: ['13800000501'] }],
  [
    'water, the first telephone silent',
    call(day, { keys: '1', habits: habits('silent', '13800000501') }),
    { destination: { to: 'unit', id: '05' }, rings: ['13800000501', '13800000502'] },
  ],
  [
    'water, nobody: the officer takes it, the unit stays in charge',
    call(day, { keys: '1', habits: habits('busy', '13800000501', '13800000502') }),
    {
      destination: { to: 'unit', id: '05' },
      rings: ['13800000501', '13800000502', '13800009901'],
      takenBy: { role: 'officer', number: '13800009901' },
      termination: { result: 'officer' },
    },
  ],
  [
    'transport, on the second level',
    call(day, { keys: '61' }),
    { destination: { to: 'unit', id: '10' }, rings: ['13800001001'] },
  ],
  ['life in danger', call(day, { keys: '9' }), { destination: { to: 'emergency', id: '110' }, rings: ['110'] }],
  ['a person', call(day, { keys: '0' }), { destination: { to: 'officer', id: null }, rings: ['13800009901'] }],
  ['no key at all', call(day), { destination: { to: 'officer', id: null }, rings: ['13800009901'] }],
  ['three wrong keys', call(day, { keys: '###' }), { destination: { to: 'officer', id: null } }],
  [
    'the old number',
    call(day, { dialled: '86012345', keys: '2' }),
    { destination: { to: 'unit', id: '01' }, rings: ['13800000101'] },
  ],
  [
    'declined, then a voicemail',
    call(day, {
      keys: '1',
      habits: { ...habits('declines', '13800000501'), ...habits('keyless', '13800000502') },
    }),
    { rings: ['13800000501', '13800000502', '13800009901'], takenBy: { role: 'officer' } },
  ],
  [
    'the wish for water, whatever its key',
    call(day, { wish: { category: 'water', answer: null, area: null, danger: null, officer: false } }),
    { destination: { to: 'unit', id: '05' } },
  ],
  [
    'hangs up in the menu',
    call(day, { wish: { category: null, answer: null, area: null, danger: null, officer: false } }),
    { destination: { to: 'menu', id: null }, rings: [], termination: { result: 'abandoned' } },
  ],
])('%s', (_name, tried, expected) => {
  expect(tryCall(tried).where).toMatchObject(expected)
})

test('the second unit of a critical case is rung beside, and counts for nothing of where the caller goes', () => {
  const table = {
    ...demo,
    categories: demo.categories.map((one) => (one.id === 'water' ? { ...one, urgency: 'critical' as const } : one)),
    routes: demo.routes.map((one) => (one.category === 'water' ? { ...one, reinforcements: ['01'] } : one)),
  }
  const { lines, where } = tryCall(call(day, { keys: '1' }), table)
  // While one who has answered makes up his mind, the next already rings.
  expect(rung(lines)).toEqual(['13800000101', '13800000102', '13800000501', '13800000502'])
  const issued = linesOf(lines, 'order').filter(({ status }) => status === 'issued')
  expect(issued.map(({ row }) => [row.unit, row.lead])).toEqual([
    ['05', true],
    ['01', false],
  ])
  expect(where).toMatchObject({
    destination: { to: 'unit', id: '05' },
    rings: ['13800000501'],
    takenBy: { number: '13800000501' },
  })
})

describe('what is told', () => {
  test('of a call at 02:10 on National Day', () => {
    const { lines, unusedKeys } = tryCall(call(night, { keys: '1' }))
    expect(unusedKeys).toBe('1')
    expect(heard(lines).slice(0, 5)).toEqual(['greeting.hotline', 'closed', 'connectingTo', '110', 'comfort'])
    expect(linesOf(lines, 'deadline').map(({ row }) => [row.kind, row.due])).toEqual([
      // Thu 2026-10-01 09:00
      ['confirmAfterHours', local('2026-10-01T09:00')],
    ])
    expect(linesOf(lines, 'message')[0]).toMatchObject({
      to: '13912345678',
      text: '您的求助已受理，编号2610010001。来电查询时请报此编号。',
    })
    expect(linesOf(lines, 'ends').map(({ termination }) => termination.result)).toEqual(['transferred'])
  })

  test('of escalations when nobody ever reacts, with their instants', () => {
    const { lines } = tryCall(call(night))
    const steps = linesOf(lines, 'escalates').map(({ at, step }) => [
      at,
      step.step.by,
      step.told.map(({ number }) => number),
    ])
    expect(steps).toEqual([
      [local('2026-10-01T09:00'), 'sms', ['13800009901']],
      [local('2026-10-01T09:30'), 'call', ['13800009901']],
      [local('2026-10-01T11:00'), 'sms', ['13800009701']],
      [local('2026-10-01T13:00'), 'sms', ['13800009801']],
    ])
  })

  test('of a hunt in which nobody answers: every ring, the order by SMS, the promised call back', () => {
    const all = habits('silent', '13800000501', '13800000502', '13800009901')
    const { lines, where } = tryCall(call(day, { keys: '1', habits: all }))
    expect(rung(lines)).toEqual(['13800000501', '13800000502', '13800009901'])
    expect(linesOf(lines, 'notReached').map(({ reason }) => reason)).toEqual(['noAnswer', 'noAnswer', 'noAnswer'])
    expect(linesOf(lines, 'hunts').map(({ place, of, stage }) => [place, of, stage.unit])).toEqual([
      [1, 2, '05'],
      [2, 2, null],
    ])
    expect(heard(lines)).toContain('promiseCallBackWithin')
    const orders = linesOf(lines, 'message').filter(({ row }) => row.kind === 'orderToTeam')
    expect(orders.map(({ to, text }) => [to, text])).toEqual([
      ['13800000501', '新指令100：自来水抢修，紧急，来电13912345678，有留言。编号2611230001。回复1 100接受'],
      ['13800000502', '新指令100：自来水抢修，紧急，来电13912345678，有留言。编号2611230001。回复1 100接受'],
    ])
    expect(where.termination).toMatchObject({ result: 'callBackPromised' })
  })

  test('of danger to life: the officer is told by a call of its own', () => {
    const { lines } = tryCall(call(day, { keys: '9' }))
    expect(linesOf(lines, 'begins').map(({ call: no, kind }) => [no, kind])).toEqual([[2, 'inform']])
    expect(rung(lines)).toEqual(['110', '13800009901'])
    expect(linesOf(lines, 'ends').map(({ kind, termination }) => [kind, termination.result])).toContainEqual([
      'inform',
      'taken',
    ])
  })

  test('of a caller who hides his number and keys one in', () => {
    const { lines, unusedKeys } = tryCall(call(day, { caller: null, keys: '113912345678#' }))
    expect(heard(lines)).toContain('callBackAskHidden')
    expect(heard(lines)).toContain('13912345678')
    expect(unusedKeys).toBe('')
  })

  test('the statement is skipped by #, and silence is no statement', () => {
    const skipped = tryCall(call(day, { keys: '1#' }))
    expect(linesOf(skipped.lines, 'recorded').map(({ kind }) => kind)).toEqual(['conversation'])
    const silent = tryCall(call(day, { keys: '1', statementSeconds: 0 }))
    expect(linesOf(silent.lines, 'recorded')[0]).toMatchObject({ kind: 'statement', seconds: 0 })
  })
})

describe('duty', () => {
  const override: TimedOverride = {
    id: 'o1',
    kind: 'close',
    line: null,
    to: '110',
    from: local('2026-11-23T09:00'),
    until: local('2026-11-23T12:00'),
    by: 'officer:duty-1',
    at: local('2026-11-23T09:00'),
    reason: 'storm',
    ended: null,
  }

  test('a timed override counts as it would for a caller', () => {
    const { where, lines } = tryCall(call(day, { keys: '1' }), demo, {
      revision: 1,
      rosters: [],
      overrides: [override],
    })
    expect(where.destination).toEqual({ to: 'emergency', id: '110' })
    expect(linesOf(lines, 'follows').map(({ override: one }) => one.id)).toEqual(['o1'])
  })

  test('only who is on duty rings', () => {
    const shift = { id: 's', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', firstDate: null, lastDate: null }
    const roster: Roster = {
      id: 'w',
      name: {},
      covers: '05',
      rotations: [],
      shifts: [{ ...shift, on: { people: ['0502'] } }],
      overrides: [],
    }
    const { where } = tryCall(call(day, { keys: '1' }), demo, { ...noDuty, revision: 2, rosters: [roster] })
    expect(where.rings).toEqual(['13800000502'])
  })
})

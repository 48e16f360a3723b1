import { expect, test } from 'vitest'
import { callAgain } from '../../../../src/application/routing/dry-run/recorded-call.ts'
import { noRows, saveChanges } from '../../../../src/application/routing/dry-run/simulated-rows.ts'
import type { TimelineLine } from '../../../../src/domain/case/timeline-line.ts'
import { aCall, aMessage } from '../../../contracts/records.ts'
import { demo, zone } from './try-town.ts'

const line = (what: string, about: Partial<TimelineLine> = {}): TimelineLine => ({
  id: 'x',
  caseId: 'c',
  at: 0,
  actor: 'system',
  what,
  refs: {},
  before: null,
  after: null,
  why: null,
  ...about,
})
const opened = (after: object) => line('caseOpened', { after: { category: null, referredTo: null, ...after } })
const again = (...timeline: readonly TimelineLine[]) => callAgain({ call: aCall(), caller: null, timeline }, [demo])
const nothing = { category: null, answer: null, area: null, danger: null, officer: false }

test.each([
  ['no case', [], nothing],
  ['hung up in the menu', [opened({ origin: 'abandoned' })], nothing],
  [
    'hung up at the question of gas',
    [opened({ origin: 'abandoned', category: 'gas' })],
    { ...nothing, category: 'gas' },
  ],
  [
    'an answer and an area',
    [opened({ category: 'gas', answer: 'bottle', area: 'north', urgency: 'critical' })],
    { ...nothing, category: 'gas', answer: 'bottle', area: 'north' },
  ],
  ['life in danger', [opened({ referredTo: '110', urgency: 'critical' })], { ...nothing, danger: '110' }],
  ['at night', [opened({ referredTo: '110', urgency: 'normal', origin: 'afterHours' })], nothing],
  ['a person', [opened({ origin: 'citizen', urgency: 'normal' })], { ...nothing, officer: true }],
])('what a caller wanted: %s', (_name, timeline, wish) => {
  expect(again(...timeline)?.wish).toEqual(wish)
})

test('what people did with their telephones', () => {
  const didNot = (responder: string, why: string) => line('responderDidNotTake', { refs: { responder }, why })
  const call = again(
    didNot('0501', 'noAnswer'),
    didNot('0502', 'declined'),
    didNot('0401', 'no key was pressed'),
    didNot('0402', 'busy'),
    line('responderSkipped', { refs: { responder: '0301' } }),
    line('emergencyNotReached', { refs: { emergency: '110' }, why: 'noAnswer' }),
    line('emergencyNotReached', { refs: { emergency: '119' }, why: 'busy' }),
    line('emergencyAnswered', { refs: { emergency: '119' } }),
    didNot('duty-1', 'noAnswer'),
    line('callTaken', { refs: { responder: 'duty-1' } }),
  )
  expect(call?.habits).toEqual({
    '13800000501': 'silent',
    '13800000502': 'declines',
    '13800000401': 'keyless',
    '13800000402': 'busy',
    '13800000301': 'busy',
    '110': 'silent',
    '119': 'takes',
    '13800009901': 'takes',
  })
})

test('a message goes once, whoever queues it again', () => {
  const rows = noRows()
  const message = { put: 'message', row: aMessage({ dedupeKey: 'order:1' }) } as const
  expect(saveChanges(rows, [message, message], zone).told).toHaveLength(1)
  expect(saveChanges(rows, [message], zone).told).toEqual([])
})

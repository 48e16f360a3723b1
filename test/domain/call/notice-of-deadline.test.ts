import { expect, it } from 'vitest'
import { noticeOfDeadline } from '../../../src/domain/call/notice-of-deadline.ts'
import { aDeadline } from '../../contracts/records.ts'

/** Tue 2026-11-24 02:05 in Shanghai. */
const due = Date.parse('2026-11-24T02:05:00+08:00')
const minute = 60_000

// minutes after the deadline -> what is said of it
it.each([
  [-600, 'dueIn 10 hours'],
  [-10, 'dueIn 10 minutes'],
  [-0.5, 'dueNow'],
  [0, 'dueNow'],
  [0.9, 'dueNow'],
  [1, 'overdueBy 1 minutes'],
  [119.9, 'overdueBy 119 minutes'],
  [120, 'overdueBy 2 hours'],
  [179, 'overdueBy 2 hours'],
  [2879, 'overdueBy 47 hours'],
  [2880, 'overdueBy 2 days'],
  [43_200, 'overdueBy 30 days'],
])('%d minutes after the deadline', (minutes, expected) => {
  const deadline = aDeadline('c', { kind: 'feedback', due })
  const { words, deadlineId } = noticeOfDeadline(deadline, '2611230001', due + minutes * minute)
  const said = words.map((phrase) => ('say' in phrase ? phrase.say : Object.values(phrase)[0]))
  expect(said.slice(0, 4)).toEqual(['overdueIntro', 'overdueCase', '2611230001', 'overdueFeedback'])
  expect(said.slice(4).join(' ')).toBe(expected)
  expect(deadlineId).toBe(deadline.id)
})

it('leaves a number out that is not known', () => {
  const { words } = noticeOfDeadline(aDeadline('c', { kind: 'dispatch', due }), null, due)
  expect(words).toEqual([{ say: 'overdueIntro' }, { say: 'overdueDispatch' }, { say: 'dueNow' }])
})

import { expect, it } from 'vitest'
import { explainAnswer } from '../../../src/application/call/explain-answer.ts'
import { answerClocks } from '../../../src/domain/call/answer-clocks.ts'
import type { CallRecord } from '../../../src/domain/call/call-record.ts'

/** Mon 2026-11-23 14:05:00 in Shanghai. */
const at = Date.parse('2026-11-23T14:05:00+08:00')
const call: CallRecord = {
  id: 'c',
  kind: 'citizen',
  dialled: '12345',
  line: 'hotline',
  language: 'zh-CN',
  callerRef: null,
  routingVersion: 1,
  dutyRevision: 0,
  node: 'a',
  holder: 's',
  caseId: null,
  openedAt: at,
  answeredAt: at + 400,
  chosenAt: null,
  rangAt: null,
  connectedAt: null,
  endedAt: null,
  termination: null,
}
const rang = { rangAt: at + 20_000 }

it.each<[string, Partial<CallRecord>, number, readonly string[]]>([
  ['answered by the system alone', {}, 60, ['system met']],
  ['answered by a person at the last moment', { ...rang, connectedAt: at + 35_000 }, 60, ['system met', 'person met']],
  ['answered by a person too late', { ...rang, connectedAt: at + 35_001 }, 60, ['system met', 'person late']],
  ['still ringing', rang, 35, ['system met', 'person running']],
  ['still ringing, too long', rang, 36, ['system met', 'person late']],
  ['hung up while it rang, in time', { ...rang, endedAt: at + 30_000 }, 60, ['system met', 'person left']],
  ['hung up after waiting too long', { ...rang, endedAt: at + 50_000 }, 60, ['system met', 'person late']],
  ['answered late by the system itself', { answeredAt: at + 15_001 }, 60, ['system late']],
  ['made by us', { kind: 'inform', ...rang }, 60, []],
])('%s', (_, change, afterSeconds, expected) => {
  const clocks = answerClocks({ ...call, ...change }, 15, at + afterSeconds * 1000)
  expect(clocks.map(({ by, status }) => `${by} ${status}`)).toEqual(expected)
})

it('shows its sum in both languages', () => {
  const [system, person] = answerClocks({ ...call, ...rang, connectedAt: at + 43_000 }, 15, at)
  if (!system || !person) throw new Error('no clocks')
  expect(explainAnswer(system, 'Asia/Shanghai', 'en')).toBe(
    'answer by 14:05:15 = arrived 14:05:00 + 15 s; answered 14:05:00',
  )
  expect(explainAnswer(person, 'Asia/Shanghai', 'en')).toBe(
    'a person by 14:05:35 = rang 14:05:20 + 15 s; answered 14:05:43',
  )
  expect(explainAnswer({ ...person, answeredAt: null }, 'Asia/Shanghai', 'zh-CN')).toBe(
    '人工接听时限 14:05:35 = 振铃 14:05:20 + 15 秒；无人接听',
  )
})

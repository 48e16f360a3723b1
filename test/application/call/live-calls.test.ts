import { expect, test } from 'vitest'
import { createLiveCalls } from '../../../src/application/call/live-calls.ts'
import type { CallState } from '../../../src/domain/call/call-state.ts'
import { aCall, aState } from '../../contracts/records.ts'

const number = '13800000501'
const on = (kind: 'test' | 'order'): CallState => {
  const state = aState({ ...aCall(), kind })
  const leg = { role: 'responder', number, responder: '0501', progress: 'ringing', playback: null } as const
  return { ...state, legs: { [`${state.id}_0001`]: leg } }
}

test('a telephone that is only tried out is free for a citizen, one that rings for him is not', () => {
  const live = createLiveCalls(() => 0)
  live.put(on('test'))
  expect(live.busy(null).has(number)).toBe(false)
  const order = on('order')
  live.put(order)
  expect(live.busy(null).has(number)).toBe(true)
  expect(live.busy(order.id).has(number)).toBe(false)
})

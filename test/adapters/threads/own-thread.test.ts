import { afterEach, expect, test } from 'vitest'
import { createOwnThread, type OwnThread } from '../../../src/adapters/threads/own-thread.ts'

let thread: OwnThread
const open = () => {
  thread = createOwnThread(new URL('./programs/echo-thread.ts', import.meta.url), 'the echo')
  return thread
}
afterEach(() => thread.close())

test('one thing is done after the other, also where each has to wait for something', async () => {
  const { ask } = open()
  const [, second] = await Promise.all([ask('first'), ask('second')])
  expect(second).toEqual(['first begun', 'first done', 'second begun', 'second done'])
})

test('what can not be copied is refused, there and back, and the next question is answered', async () => {
  const { ask } = open()
  await expect(ask(() => 1)).rejects.toThrow('could not be cloned')
  await expect(ask('a function')).rejects.toThrow('could not be cloned')
  expect(await ask('more')).toEqual(['more begun', 'more done'])
})

import { expect, test } from 'vitest'
import { createLogger, type Logger, troublesOf } from '../src/logger.ts'

const logged = (log: (logger: Logger) => void): Record<string, unknown> => {
  const lines: string[] = []
  log(createLogger('info', { write: (line) => lines.push(line) }))
  const { time: _time, level: _level, ...fields } = JSON.parse(lines[0] as string)
  return fields
}

test('numbers are shown by their ends, words and secrets not at all, three levels deep', () => {
  const secret = { caller: '13800000101', statement: 'my house', password: 'x', kept: 'yes', number: 7 }
  const shown = { caller: '138******01', statement: '[masked]', password: '[masked]', kept: 'yes', number: 7 }
  expect(logged((logger) => logger.info({ ...secret, one: { ...secret, two: secret } }, 'said'))).toEqual({
    ...shown,
    one: { ...shown, two: shown },
    msg: 'said',
  })
  expect(logged((logger) => logger.info({ all: [secret, { in: secret }], to: { caller: '13800000101' } }))).toEqual({
    all: [shown, { in: secret }],
    to: { caller: '138******01' },
  })
})

test('what is logged is not changed by being masked', () => {
  const fields = { caller: '13800000101', one: { to: '13800000102', many: [{ text: 'words' }] } }
  const before = structuredClone(fields)
  logged((logger) => logger.info(fields))
  expect(fields).toEqual(before)
})

test("a speaker's own fields are masked as well", () => {
  const bound = { part: 'sms', to: '13800000101', gateway: { token: 'x', url: 'y' } }
  expect(logged((logger) => logger.child(bound).info('sent'))).toEqual({
    part: 'sms',
    to: '138******01',
    gateway: { token: '[masked]', url: 'y' },
    msg: 'sent',
  })
})

test('an error is told with its stack, its fields masked, whether under `err` or another name', () => {
  const error = Object.assign(new Error('refused'), { caller: '13800000101', request: { token: 'x' } })
  const { err } = logged((logger) => logger.error({ err: error }, 'failed')) as { err: Record<string, unknown> }
  expect(err).toMatchObject({ message: 'refused', caller: '138******01', request: { token: '[masked]' } })
  expect(err.stack).toMatch(/^Error: refused\n {4}at /)
  expect(logged((logger) => logger.error({ cause: error }))).toMatchObject({ cause: { caller: '138******01' } })
  expect(logged((logger) => logger.error(error))).toMatchObject({ err: { caller: '138******01' }, msg: 'refused' })
})

test('lines that somebody should look at are counted by their speaker', () => {
  const root = createLogger('error', { write: () => {} })
  const call = root.child({ part: 'call' })
  call.warn('odd')
  call.error({ err: new Error('x') }, 'wrong')
  call.child({ call: 'c1' }).error('wrong')
  root.fatal('the end')
  call.info('fine')
  expect([...troublesOf(root)]).toEqual([
    ['error call', 2],
    ['error ', 1],
  ])
  expect(troublesOf(createLogger('error')).size).toBe(0)
})

import { expect, test } from 'vitest'
import { createLogger } from '../src/logger.ts'
import { plainLog, toPlainLine } from '../src/plain-log.ts'

const shown = (log: (logger: ReturnType<typeof createLogger>) => void) => {
  const lines: string[] = []
  log(
    createLogger(
      'info',
      plainLog((line) => lines.push(line), 'Asia/Shanghai'),
    ),
  )
  return lines.join('')
}

test('an entry is a line with time, speaker, words and facts', () => {
  const entry = {
    level: 30,
    time: '2026-11-23T14:55:42.110Z',
    part: 'ari',
    app: 'hotline',
    msg: 'connected to Asterisk',
  }
  // 14:55:42 UTC is 22:55:42 in Shanghai
  expect(toPlainLine(JSON.stringify(entry), 'Asia/Shanghai')).toBe('22:55:42 ari: connected to Asterisk (app hotline)')
  expect(toPlainLine(JSON.stringify(entry), 'UTC')).toMatch(/^14:55:42 /)
})

test('what is wrong stands out, with its stack', () => {
  const text = shown((logger) => {
    logger.warn('careful')
    logger.error({ err: new Error('no such thing') }, 'it failed')
  })
  expect(text).toMatch(/^\d\d:\d\d:\d\d WARNING careful\n\d\d:\d\d:\d\d ERROR it failed\nError: no such thing\n {4}at /)
})

test('numbers are masked here as well, and a value can not pretend to be an entry', () => {
  const text = shown((logger) => logger.info({ caller: '13800000101', word: 'a\n00:00:00 b' }, 'called'))
  expect(text).toContain('caller 138******01')
  expect(text.trimEnd().split('\n')).toHaveLength(1)
})

test('what is no entry stays as it is', () => {
  expect(toPlainLine('something else\n', 'UTC')).toBe('something else')
})

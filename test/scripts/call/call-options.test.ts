import { describe, expect, test } from 'vitest'
import { readCallOptions } from '../../../scripts/call/call-options.ts'

const read = (...args: string[]) => readCallOptions(args, 'Asia/Shanghai')

describe('what is asked for', () => {
  test('nothing: the demonstration citizen calls now and waits', () => {
    expect(read()).toMatchObject({ ok: true, options: { keys: '', at: null, caller: '13912345678', number: '12345' } })
  })

  test('a time is meant in the zone of the server', () => {
    // Thu 2026-10-01 02:10 in Shanghai is Wed 18:10 UTC
    expect(read('--at', '2026-10-01T02:10')).toMatchObject({
      ok: true,
      options: { at: Date.parse('2026-09-30T18:10:00Z') },
    })
  })

  test('a hidden caller, keys of two levels, who answers', () => {
    expect(read('--caller', 'hidden', '--keys', '85', '--answer', 'decline', '--say', 'help')).toMatchObject({
      ok: true,
      options: { caller: null, keys: '85', answer: 'decline', say: 'help' },
    })
  })
})

test.each([
  [['--keys', '1a'], '--keys 1a: only 0 to 9, * and # can be pressed, at most 20.'],
  [['--at', 'tonight'], '--at tonight: must be a local time such as 2026-10-01T02:10.'],
  [['--at', '2026-02-30T10:00'], '--at 2026-02-30T10:00: must be a local time such as 2026-10-01T02:10.'],
  [['--caller', 'Anna'], '--caller Anna: must be a telephone number of 3 to 20 digits, or: hidden.'],
  [['--number', 'sip:x'], '--number sip:x: must be a telephone number.'],
  [['--answer', 'all'], '--answer all: must be one of first, second, nobody, decline.'],
  [['--say', 'x'.repeat(301)], '--say: at most 300 characters can be said, these are 301.'],
])('%s is refused in one sentence', (args, fault) => {
  expect(read(...args)).toEqual({ ok: false, fault })
})

test('an option that is not known is refused by its name', () => {
  expect(read('--key', '1')).toMatchObject({ ok: false, fault: expect.stringContaining("'--key'") })
})

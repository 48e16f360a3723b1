import { expect, test } from 'vitest'
import { instantOfLocal } from '../../../src/domain/clocks/instant-of-local.ts'

test.each([
  // Thu 2026-10-01 02:10, National Day
  ['2026-10-01T02:10', 'Asia/Shanghai', '2026-09-30T18:10:00Z'],
  // Sun 2026-03-29: the clock jumps from 02:00 to 03:00; Sun 2026-10-25: 02:30 comes twice
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
])('%s in %s is %s', (text, zone, at) => {
  expect(instantOfLocal(text, zone)).toBe(Date.parse(at))
})

test.each(['2026-10-01', '2026-02-30T10:00', '2026-10-01T24:00', '2026-10-01T9:00', '2026-10-01T02:10Z', ''])(
  '%j is no local time',
  (text) => {
    expect(instantOfLocal(text, 'Asia/Shanghai')).toBeNull()
  },
)

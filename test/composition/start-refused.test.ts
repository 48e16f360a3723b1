import { expect, test } from 'vitest'
import { StartRefused } from '../../src/composition/start-refused.ts'

test('every fault has a line in words, whatever found it', () => {
  const faults = [
    'in words',
    { language: 'en', key: 'menuRepeat', reason: 'has no sound' },
    { path: ['units', 0, 'id'], message: 'is missing' },
    { path: 'routes[0]', message: 'is never taken' },
  ]
  expect(StartRefused.of('It has faults', faults).message).toBe(
    `It has faults:
  - in words
  - en menuRepeat: has no sound
  - units.0.id: is missing
  - routes[0]: is never taken`,
  )
})

test('an expected error is told in its own words, a bug keeps its stack', () => {
  class Expected extends Error {}
  const refused = () =>
    StartRefused.instead(Expected, () => {
      throw new Expected('mend the file')
    })
  expect(refused).toThrow(StartRefused)
  expect(refused).toThrow('mend the file')
  const broken = () =>
    StartRefused.instead(Expected, () => {
      throw new TypeError('a bug')
    })
  expect(broken).toThrow(TypeError)
  expect(StartRefused.instead(Expected, () => 7)).toBe(7)
})

import { expect, test } from 'vitest'
import { scryptPins } from '../../../src/adapters/system/scrypt-pins.ts'

test('a PIN is found by its hash, no other is, and the same PIN is hashed differently each time', async () => {
  const [one, other] = await Promise.all([scryptPins.hash('4711'), scryptPins.hash('4711')])
  expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
  expect(one).not.toContain('4711')
  expect(other).not.toBe(one)
  expect(await scryptPins.matches('4711', one)).toBe(true)
  expect(await scryptPins.matches('4712', one)).toBe(false)
  expect(await scryptPins.matches('', one)).toBe(false)
})

test('a hash with an older cost is still understood, one of another kind is not guessed at', async () => {
  const hash = 'scrypt$1024$8$1$c2FsdHNhbHRzYWx0c2FsdA$W0jPpnH7rkQcDuCsfCXDKc6SrwNXXy1FXB2-aMYyNDU'
  expect(await scryptPins.matches('0000', hash)).toBe(false)
  await expect(scryptPins.matches('0000', 'bcrypt$x')).rejects.toThrow('not known')
})

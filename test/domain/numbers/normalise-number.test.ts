import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseNumber } from '../../../src/domain/numbers/normalise-number.ts'

describe('one spelling for one telephone', () => {
  test.each([
    // mobiles
    ['13800000501', '13800000501'],
    ['+8613800000501', '13800000501'],
    ['008613800000501', '13800000501'],
    ['8613800000501', '13800000501'],
    ['013800000501', '13800000501'],
    ['+86013800000501', '13800000501'],
    ['+86 138-0000-0501', '13800000501'],
    ['(+86) 138 0000 0501', '13800000501'],
    ['１３８００００ ０５０１', '13800000501'],
    ['＋８６１３８０００００５０１', '13800000501'],
    ['138\u00a00000\u20110501', '13800000501'],
    // land lines keep their area code
    ['057686012345', '057686012345'],
    ['(0576) 8601-2345', '057686012345'],
    ['+8657686012345', '057686012345'],
    ['+86057686012345', '057686012345'],
    ['8657686012345', '057686012345'],
    ['+861012345678', '01012345678'],
    ['01012345678', '01012345678'],
    ['+862112345678', '02112345678'],
    ['86012345', '86012345'],
    ['8601234567', '8601234567'],
    // service numbers
    ['110', '110'],
    ['12345', '12345'],
    ['+86110', '110'],
    ['008612345', '12345'],
    ['95598', '95598'],
    ['4008001234', '4008001234'],
    ['+864008001234', '4008001234'],
    ['6001', '6001'],
    // foreign numbers
    ['+14155552671', '0014155552671'],
    ['0014155552671', '0014155552671'],
    ['+852 2345 6789', '0085223456789'],
  ])('%s is %s', (raw, expected) => expect(normaliseNumber(raw)).toBe(expected))

  test.each([
    '',
    '   ',
    '+',
    'anonymous',
    'Anonymous',
    'unknown',
    'Restricted',
    'sip:13800000501@example.org',
    '1380000O501',
    '*31#13800000501',
    '12',
    '0',
    '000',
    '00000000000',
    '+86',
    '0086',
    '1234567890123456',
    '+1234567890123456',
    '9'.repeat(400),
    '١٢٣٤٥',
    '138\u00000000501',
    "1'; drop table calls",
  ])('%j is no number', (raw) => expect(normaliseNumber(raw)).toBeNull())

  test('applied to its own result changes nothing, and gives digits only', () => {
    const figure = fc.constantFrom(...'00112345678986+ -()'.split(''))
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 24 }), (figures) => {
        const once = normaliseNumber(figures.join(''))
        if (once === null) return
        expect(once).toMatch(/^\d{3,17}$/)
        expect(normaliseNumber(once)).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })
})

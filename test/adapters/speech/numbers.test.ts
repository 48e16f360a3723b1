import { describe, expect, test } from 'vitest'
import { englishClock, englishNumber, englishNumerals } from '../../../src/adapters/speech/english-numbers.ts'
import { mandarinClock, mandarinNumber, mandarinNumerals } from '../../../src/adapters/speech/mandarin-numbers.ts'

describe('a number is put together', () => {
  test.each([
    [0, '零', 'zero'],
    [2, '二', 'two'],
    [10, '十', 'ten'],
    [12, '十二', 'twelve'],
    [20, '二十', 'twenty'],
    [22, '二十二', 'twenty-two'],
    [99, '九十九', 'ninety-nine'],
    [100, '一百', 'one hundred'],
    [101, '一百零一', 'one hundred and one'],
    [110, '一百一十', 'one hundred and ten'],
    [115, '一百一十五', 'one hundred and fifteen'],
    [200, '两百', 'two hundred'],
    [222, '两百二十二', 'two hundred and twenty-two'],
    [1000, '一千', 'one thousand'],
    [1005, '一千零五', 'one thousand and five'],
    [1015, '一千零一十五', 'one thousand and fifteen'],
    [1100, '一千一百', 'one thousand one hundred'],
    [2000, '两千', 'two thousand'],
    [2200, '两千二百', 'two thousand two hundred'],
    [2002, '两千零二', 'two thousand and two'],
    [9999, '九千九百九十九', 'nine thousand nine hundred and ninety-nine'],
  ])('%i', (value, mandarin, english) => {
    expect(mandarinNumber(value)).toBe(mandarin)
    expect(englishNumber(value)).toBe(english)
  })

  test('a counted 2 is 两, and only that one', () => {
    expect([2, 12, 22, 102].map((value) => mandarinNumber(value, true))).toEqual(['两', '十二', '二十二', '一百零二'])
  })

  test.each([
    [0, 0, '零点整', 'midnight'],
    [2, 5, '两点零五分', 'two oh five a m'],
    [7, 0, '七点整', 'seven a m'],
    [12, 0, '十二点整', 'noon'],
    [12, 30, '十二点三十分', 'twelve thirty p m'],
    [23, 59, '二十三点五十九分', 'eleven fifty-nine p m'],
  ])('time %i:%i', (hour, minute, mandarin, english) => {
    expect(mandarinClock(hour, minute)).toBe(mandarin)
    expect(englishClock(hour, minute)).toBe(english)
  })

  test.each([
    ['Mandarin', mandarinNumerals],
    ['English', englishNumerals],
  ])('every %s number and time of day from pieces that there are', (_, numerals) => {
    const texts = numerals.texts()
    const unknown = new Set<string>()
    const check = (keys: readonly string[]) => {
      for (const key of keys) if (!texts[key] || /undefined|NaN/.test(texts[key])) unknown.add(key)
    }
    for (let value = 0; value <= 9999; value += 1)
      check([...numerals.number(value, true), ...numerals.number(value, false)])
    for (let minute = 0; minute < 24 * 60; minute += 1) check(numerals.clock(Math.floor(minute / 60), minute % 60))
    expect([...unknown]).toEqual([])
  })
})

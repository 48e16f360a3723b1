import { describe, expect, test } from 'vitest'
import { loadCatalogue, type Tongue } from '../../../src/adapters/speech/catalogue.ts'
import { composeMedia, type Sounds } from '../../../src/adapters/speech/compose-media.ts'
import { standingTexts } from '../../../src/adapters/speech/plan-sounds.ts'
import type { Phrase } from '../../../src/domain/call/phrase.ts'

const { languages } = loadCatalogue(['asterisk-config/prompts'])
/** Every standing sound of a language, named after its key. */
const soundsOf = (language: string): Sounds => {
  const catalogue = languages.get(language)!
  const tongue: Tongue = catalogue.tongue
  return { tongue, sounds: new Map([...standingTexts(catalogue).keys(), 'menuChoice.water'].map((key) => [key, key])) }
}
function compose(language: string, ...phrases: readonly Phrase[]) {
  const missing: string[] = []
  const media = composeMedia(phrases, soundsOf(language), (key) => missing.push(key)).join(' ')
  return missing.length > 0 ? { media, missing } : media
}

describe('what is said becomes sounds, in order', () => {
  test.each<[string, readonly Phrase[], string]>([
    ['zh-CN', [{ say: 'menuChoice', of: 'water' }, { say: 'menuRepeat' }], 'menuChoice.water menuRepeat'],
    ['zh-CN', [{ say: 'statementIs' }, { recording: 'statement-1' }], 'statementIs recording:statement-1'],
    ['zh-CN', [{ digits: '110' }], 'digit.1 digit.1 digit.0'],
    ['zh-CN', [{ digits: '12345' }], 'digit.1 digit.2 digit.3 digit.4 digit.5'],
    [
      'zh-CN',
      [{ digits: '2611230001' }],
      'digit.2 digit.6 pause digit.1 digit.1 digit.2 digit.3 pause digit.0 digit.0 digit.0 digit.1',
    ],
    ['x-tone', [{ digits: '86012345' }], 'digit.8 digit.6 digit.0 digit.1 digit.2 digit.3 digit.4 digit.5'],
    ['zh-CN', [{ say: 'arriveWithin' }, { number: 30 }, { say: 'minutes' }], 'arriveWithin number.30 minutes'],
    ['zh-CN', [{ say: 'arriveWithin' }, { number: 2 }, { say: 'minutes' }], 'arriveWithin number.counted.2 minutes'],
    ['zh-CN', [{ say: 'overdueBy' }, { number: 2 }, { say: 'hours' }], 'overdueBy number.counted.2 hours'],
    ['zh-CN', [{ number: 2 }], 'number.2'],
    ['zh-CN', [{ number: 1005 }], 'number.1000 number.0 number.5'],
    ['en', [{ number: 110 }], 'number.100 number.and number.10'],
    ['x-tone', [{ number: 35 }], 'number.35'],
    ['zh-CN', [{ clock: '07:00' }], 'clock.hour.7 clock.sharp'],
    ['en', [{ clock: '14:05' }], 'number.2 clock.minute.5 clock.pm'],
    ['zh-CN', [], ''],
  ])('%s %j', (language, phrases, media) => {
    expect(compose(language, ...phrases)).toBe(media)
  })
})

describe('what has no sound is left out and told, the rest is said', () => {
  test.each<[Phrase, string, string]>([
    [{ say: 'menuChoice', of: 'unknown' }, '', 'menuChoice.unknown'],
    [{ clock: '25:00' }, '', 'clock 25:00'],
    [{ digits: '1a' }, 'digit.1', 'digit.a'],
  ])('%j', (phrase, media, missing) => {
    expect(compose('zh-CN', { say: 'goodbye' }, phrase)).toEqual({
      media: `goodbye ${media}`.trim(),
      missing: [missing],
    })
  })

  test.each([12345, -2, 1.5])('a number that is none of 0 to 9999 is read digit by digit: %d', (number) => {
    const digits = [...String(number)].filter((sign) => /\d/.test(sign))
    expect(compose('en', { number })).toBe(digits.map((digit) => `digit.${digit}`).join(' '))
  })

  test('before anything was prepared', () => {
    const missing: string[] = []
    expect(composeMedia([{ say: 'goodbye' }, { recording: 'r' }], null, (key) => missing.push(key))).toEqual([
      'recording:r',
    ])
    expect(missing).toEqual(['goodbye'])
  })
})

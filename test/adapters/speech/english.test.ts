import { describe, expect, test } from 'vitest'
import { speakEnglish } from '../../../src/adapters/speech/english.ts'

describe('an English text is read', () => {
  test.each([
    ['press 1.', 'press one.'],
    ['Press 0, or *', 'Press zero, or star'],
    ['the # key', 'the pound'],
    ['dial 110 now', 'dial one one zero now'],
    ['within 30 minutes', 'within thirty minutes'],
    ['110 people', 'one hundred and ten people'],
    ['open 07:00 to 23:05', 'open seven a m to eleven oh five p m'],
    ['at 12:00', 'at noon'],
    ['2.5 km', 'two point five km'],
    ["caller's well-known café", "caller's well-known café"],
    ['fire & rescue', 'fire and rescue'],
    ['Waterworks (自来水厂)', 'Waterworks, zi lai shui chang,'],
    ['[[haha]]', ', haha,'],
  ])('%s', (text, spoken) => {
    expect(speakEnglish(text, new Map())).toEqual({ ok: true, spoken })
  })

  test.each(['', '—', 'Привет'])('or refused: “%s”', (text) => {
    expect(speakEnglish(text, new Map())).toMatchObject({ ok: false })
  })
})

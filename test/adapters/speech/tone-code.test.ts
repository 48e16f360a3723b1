import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { throughALaw } from '../../../scripts/carrier/a-law.ts'
import { comfort, toneComfort } from '../../../src/adapters/speech/signals.ts'
import { codeSamples, encodeTone } from '../../../src/adapters/speech/tone-code.ts'
import { fixedPrompts } from '../../../src/domain/call/phrase.ts'
import { ToneDecoder } from '../../harness/tone-decoder.ts'

const keys = [
  ...fixedPrompts,
  ...Array.from({ length: 100 }, (_, number) => `number.${number}`),
  ...Array.from({ length: 10 }, (_, digit) => `digit.${digit}`),
  ...['water', 'power', 'gas', 'health', 'environment'].flatMap((id) => [
    `menuChoice.${id}`,
    `categoryName.${id}`,
    `connectingUnit.${id}`,
  ]),
  ...['voice.statement1', 'voice.plumber', 'voice.citizen'],
]
const anyKey = fc.constantFrom(...keys)

/** White noise of a seed, the same on every run. */
function noise(length: number, size: number, seed: number): Int16Array {
  let state = seed >>> 0
  return Int16Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state / 2 ** 31 - 1) * size
  })
}
const add = (a: Int16Array, b: Int16Array) => a.map((sample, at) => sample + (b[at] ?? 0))
function join(...parts: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0))
  parts.reduce((at, part) => {
    all.set(part, at)
    return at + part.length
  }, 0)
  return all
}
const silence = (length: number) => new Int16Array(length)
/** Feeds a line in frames, as the telephone network delivers it. */
function hear(line: Int16Array, frame = 160): readonly string[] {
  const decoder = new ToneDecoder(keys)
  const heard: string[] = []
  for (let at = 0; at < line.length; at += frame) heard.push(...decoder.feed(line.subarray(at, at + frame)))
  return heard
}

describe('a tone code', () => {
  test('lasts 0.3 to 0.5 s', () => {
    expect(encodeTone('menuRepeat').length / 8000).toBeGreaterThanOrEqual(0.3)
    expect(encodeTone('menuRepeat').length / 8000).toBeLessThanOrEqual(0.5)
  })

  test('is heard through A-law, noise, any offset and any frame length', () => {
    fc.assert(
      fc.property(
        fc.array(anyKey, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 0, max: 1200 }),
        fc.constantFrom(1, 0.5, 0.2),
        fc.integer(),
        (said, offset, frame, noiseSize, volume, seed) => {
          const clean = join(silence(offset), ...said.map(encodeTone), silence(100)).map((sample) => sample * volume)
          const line = throughALaw(add(clean, noise(clean.length, noiseSize * volume, seed)))
          expect(hear(line, frame)).toEqual(said)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('that is cut is not heard, and the one after it is', () => {
    fc.assert(
      fc.property(anyKey, anyKey, fc.integer({ min: 1, max: codeSamples - 200 }), (cut, whole, length) => {
        const line = join(encodeTone(cut).subarray(0, length), encodeTone(whole), silence(50))
        expect(hear(throughALaw(line))).toEqual([whole])
      }),
      { numRuns: 60 },
    )
  })

  test('of a key that nobody named is told as unknown', () => {
    expect(hear(encodeTone('somethingElse'))).toEqual([expect.stringMatching(/^\?[0-9a-f]{6}$/)])
  })

  test('two keys with one code are refused', () => {
    expect(() => new ToneDecoder(keys)).not.toThrow()
    // Found by search: the first 24 bits of their hashes are the same.
    expect(() => new ToneDecoder(collision)).toThrow(/the same/)
  })
})

describe('nothing is heard in', () => {
  test('noise, at any volume', () => {
    for (const size of [50, 2000, 30000]) expect(hear(noise(80_000, size, size))).toEqual([])
  })

  test('DTMF, each key 100 ms and half a second long', () => {
    const rows = [697, 770, 852, 941]
    const columns = [1209, 1336, 1477, 1633]
    const dtmf = rows.flatMap((row) =>
      columns.flatMap((column) =>
        [800, 4000].map((length) =>
          Int16Array.from({ length: length + 400 }, (_, i) =>
            i < length
              ? 8000 * (Math.sin((2 * Math.PI * row * i) / 8000) + Math.sin((2 * Math.PI * column * i) / 8000))
              : 0,
          ),
        ),
      ),
    )
    expect(hear(throughALaw(join(...dtmf)))).toEqual([])
  })

  test('the comfort chime; its tone code is heard once a turn, and the hum after it is no silence', () => {
    expect(hear(throughALaw(comfort()))).toEqual([])
    expect(hear(throughALaw(join(toneComfort(), toneComfort())))).toEqual(['comfort', 'comfort'])
    const hum = toneComfort().slice(-16_000)
    const seconds = Array.from({ length: 20 }, (_, at) => hum.subarray(at * 800, (at + 1) * 800))
    for (const part of seconds) expect(Math.max(...part)).toBeGreaterThan(300)
  })

  test('a sweep over all frequencies of the line', () => {
    const sweep = Int16Array.from(
      { length: 80_000 },
      (_, i) => 10_000 * Math.sin(2 * Math.PI * ((300 * i) / 8000 + (310 * (i / 8000) ** 2) / 2)),
    )
    expect(hear(sweep)).toEqual([])
  })
})

const collision: readonly string[] = ['key.747', 'key.2854']

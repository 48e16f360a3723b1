import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { throughALaw } from '../../../scripts/carrier/a-law.ts'
import { loadCatalogue } from '../../../src/adapters/speech/catalogue.ts'
import { standingTexts } from '../../../src/adapters/speech/plan-sounds.ts'
import { createPrompts } from '../../../src/adapters/speech/prompts.ts'
import { speakCatalogue } from '../../../src/adapters/speech/speak-catalogue.ts'
import type { SpeechTools } from '../../../src/adapters/speech/speech-tools.ts'
import { readWav } from '../../../src/adapters/speech/wav.ts'
import { speechTools } from '../../harness/speech-tools.ts'
import { ToneDecoder } from '../../harness/tone-decoder.ts'

/** The whole catalogue in both languages by the real voice, rendered once: what a first start does. */
let folder = ''
const lines: string[] = []
const setUp = (tools: SpeechTools, say: (line: string) => void) => {
  const logger = { warn: () => {}, error: () => {} } as never
  return speakCatalogue(createPrompts({ folder, catalogueFolder: 'asterisk-config/prompts', tools, logger }), say)
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-test-'))
  expect(await setUp(speechTools, (line) => lines.push(line))).toEqual([])
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { languages } = loadCatalogue(['asterisk-config/prompts'])

describe.each(['zh-CN', 'en'])('set-up speaks %s', (language) => {
  const files = () =>
    new Map(
      readdirSync(join(folder, language)).map((name) => [
        name.replace(/\.[0-9a-f]{12}\.wav$/, ''),
        readWav(readFileSync(join(folder, language, name))),
      ]),
    )

  test('completely: every fixed prompt, digit, number and time', () => {
    expect([...files().keys()].sort()).toEqual([...standingTexts(languages.get(language)!).keys()].sort())
  })

  test('at 8 kHz, audible, not clipped, as long as the words need, and with nothing but a short breath around them', () => {
    for (const [key, wav] of files()) {
      expect(wav?.rate, key).toBe(8000)
      if (['pause', 'comfort', 'fallbackComfort', 'beep'].includes(key)) continue
      const samples = wav!.samples
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      // Soft consonants count as silence here: an sh lasts 100 ms.
      const first = samples.findIndex((sample) => Math.abs(sample) > peak / 20)
      const last = samples.findLastIndex((sample) => Math.abs(sample) > peak / 20)
      const spoken = samples.subarray(first, last)
      const level =
        20 * Math.log10(Math.sqrt(spoken.reduce((sum, sample) => sum + sample ** 2, 0) / spoken.length) / 32768)
      expect(level, `${key}: loudness in dB`).toBeGreaterThan(-26)
      expect(level, `${key}: loudness in dB`).toBeLessThan(-17)
      expect(peak, `${key}: peak`).toBeLessThan(0.8 * 32768)
      expect(first / 8, `${key}: ms before the words`).toBeLessThan(150)
      expect((samples.length - last) / 8, `${key}: ms after the words`).toBeLessThan(600)
      expect(samples.length / 8, `${key}: ms in all`).toBeGreaterThan(200)
      expect(samples.length / 8, `${key}: ms in all`).toBeLessThan(13_000)
    }
  })

  test('without a sound that a test would take for a tone code', () => {
    const decoder = new ToneDecoder([])
    for (const [key, wav] of files()) expect(decoder.feed(throughALaw(wav!.samples)), key).toEqual([])
  })
})

test('set-up tells how far it is, and the next one needs no tools and no time', async () => {
  expect(lines.at(0)).toMatch(/^Prompts zh-CN: \d+ of \d+ spoken$/)
  expect(lines.at(-1)).toMatch(/^Prompts en: (\d+) of \1 spoken$/)
  const again: string[] = []
  const start = performance.now()
  expect(await setUp({ espeakNg: ['/nowhere/espeak-ng'], sox: ['/nowhere/sox'] }, (line) => again.push(line))).toEqual(
    [],
  )
  // A tenth of it is usual; the limit leaves room for a machine that is busy with other tests.
  expect(performance.now() - start).toBeLessThan(2000)
  expect(again).toEqual(['Prompts zh-CN: all there', 'Prompts en: all there'])
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PromptEar, readPromptPrints } from '../../../scripts/call/prompt-ear.ts'
import { throughALaw } from '../../../scripts/carrier/a-law.ts'
import { toWav } from '../../../src/adapters/speech/wav.ts'
import { tempFolder } from '../../harness/temp-folder.ts'

/** Something like speech: noise of a seed, loud from `quiet` samples on. */
function sound(length: number, seed: number, quiet = 100): Int16Array {
  let state = seed >>> 0
  return Int16Array.from({ length }, (_, at) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return at < quiet ? 0 : (state / 2 ** 31 - 1) * 9000
  })
}
const join2 = (...parts: readonly Int16Array[]) => Int16Array.from(parts.flatMap((part) => [...part]))

function folderWith(prompts: Readonly<Record<string, Int16Array>>): string {
  const folder = tempFolder()
  for (const [key, samples] of Object.entries(prompts))
    writeFileSync(join(folder, `${key}.0123456789ab.wav`), toWav(samples))
  return folder
}

/** Feeds what the line carries in packets. */
function hear(folder: string, line: Int16Array, packet = 160): string[] {
  const ear = new PromptEar(readPromptPrints(folder))
  const heard: string[] = []
  for (let at = 0; at < line.length; at += packet) heard.push(...ear.feed(throughALaw(line.subarray(at, at + packet))))
  return heard
}

const greeting = sound(4000, 1)
const menu = sound(3000, 2)
const silence = new Int16Array(1234)

test.each([160, 1, 997])('prompts are told in the order they are heard, by packets of %i samples', (packet) => {
  const folder = folderWith({ 'greeting.hotline': greeting, 'menuChoice.work-safety': menu })
  const heard = hear(folder, join2(silence, greeting, menu, silence, greeting), packet)
  expect(heard).toEqual(['greeting.hotline', 'menuChoice.work-safety', 'greeting.hotline'])
})

test('prompts with the same beginning are told apart', () => {
  const first = join2(greeting, sound(2000, 3, 0))
  const second = join2(greeting, sound(2000, 4, 0))
  const folder = folderWith({ 'connectingUnit.05': first, 'connectingUnit.10': second })
  expect(hear(folder, join2(second, silence, first))).toEqual(['connectingUnit.10', 'connectingUnit.05'])
})

test('a prompt that is cut off by a key is still told', () => {
  expect(hear(folderWith({ greeting }), greeting.subarray(0, 800))).toEqual(['greeting'])
})

test("people's own words and silence are nothing", () => {
  expect(hear(folderWith({ greeting, pause: silence }), join2(silence, sound(8000, 9), silence))).toEqual([])
})

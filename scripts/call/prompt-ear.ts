import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWav } from '../../src/adapters/speech/wav.ts'
import { encodeALaw } from '../carrier/a-law.ts'

/** Samples of a fingerprint: 8 ms, which no two prompts have in common by chance. */
const printSamples = 64
const stepSamples = 80
/** Mean size of a sample from which a stretch is loud enough to be told from another. */
const loud = 1000

/** What to look for on the line: a stretch of each prompt that no other has, as bytes, with the prompt's key. */
export type PromptPrints = ReadonlyMap<string, string>

/** Takes the fingerprints of the rendered prompts of one language: a folder with `<key>.<hash>.wav`. */
export function readPromptPrints(folder: string): PromptPrints {
  const prompts = readdirSync(folder)
    .filter((name) => name.endsWith('.wav'))
    .map((name) => ({ key: name.replace(/\.[0-9a-f]+\.wav$/, ''), windows: windowsOf(join(folder, name)) }))
  const owners = new Map<string, Set<string>>()
  for (const { key, windows } of prompts)
    for (const window of windows) owners.set(window, (owners.get(window) ?? new Set()).add(key))
  return new Map(
    prompts.flatMap(({ key, windows }) => {
      const own = windows.find((window) => owners.get(window)?.size === 1)
      return own === undefined ? [] : [[own, key] as const]
    }),
  )
}

/**
 * Recognises the hotline's own prompts in what a telephone hears, in any language: the line carries the bytes of their
 * files, so a stretch of each is looked for. Only for a hotline of this machine.
 */
export class PromptEar {
  private readonly prints: PromptPrints
  private tail = Buffer.alloc(0)

  constructor(prints: PromptPrints) {
    this.prints = prints
  }

  /** Takes what was heard next, and returns the keys of the prompts that it begins. */
  feed(samples: Int16Array): readonly string[] {
    const sound = Buffer.concat([this.tail, encodeALaw(samples)])
    const keys: string[] = []
    for (let at = 0; at + printSamples <= sound.length; at += 1) {
      const key = this.prints.get(sound.toString('latin1', at, at + printSamples))
      if (key !== undefined) keys.push(key)
    }
    this.tail = sound.subarray(Math.max(0, sound.length - printSamples + 1))
    return keys
  }
}

/** Loud stretches of a prompt, as the line carries them. */
function windowsOf(file: string): readonly string[] {
  const samples = readWav(readFileSync(file))?.samples ?? new Int16Array(0)
  const codes = Buffer.from(encodeALaw(samples))
  const windows: string[] = []
  for (let at = 0; at + printSamples <= samples.length; at += stepSamples) {
    const size = samples.subarray(at, at + printSamples).reduce((sum, sample) => sum + Math.abs(sample), 0)
    if (size > loud * printSamples) windows.push(codes.toString('latin1', at, at + printSamples))
  }
  return windows
}

import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Language, PromptFault } from '../../application/ports/prompts.ts'
import { type Made, makeSpeech, type Speech } from './make-speech.ts'
import type { PlannedSound } from './plan-sounds.ts'
import { soundsIn, writeWhole } from './sound-folder.ts'
import { type SpeechTools, speechToolsFault } from './speech-tools.ts'

/** Told after each sound how many of those that were missing have been dealt with. */
export type Progress = (done: number, missing: number) => void

/** Batches at a time, and sounds in each: the machine has other work too. */
const parallel = 2
const batchSize = 16

/**
 * Makes those of the sounds that are not in the language's folder yet. The tools are asked for only when they are needed,
 * and then first of all: one message about them instead of one a sentence.
 * @returns what could not be made or written.
 */
export async function renderMissing(
  language: Language,
  folder: string,
  sounds: readonly PlannedSound[],
  tools: SpeechTools,
  progress: Progress,
): Promise<readonly PromptFault[]> {
  const there = soundsIn(folder)
  const missing = sounds.filter(({ file }) => !there.has(basename(file, '.wav')))
  if (missing.some(({ rendering }) => 'speech' in rendering)) {
    const fault = await speechToolsFault(tools)
    if (fault) return [{ language, key: '*', reason: fault }]
  }
  const faults: PromptFault[] = []
  const batches = Array.from({ length: Math.ceil(missing.length / batchSize) }, (_, at) =>
    missing.slice(at * batchSize, (at + 1) * batchSize),
  ).values()
  let done = 0
  const work = async () => {
    for (const batch of batches) {
      const made = await makeSounds(batch, tools)
      for (const [at, { key, file }] of batch.entries()) {
        await setImmediate()
        const sound = made[at] as Made
        const reason = sound.ok ? writeFault(file, sound.wav) : sound.reason
        if (reason) faults.push({ language, key, reason })
        done += 1
        progress(done, missing.length)
      }
    }
  }
  await Promise.all(Array.from({ length: parallel }, work))
  return faults
}

/** One result a sound, in their order; what is spoken goes through the tools together. */
async function makeSounds(sounds: readonly PlannedSound[], tools: SpeechTools): Promise<readonly Made[]> {
  const speeches = sounds.flatMap(({ rendering }): Speech[] => ('speech' in rendering ? [rendering.speech] : []))
  const spoken = (speeches.length > 0 ? await makeSpeech(speeches, tools) : []).values()
  const made: Made[] = []
  for (const { rendering } of sounds) {
    made.push('speech' in rendering ? (spoken.next().value as Made) : await rendering.make(tools))
  }
  return made
}

function writeFault(file: string, wav: Buffer): string | null {
  try {
    writeWhole(file, wav)
    return null
  } catch (error) {
    return `${file} can't be written (${(error as Error).message})`
  }
}

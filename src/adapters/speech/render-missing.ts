import { basename } from 'node:path'
import type { Language, PromptFault } from '../../application/ports/prompts.ts'
import type { PlannedSound } from './plan-sounds.ts'
import { soundsIn, writeWhole } from './sound-folder.ts'
import { type SpeechTools, speechToolsFault } from './speech-tools.ts'

/** Told after each sound how many of those that were missing have been dealt with. */
export type Progress = (done: number, missing: number) => void

/** Sounds rendered at a time: the machine has other work too. */
const parallel = 2

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
  if (missing.some(({ rendering }) => rendering.needsTools)) {
    const fault = await speechToolsFault(tools)
    if (fault) return [{ language, key: '*', reason: fault }]
  }
  const faults: PromptFault[] = []
  const queue = missing.values()
  let done = 0
  const work = async () => {
    for (const { key, file, rendering } of queue) {
      const made = await rendering.make(tools)
      const reason = made.ok ? writeFault(file, made.wav) : made.reason
      if (reason) faults.push({ language, key, reason })
      done += 1
      progress(done, missing.length)
    }
  }
  await Promise.all(Array.from({ length: parallel }, work))
  return faults
}

function writeFault(file: string, wav: Buffer): string | null {
  try {
    writeWhole(file, wav)
    return null
  } catch (error) {
    return `${file} can't be written (${(error as Error).message})`
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Made, toTelephony } from './make-speech.ts'
import type { SpeechTools } from './speech-tools.ts'
import { readWav, sampleRate, toSamples, toWav } from './wav.ts'

/** Recordings of the user's own (`custom/<language>/<key>.wav`), by key. They win over the rendered voice. */
export function ownRecordings(folder: string, language: string): ReadonlyMap<string, string> {
  const own = join(folder, 'custom', language)
  try {
    return new Map(
      readdirSync(own)
        .filter((name) => /\.wav$/i.test(name))
        .map((name) => [name.slice(0, -'.wav'.length), join(own, name)]),
    )
  } catch {
    return new Map()
  }
}

/**
 * Makes a user's recording playable: taken as it is where it is 8 kHz mono 16-bit PCM, else converted by sox.
 * Refused, naming the file, where it can't be read, is no sound, or has none in it.
 */
export async function convertRecording(file: string, content: Buffer, tools: SpeechTools): Promise<Made> {
  const read = readWav(content)
  const fits = read?.rate === sampleRate ? read.samples : null
  const converted = fits ? null : await toTelephony(tools, ['-t', 'wav'], content)
  if (converted && !converted.ok) {
    return { ok: false, reason: `${file} is no recording that can be played (${converted.reason})` }
  }
  const samples = fits ?? toSamples(converted?.stdout ?? Buffer.alloc(0))
  return samples.length > 0 ? { ok: true, wav: toWav(samples) } : { ok: false, reason: `${file} has no sound in it` }
}

/** The bytes of a recording, or why they can't be had. */
export function readRecording(file: string): { ok: true; content: Buffer } | { ok: false; reason: string } {
  try {
    return { ok: true, content: readFileSync(file) }
  } catch (error) {
    return { ok: false, reason: `${file} can't be read (${(error as Error).message})` }
  }
}

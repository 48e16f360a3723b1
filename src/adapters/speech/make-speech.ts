import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { shapeSpeech } from './shape-speech.ts'
import { runTool, type SpeechTools } from './speech-tools.ts'
import { type MonoWav, readWav, sampleRate, toSamples, toWav } from './wav.ts'

/** Words in the form the voice reads, how it is called, and the silence after them in milliseconds. */
export type Speech = { readonly espeakArgs: readonly string[]; readonly spoken: string; readonly pauseMs: number }
export type Made = { readonly ok: true; readonly wav: Buffer } | { readonly ok: false; readonly reason: string }

/** Silence between two prompts while they go through sox together, in seconds: longer than its filter reaches. */
const apart = 0.1

/**
 * Runs the voice once a line of its input, each into a file of its own. The shell starts it, since starting a program costs
 * the server, whose calls go on meanwhile, 10 ms of standstill each time; this way it is once a batch.
 */
const eachLine =
  'dir=$1; shift; n=0; while IFS= read -r line; do printf %s "$line" | "$@" --stdin -w "$dir/$n.wav"; n=$((n+1)); done'

/**
 * Speaks some texts of one language: each by espeak-ng, then all of them brought to 8 kHz by one run of sox, then each
 * shaped for the telephone.
 * @returns one result a text, in their order.
 */
export async function makeSpeech(speeches: readonly Speech[], tools: SpeechTools): Promise<readonly Made[]> {
  const voices = await sayAll(speeches, tools)
  const rate = voices.find((voice) => typeof voice !== 'string')?.rate
  if (rate === undefined) return voices.map((voice) => ({ ok: false, reason: String(voice) }))

  const gap = Math.round(apart * rate)
  const parts = voices.map((voice) =>
    typeof voice === 'string' || voice.rate !== rate ? new Int16Array(0) : voice.samples,
  )
  const joined = new Int16Array(parts.reduce((sum, part) => sum + part.length + gap, 0))
  const starts: number[] = []
  parts.reduce((at, part) => {
    starts.push(at)
    joined.set(part, at)
    return at + part.length + gap
  }, 0)
  const format = ['-t', 'raw', '-e', 'signed-integer', '-b', '16', '-L', '-c', '1', '-r', String(rate)]
  const resampled = await toTelephony(tools, format, Buffer.from(joined.buffer))
  if (!resampled.ok) return speeches.map(() => resampled)

  const all = toSamples(resampled.stdout)
  const at = (sample: number) => Math.round((sample * sampleRate) / rate)
  const made: Made[] = []
  for (const [index, { spoken, pauseMs }] of speeches.entries()) {
    // Calls go on meanwhile: they get their turn after each prompt.
    await setImmediate()
    const voice = voices[index]
    if (typeof voice === 'string') {
      made.push({ ok: false, reason: voice })
      continue
    }
    const start = starts[index] as number
    const shaped = shapeSpeech(all.subarray(at(start), at(start + (parts[index]?.length ?? 0))), pauseMs)
    made.push(
      shaped ? { ok: true, wav: toWav(shaped) } : { ok: false, reason: `espeak-ng made no sound of "${spoken}"` },
    )
  }
  return made
}

/** The voice's own sound of each text, or why there is none. */
async function sayAll(speeches: readonly Speech[], tools: SpeechTools): Promise<readonly (MonoWav | string)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'prompts-'))
  try {
    const command = ['sh', '-c', eachLine, 'sh', folder, ...tools.espeakNg, ...(speeches[0]?.espeakArgs ?? [])]
    const ran = await runTool(command, [], speeches.map(({ spoken }) => `${spoken.replaceAll('\n', ' ')}\n`).join(''))
    return speeches.map((_, at) => {
      try {
        return readWav(readFileSync(join(folder, `${at}.wav`))) ?? 'espeak-ng wrote no mono 16-bit WAV'
      } catch {
        return ran.ok ? 'espeak-ng wrote no file' : ran.reason
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What sox reads as `format`, as raw 8 kHz mono 16-bit samples. No dither: the same words must make the same file. */
export const toTelephony = (tools: SpeechTools, format: readonly string[], sound: Buffer) =>
  runTool(
    tools.sox,
    ['-V1', '-D', ...format, '-', ...'-t raw -e signed-integer -b 16 -L -c 1 -r'.split(' '), String(sampleRate), '-'],
    sound,
  )

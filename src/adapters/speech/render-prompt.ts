import { createHash } from 'node:crypto'
import type { LanguageCatalogue } from './catalogue.ts'
import type { Pronunciations } from './mandarin.ts'
import { shapeSpeech } from './shape-speech.ts'
import { beep, comfort, pause, toneComfort } from './signals.ts'
import { runTool, type SpeechTools } from './speech-tools.ts'
import { encodeTone } from './tone-code.ts'
import { pauseAfter, voices } from './voices.ts'
import { sampleRate, toSamples, toWav } from './wav.ts'

/** To be raised when anything below or in the files it uses makes a different sound of the same words. */
const renderingVersion = 1

/** A sound that can be made: `content` tells whether one that exists is still the right one. */
export type Rendering = {
  readonly content: string
  /** Whether espeak-ng and sox are needed. */
  readonly needsTools: boolean
  make(tools: SpeechTools): Promise<Rendered>
}
export type Rendered = { readonly ok: true; readonly wav: Buffer } | { readonly ok: false; readonly reason: string }
export type Planned =
  | { readonly ok: true; readonly rendering: Rendering }
  | { readonly ok: false; readonly reason: string }

/**
 * How a prompt is made into sound in a language: generated, as a tone code, or spoken. `text` null: a sound without words.
 * Refused where the text has characters that the voice can't say.
 */
export function planRendering(
  { tongue }: Pick<LanguageCatalogue, 'tongue'>,
  pronunciations: Pronunciations,
  key: string,
  text: string | null,
): Planned {
  if (tongue === 'tones') {
    return generated(`tone ${key}`, () => (key === 'comfort' ? toneComfort() : encodeTone(key)))
  }
  if (key === 'beep') return generated(key, beep)
  if (key === 'comfort') return generated(key, comfort)
  if (key === 'pause') return generated(key, pause)
  const voice = voices[tongue]
  const speech = voice.speak(text ?? '', pronunciations)
  if (!speech.ok) return speech
  const pauseMs = pauseAfter(key, text ?? '')
  return {
    ok: true,
    rendering: {
      content: hash([...voice.espeakArgs, String(pauseMs), speech.spoken]),
      needsTools: true,
      make: (tools) => speak(tools, voice.espeakArgs, speech.spoken, pauseMs),
    },
  }
}

function generated(name: string, make: () => Int16Array): Planned {
  const rendering = {
    content: hash([name]),
    needsTools: false,
    make: async () => ({ ok: true as const, wav: toWav(make()) }),
  }
  return { ok: true, rendering }
}

async function speak(tools: SpeechTools, args: readonly string[], spoken: string, pauseMs: number): Promise<Rendered> {
  const voice = await runTool(tools.espeakNg, [...args, '--stdin', '--stdout'], spoken)
  if (!voice.ok) return voice
  const raw = await toTelephony(tools, voice.stdout)
  if (!raw.ok) return raw
  const samples = shapeSpeech(toSamples(raw.stdout), pauseMs)
  return samples ? { ok: true, wav: toWav(samples) } : { ok: false, reason: `espeak-ng made no sound of "${spoken}"` }
}

/** Whatever sox can read, as raw 8 kHz mono 16-bit samples. No dither: the same words must make the same file. */
export const toTelephony = (tools: SpeechTools, wav: Buffer) =>
  runTool(
    tools.sox,
    [
      ...'-V1 -D -t wav - -t raw -e signed-integer -b 16 -L -c 1'.split(' '),
      '-r',
      String(sampleRate),
      '-',
      'gain',
      '-h',
    ],
    wav,
  )

/** Short fingerprint of what a sound is made from. */
export const hash = (parts: readonly (string | Buffer)[]): string => {
  const sum = createHash('sha256').update(`v${renderingVersion}`)
  for (const part of parts) sum.update('\0').update(part)
  return sum.digest('hex').slice(0, 12)
}

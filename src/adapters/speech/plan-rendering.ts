import { createHash } from 'node:crypto'
import type { LanguageCatalogue } from './catalogue.ts'
import type { Made, Speech } from './make-speech.ts'
import type { Pronunciations } from './mandarin.ts'
import { beep, chimes, comfort, pause, toneComfort } from './signals.ts'
import type { SpeechTools } from './speech-tools.ts'
import { encodeTone } from './tone-code.ts'
import { pauseAfter, voices } from './voices.ts'
import { toWav } from './wav.ts'

/** To be raised when the same words come to be made into another sound: shaping, pauses, generated sounds. */
const renderingVersion = 1

/** How a sound is made; `content` is a fingerprint of all that goes into it. */
export type Rendering = { readonly content: string } & (
  | { readonly speech: Speech }
  | { make(tools: SpeechTools): Made | Promise<Made> }
)
export type Planned =
  | { readonly ok: true; readonly rendering: Rendering }
  | { readonly ok: false; readonly reason: string }

/**
 * How a prompt is made into sound in a language: generated, as a tone code, or spoken. `text` null: a sound without words.
 * Refused where the text has characters that the voice can't say.
 */
export function planRendering(
  { tongue, codes = '' }: Pick<LanguageCatalogue, 'tongue' | 'codes'>,
  pronunciations: Pronunciations,
  key: string,
  text: string | null,
): Planned {
  if (tongue === 'tones') {
    const code = `${codes}${key}`
    return generated(`tone ${code}, 2`, () => (isComfort(key) ? toneComfort(code) : encodeTone(code)))
  }
  const signal = text === null ? signals[key] : undefined
  if (signal) return generated(key, signal)
  const voice = voices[tongue]
  const read = voice.speak(text ?? '', pronunciations)
  if (!read.ok) return read
  const speech = { espeakArgs: voice.espeakArgs, spoken: read.spoken, pauseMs: pauseAfter(key, text ?? '') }
  return {
    ok: true,
    rendering: { content: hash([...speech.espeakArgs, String(speech.pauseMs), speech.spoken]), speech },
  }
}

const signals: Readonly<Record<string, () => Int16Array>> = { beep, comfort, pause, fallbackComfort: () => chimes(1) }
const isComfort = (key: string): boolean => key === 'comfort' || key === 'fallbackComfort'

const generated = (name: string, sound: () => Int16Array): Planned => ({
  ok: true,
  rendering: { content: hash([name]), make: () => ({ ok: true, wav: toWav(sound()) }) },
})

/** Short fingerprint of what a sound is made from. */
export function hash(parts: readonly (string | Buffer)[]): string {
  const sum = createHash('sha256').update(`v${renderingVersion}`)
  for (const part of parts) sum.update('\0').update(part)
  return sum.digest('hex').slice(0, 12)
}

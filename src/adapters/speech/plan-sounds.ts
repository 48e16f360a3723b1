import { join } from 'node:path'
import type { Language, PromptFault } from '../../application/ports/prompts.ts'
import { fixedPrompts } from '../../domain/call/phrase.ts'
import type { Catalogue, LanguageCatalogue } from './catalogue.ts'
import { fallbackKeys, fixedTextKeys } from './catalogue-keys.ts'
import { convertRecording, ownRecordings, readRecording } from './own-recordings.ts'
import { hash, type Planned, planRendering, type Rendering } from './plan-rendering.ts'
import { isFileName } from './sound-folder.ts'
import { voices } from './voices.ts'

/** A sound that must exist: the file's name says what it is made of, so that a file which is there is right. */
export type PlannedSound = { readonly key: string; readonly file: string; readonly rendering: Rendering }
export type Plan = {
  readonly sounds: readonly PlannedSound[]
  readonly faults: readonly PromptFault[]
  /** User's recordings whose name is no prompt's: most likely misspelt. */
  readonly unusedRecordings: readonly string[]
}

/** Sounds that the dialplan plays without the server, under names that never change. */
export const fallbackSounds: readonly string[] = [
  ...fallbackKeys,
  ...Array.from({ length: 10 }, (_, digit) => `digit.${digit}`),
  ...['callerNumberIs', 'callerNumberHidden', 'promiseCallBack', 'callAgain', 'goodbye', 'beep', 'fallbackComfort'],
]

/** The texts of all that a language needs whatever the table: fixed prompts, digits, numbers, times. null: no words. */
export function standingTexts(language: LanguageCatalogue): ReadonlyMap<string, string | null> {
  const { digits, numerals } = voices[language.tongue]
  return new Map<string, string | null>([
    ...fixedTextKeys.map((key) => [key, language.texts[key] ?? null] as const),
    ...fixedPrompts.filter((key) => !fixedTextKeys.includes(key)).map((key) => [key, null] as const),
    ...digits.map((word, digit) => [`digit.${digit}`, word] as const),
    ...Object.entries(numerals.texts()),
    ['fallbackComfort', null] as const,
    // Tone codes need no breath between digits: nothing could be decoded from it.
    ...(language.tongue === 'tones' ? [] : [['pause', null] as const]),
  ])
}

/** What has to exist for a language with these texts, and how each sound is made: the user's recording before the voice. */
export function planSounds(
  folder: string,
  catalogue: Catalogue,
  language: Language,
  texts: ReadonlyMap<string, string | null>,
): Plan {
  const sounds: PlannedSound[] = []
  const faults: PromptFault[] = []
  const own = ownRecordings(folder, language)
  for (const [key, text] of texts) {
    if (!isFileName(key)) {
      faults.push({ language, key, reason: 'the key has signs other than letters, digits, dot, dash and underscore' })
      continue
    }
    const recording = own.get(key)
    const planned = recording
      ? planRecording(recording)
      : planRendering(catalogue.languages.get(language) as LanguageCatalogue, catalogue.pronunciations, key, text)
    if (!planned.ok) faults.push({ language, key, reason: planned.reason })
    else {
      const file = join(folder, language, `${key}.${planned.rendering.content}.wav`)
      sounds.push({ key, file, rendering: planned.rendering })
    }
  }
  return { sounds, faults, unusedRecordings: [...own].filter(([key]) => !texts.has(key)).map(([, file]) => file) }
}

function planRecording(file: string): Planned {
  const read = readRecording(file)
  if (!read.ok) return read
  const { content } = read
  return { ok: true, rendering: { content: hash([content]), make: (tools) => convertRecording(file, content, tools) } }
}

import type { Tongue } from './catalogue.ts'
import { speakEnglish } from './english.ts'
import { englishDigits, englishNumerals } from './english-numbers.ts'
import { mandarinDigits, type Pronunciations, type Spoken, speakMandarin } from './mandarin.ts'
import { mandarinNumerals } from './mandarin-numbers.ts'
import type { Numerals } from './numerals.ts'

/** All that differs between the languages that this program voices by itself. */
export type Voice = {
  /** Arguments of espeak-ng: the voice and a speed that old people follow on a telephone. */
  readonly espeakArgs: readonly string[]
  readonly digits: readonly string[]
  readonly numerals: Numerals
  speak(text: string, pronunciations: Pronunciations): Spoken
}

const english: Voice = {
  espeakArgs: ['-v', 'en-us', '-s', '150'],
  digits: englishDigits,
  numerals: englishNumerals,
  speak: speakEnglish,
}

/** Tone codes have no voice; their numbers are put together as in English. */
export const voices: Readonly<Record<Tongue, Voice>> = {
  // 165 gives about three and a half syllables a second.
  mandarin: {
    espeakArgs: ['-v', 'cmn-latn-pinyin', '-s', '165'],
    digits: mandarinDigits,
    numerals: mandarinNumerals,
    speak: speakMandarin,
  },
  english,
  tones: english,
}

/**
 * Silence after a prompt, in milliseconds: after a digit so that it can be written down, else by what its text ends with:
 * a sentence, a clause, or nothing (a number follows).
 */
export function pauseAfter(key: string, text: string): number {
  if (key.startsWith('digit.')) return 180
  if (/[。.!?!?…;;::]\s*$/u.test(text)) return 350
  return /[,,、]\s*$/u.test(text) ? 150 : 60
}

import { type Phrase, promptKey } from '../../../domain/call/phrase.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import type { Language } from '../../ports/prompts.ts'
import { type Catalogue, tablePromptTexts } from '../table-prompt-texts.ts'

/** What is said, as text, in the language in which it is said. */
export type PromptWords = (phrases: readonly Phrase[], language: Language) => string

/** Words of a table's calls, from the same sentences that are made into sound. What has no text stands as its key. */
export function promptWords(table: RoutingTable, catalogue: Catalogue): PromptWords {
  const { sentences } = tablePromptTexts(table, catalogue)
  const own = new Map(sentences.map(({ language, key, text }) => [`${language} ${key}`, text]))
  const textOf = (key: string, language: Language): string =>
    own.get(`${language} ${key}`) ?? catalogue(language)?.[key] ?? `[${key}]`
  return (phrases, language) => {
    const words = phrases.map((phrase) => {
      if ('digits' in phrase) return phrase.digits
      if ('number' in phrase) return String(phrase.number)
      if ('clock' in phrase) return phrase.clock
      if ('recording' in phrase) return sounds(language).recording
      return phrase.say === 'beep' || phrase.say === 'comfort'
        ? sounds(language)[phrase.say]
        : textOf(promptKey(phrase), language)
    })
    return isChinese(language) ? words.join('') : words.join(' ')
  }
}

const isChinese = (language: Language): boolean => /^zh\b/i.test(language)

/** What is heard and is no word. */
const sounds = (language: Language) =>
  isChinese(language)
    ? { beep: '（提示音）', comfort: '（等候音）', recording: '（来电人的留言）' }
    : { beep: '(tone)', comfort: '(waiting chimes)', recording: "(the caller's words)" }

/** Speed of the telephone voice: seconds a Chinese character, a word of another script, a digit. */
const character = 0.24
const word = 0.38
const digit = 0.45
/** As they are made: the tone, the chimes. */
const beepSeconds = 0.4
const comfortSeconds = 10.2

/**
 * About how long words take on the telephone, in seconds: an estimate by their signs, for the sound itself may not have
 * been made yet. Recordings are not counted.
 */
export function speechLength(words: PromptWords): (phrases: readonly Phrase[], language: Language) => number {
  const measured = new Map<string, number>()
  return (phrases, language) =>
    phrases.reduce((sum, phrase) => {
      const key = 'say' in phrase ? `${language} ${promptKey(phrase)}` : null
      const known = key === null ? undefined : measured.get(key)
      const length = known ?? lengthOf(phrase, () => words([phrase], language))
      if (key !== null) measured.set(key, length)
      return sum + length
    }, 0)
}

function lengthOf(phrase: Phrase, text: () => string): number {
  if ('recording' in phrase) return 0
  if ('digits' in phrase) return phrase.digits.length * digit
  if ('say' in phrase && phrase.say === 'beep') return beepSeconds
  if ('say' in phrase && phrase.say === 'comfort') return comfortSeconds
  const said = text()
  const characters = said.match(/\p{Script=Han}/gu)?.length ?? 0
  const others = said.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  return Math.max(word, characters * character + others * word)
}

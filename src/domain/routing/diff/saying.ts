import { sayText, type TextLanguage } from '../../text-catalogue.ts'
import { sayWhen } from '../proof/say-when.ts'
import type { When } from '../proof/when.ts'
import type { Words } from '../routing-table.ts'
import { type DiffText, diffTexts } from './texts/diff-texts.ts'

/**
 * What a sentence says, before it is said in a language: a text or number as it is, the words of the table, one of our own
 * words, a sentence with others in it, several in a row, or times.
 */
export type Saying =
  | string
  | number
  | { readonly words: Words }
  | { readonly word: string; readonly of: string }
  | { readonly text: DiffText; readonly values: Readonly<Record<string, Saying>> }
  | { readonly list: readonly Saying[]; readonly by: Joint }
  | { readonly when: readonly When[] }

/** What stands between the parts of a list. */
export type Joint = 'comma' | 'inTurn' | 'clause' | 'semicolon' | 'or'

/** Whoever reads names more of them than so many reads none. */
const mostNamed = 8

/** A sentence with its values. */
export const text = (code: DiffText, values: Readonly<Record<string, Saying>> = {}): Saying => ({ text: code, values })
/** Several; a list of one is that one. */
export const list = (parts: readonly Saying[], by: Joint = 'comma'): Saying => ({ list: parts, by })
/** One of our own words: `word('strategy', 'inOrder')`. */
export const word = (kind: string, of: string): Saying => ({ word: kind, of })

/** Says it in a language. */
export function say(saying: Saying, language: TextLanguage): string {
  if (typeof saying !== 'object') return String(saying)
  const catalogue = diffTexts[language]
  if ('words' in saying) return saying.words[language] ?? Object.values(saying.words)[0] ?? ''
  if ('when' in saying) return sayWhen(saying.when, language)
  if ('word' in saying) return catalogue.words[saying.word]?.[saying.of] ?? saying.of
  if ('list' in saying) {
    const named = saying.list.slice(0, mostNamed).map((part) => say(part, language))
    const more = saying.list.length - named.length
    const joint = catalogue.joints[saying.by]
    return [...named, ...(more > 0 ? [sayText(catalogue, 'more', { count: more })] : [])].join(joint)
  }
  const values = Object.entries(saying.values).map(([name, value]) => [name, say(value, language)] as const)
  return sayText({ texts: catalogue.texts, words: {} }, saying.text, Object.fromEntries(values))
}

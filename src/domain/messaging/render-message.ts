import type { MessageKind } from './message-kind.ts'
import { kindRules } from './message-kind.ts'
import { english } from './texts/english.ts'
import type { MessageTexts } from './texts/message-texts.ts'
import { chinese } from './texts/zh-cn.ts'

const languages: Readonly<Record<string, MessageTexts>> = { 'zh-CN': chinese, en: english }
export const messageLanguages: readonly string[] = Object.keys(languages)
/** Spoken where a message's own language has no texts. */
const defaultLanguage = chinese

/** What stands for a personal value that was erased. */
const erased = '—'
/** No variable takes more of a message: a name that fills it would push out what the reader must do. */
const longestValue = 40
/** The list from which he is to choose is what he must read. */
const longestReasons = 120

export type RenderedMessage = {
  readonly text: string
  /** The variables as they stand in the text, for gateways that fill an approved template themselves. */
  readonly variables: Readonly<Record<string, string>>
}

/**
 * The words of a message. Values that are codes of ours (`urgent`, `accept`) are said in the language; a value that is
 * missing, because its personal row was erased, is a dash.
 */
export function renderMessage(
  kind: MessageKind,
  language: string,
  values: Readonly<Record<string, string | null | undefined>>,
): RenderedMessage {
  const texts = languages[language] ?? defaultLanguage
  const variables = Object.fromEntries(
    kindRules[kind].variables.map((name) => [name, inWords(texts, name, values[name] ?? null)]),
  )
  const text = texts.texts[kind].replace(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? erased)
  return { text, variables }
}

function inWords({ words, and }: MessageTexts, name: string, value: string | null): string {
  if (value === null) return erased
  const known = words[name]
  if (known?.[value] !== undefined) return known[value]
  const listed = value.split(',').map((part) => known?.[part] ?? part)
  const said = (known === undefined ? value : listed.join(and)).replace(/\p{Cc}+/gu, ' ')
  const figures = [...said]
  const longest = name === 'reasons' ? longestReasons : longestValue
  return figures.length > longest ? `${figures.slice(0, longest - 1).join('')}…` : said
}

/** Characters of the telephone's own alphabet (GSM 03.38), one septet each; those of the second set take two. */
const basic = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]$/u
const extended = /^[\f^{}\\[~\]|€]$/u

/**
 * How many parts a text takes, as it is paid for: 70 characters (UTF-16 units) are one part, 67 each of several; a text
 * in the telephone's own alphabet 160 and 153 (3GPP TS 23.038, 23.040). An empty text is one part.
 */
export function countParts(text: string): number {
  const figures = [...text]
  if (figures.every((figure) => basic.test(figure) || extended.test(figure))) {
    const septets = figures.reduce((sum, figure) => sum + (extended.test(figure) ? 2 : 1), 0)
    return septets <= 160 ? 1 : Math.ceil(septets / 153)
  }
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67)
}

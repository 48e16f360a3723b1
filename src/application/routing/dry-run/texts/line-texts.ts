import { sayText, type TextCatalogue, type TextLanguage, type TextValues } from '../../../../domain/text-catalogue.ts'
import { english } from './english.ts'
import { chinese } from './zh-cn.ts'

export type LineCode = keyof typeof english.texts

const catalogues: Readonly<Record<TextLanguage, TextCatalogue<LineCode>>> = { 'zh-CN': chinese, en: english }

/** What happens in a dry run, in the words of a language. */
export const sayLineText = (code: LineCode, values: TextValues, language: TextLanguage): string =>
  sayText(catalogues[language], code, values)

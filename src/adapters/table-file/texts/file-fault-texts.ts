import type { TextCatalogue, TextLanguage } from '../../../domain/text-catalogue.ts'
import { english } from './english.ts'
import { chinese } from './zh-cn.ts'

/** What can be wrong with the file of a routing table, beside the rules of the table itself. */
export type FileFaultCode = keyof typeof english.texts

export const fileFaultTexts: Readonly<Record<TextLanguage, TextCatalogue<FileFaultCode>>> = {
  'zh-CN': chinese,
  en: english,
}

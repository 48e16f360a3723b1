import type { TextCatalogue, TextLanguage } from '../../../domain/text-catalogue.ts'
import { english } from './english.ts'
import { chinese } from './zh-cn.ts'

/** What can be wrong with a sheet of contacts or of a roster, beside the rules of what it becomes. */
export type SheetFaultCode = keyof typeof english.texts

export const sheetFaultTexts: Readonly<Record<TextLanguage, TextCatalogue<SheetFaultCode>>> = {
  'zh-CN': chinese,
  en: english,
}

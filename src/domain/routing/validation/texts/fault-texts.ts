import { sayText, type TextCatalogue, type TextLanguage, type TextValues } from '../../../text-catalogue.ts'
import { english } from './english.ts'
import { chinese } from './zh-cn.ts'

/** What can be wrong with a routing table. */
export type FaultCode = keyof typeof english.texts

const catalogues: Readonly<Record<TextLanguage, TextCatalogue<FaultCode>>> = { 'zh-CN': chinese, en: english }

/** A fault in the words of a language. */
export const sayFault = (
  { code, values }: { readonly code: FaultCode; readonly values: TextValues },
  language: TextLanguage,
): string => sayText(catalogues[language], code, values)

import type { TextCatalogue, TextLanguage } from '../../../text-catalogue.ts'
import { english } from './english.ts'
import { chinese } from './zh-cn.ts'

/** What a difference has sentences and pieces of sentences for. */
export type DiffText = keyof typeof english.texts

/** They in one language, with what stands between the parts of a list. */
export type DiffTexts = TextCatalogue<DiffText> & {
  readonly joints: Readonly<Record<keyof typeof english.joints, string>>
}

export const diffTexts: Readonly<Record<TextLanguage, DiffTexts>> = { 'zh-CN': chinese, en: english }

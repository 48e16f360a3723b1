import { sayText, type TextCatalogue, type TextLanguage, type TextValues } from '../../../domain/text-catalogue.ts'
import { english } from './english.ts'
import { chinese } from './zh-cn.ts'

export type CalendarFaultCode = keyof typeof english.texts

/** One thing that is wrong in a calendar. */
export type CalendarFault = {
  /** Line at which its event begins; null: it is about the whole file. */
  readonly line: number | null
  /** What the event is called. */
  readonly event: string | null
  readonly code: CalendarFaultCode
  readonly values: TextValues
}

const texts: Readonly<Record<TextLanguage, TextCatalogue<CalendarFaultCode>>> = { 'zh-CN': chinese, en: english }

export const sayCalendarFault = ({ code, values }: CalendarFault, language: TextLanguage): string =>
  sayText(texts[language], code, values)

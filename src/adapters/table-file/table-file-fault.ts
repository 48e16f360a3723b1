import { type FaultCode, sayFault } from '../../domain/routing/validation/texts/fault-texts.ts'
import { sayText, type TextLanguage, type TextValues } from '../../domain/text-catalogue.ts'
import { type FileFaultCode, fileFaultTexts } from './texts/file-fault-texts.ts'

/** One thing that is wrong in a table file, and where a person finds it. */
export type TableFileFault = {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  /** Field as a person writes it: `units[4].responders[0].phone`; entries of a list count from 0. */
  readonly path: string
  /** What stands there, shortened; null: nothing. */
  readonly value: string | null
  readonly code: FaultCode | FileFaultCode
  /** What stands in its words. */
  readonly values: TextValues
  readonly allowed?: readonly string[]
}

/** A fault of the file or of the table in the words of a language. */
export const sayTableFault = (
  { code, values }: Pick<TableFileFault, 'code' | 'values'>,
  language: TextLanguage,
): string => (isOfFile(code) ? sayText(fileFaultTexts[language], code, values) : sayFault({ code, values }, language))

const isOfFile = (code: FaultCode | FileFaultCode): code is FileFaultCode =>
  Object.hasOwn(fileFaultTexts.en.texts, code)

/** One line a fault, as compilers write them, in the order of the file: `table.yaml:35:7 units[4].level: ...`. */
export const formatTableFaults = (faults: readonly TableFileFault[], language: TextLanguage = 'en'): string =>
  [...faults]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map((fault) => {
      const { file, line, column, path, allowed } = fault
      const choice = allowed && allowed.length > 0 ? choices[language](shorten(allowed, language)) : ''
      return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${sayTableFault(fault, language)}${choice}`
    })
    .join('\n')

const choices: Readonly<Record<TextLanguage, (list: string) => string>> = {
  'zh-CN': (list) => `；可选：${list}`,
  en: (list) => `; allowed: ${list}`,
}

const mostNamed = 30

function shorten(allowed: readonly string[], language: TextLanguage): string {
  if (allowed.length <= mostNamed) return allowed.join(', ')
  const more = allowed.length - mostNamed
  return `${allowed.slice(0, mostNamed).join(', ')}${language === 'en' ? ` and ${more} more` : `等，另有${more}个`}`
}

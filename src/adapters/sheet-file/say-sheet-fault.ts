import type { FaultCode } from '../../domain/routing/validation/texts/fault-texts.ts'
import { sayFault } from '../../domain/routing/validation/texts/fault-texts.ts'
import { sayText, type TextLanguage } from '../../domain/text-catalogue.ts'
import type { SheetFault } from './sheet.ts'
import { type SheetFaultCode, sheetFaultTexts } from './texts/sheet-fault-texts.ts'

/** What is wrong in a sheet, in the words of a language. */
export const saySheetFault = (
  { code, values }: SheetFault<SheetFaultCode | FaultCode>,
  language: TextLanguage,
): string => (isOfSheet(code) ? sayText(sheetFaultTexts[language], code, values) : sayFault({ code, values }, language))

const isOfSheet = (code: SheetFaultCode | FaultCode): code is SheetFaultCode =>
  Object.hasOwn(sheetFaultTexts.en.texts, code)

/** Where it is, as the spreadsheet names it: `C7 电话号码`; empty: the whole file. */
export const placeOfSheetFault = ({ row, column, header }: Pick<SheetFault, 'row' | 'column' | 'header'>): string =>
  row === null ? '' : `${column ?? ''}${row}${header === null ? '' : ` ${header}`}`

import type { TextValues } from '../../domain/text-catalogue.ts'
import type { SheetFaultCode } from './texts/sheet-fault-texts.ts'

/** Cells as texts, row by row: `sheet[0]` is the spreadsheet's row 1, and an empty cell is ''. */
export type Sheet = readonly (readonly string[])[]

export const sheetFormats = ['csv', 'xlsx'] as const
export type SheetFormat = (typeof sheetFormats)[number]
/** `gbk`: what Excel on a Chinese Windows opens by itself (written as GB18030, which has every character). */
export const sheetEncodings = ['utf-8', 'gbk'] as const
export type SheetEncoding = (typeof sheetEncodings)[number]

/** One thing that is wrong in a sheet, and where a person finds it. */
export type SheetFault<Code extends string = SheetFaultCode> = {
  /** As the spreadsheet counts, the row of headers with it; null: it is about the whole file. */
  readonly row: number | null
  /** The column's letters: `A`, `AB`; null: it is about the whole row. */
  readonly column: string | null
  /** The column, counted from 0. */
  readonly index: number | null
  /** What heads the column; null: nothing does. */
  readonly header: string | null
  /** What stands there, shortened; null: nothing. */
  readonly value: string | null
  readonly code: Code
  readonly values: TextValues
  readonly allowed?: readonly string[]
}

/** Letters of a column, counted from 0. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** A fault of the whole file. */
export const fileFault = (code: SheetFaultCode, values: TextValues = {}, row: number | null = null): SheetFault => ({
  row,
  column: null,
  index: null,
  header: null,
  value: null,
  code,
  values,
})

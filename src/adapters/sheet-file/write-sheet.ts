import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import writeWorkbook from 'write-excel-file/node'
import { withGuard } from './read-csv.ts'
import { isSheet, readSheet } from './read-sheet.ts'
import type { Sheet, SheetEncoding, SheetFormat } from './sheet.ts'

/** Characters a column is wide, at least and at most. */
const [narrowest, widest] = [8, 40]

/**
 * Writes cells for a spreadsheet, every one a text: leading zeros stay, and nothing is taken for a formula.
 * @returns null: it does not read back as it is (characters that a workbook or an encoding can't hold), so nobody gets it.
 */
export async function writeSheet(
  sheet: Sheet,
  how: { readonly format: SheetFormat; readonly encoding: SheetEncoding; readonly name: string },
): Promise<Uint8Array | null> {
  const bytes = how.format === 'xlsx' ? await toXlsx(sheet, how.name) : toCsv(sheet, how.encoding)
  const read = await readSheet(bytes)
  return isSheet(read) && isSameSheet(sheet, read) ? bytes : null
}

function toCsv(sheet: Sheet, encoding: SheetEncoding): Uint8Array {
  const text = stringify(
    sheet.map((cells) => cells.map(withGuard)),
    { record_delimiter: '\r\n' },
  )
  // Excel takes a file without the mark for one in the machine's own encoding.
  return encoding === 'utf-8' ? new TextEncoder().encode(`\ufeff${text}`) : iconv.encode(text, 'gb18030')
}

/** Empty cells at the end of a row say nothing. */
const isSameSheet = (one: Sheet, other: Sheet): boolean =>
  one.length === other.length &&
  one.every((cells, row) => {
    const others = other[row] ?? []
    const length = Math.max(cells.length, others.length)
    return Array.from({ length }).every((_, column) => (cells[column] ?? '') === (others[column] ?? ''))
  })

async function toXlsx(sheet: Sheet, name: string): Promise<Uint8Array> {
  const [head = [], ...rows] = sheet
  const cell = (value: string) => (value === '' ? null : { value, type: String, format: '@' })
  const width = (_: string, column: number) =>
    Math.min(Math.max(narrowest, ...sheet.map((cells) => widthOf(cells[column] ?? ''))), widest)
  const book = writeWorkbook(
    [
      head.map((value) => ({ value, type: String, format: '@', fontWeight: 'bold' as const })),
      ...rows.map((cells) => cells.map(cell)),
    ],
    { sheet: name, stickyRowsCount: 1, columns: head.map((value, column) => ({ width: width(value, column) })) },
  )
  return new Uint8Array(await book.toBuffer())
}

/** Chinese characters take two places. */
const widthOf = (text: string): number => [...text].reduce((width, letter) => width + (letter > '\u2e80' ? 2 : 1), 2)

import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from './decode-text.ts'
import { fileFault, type Sheet, type SheetFault } from './sheet.ts'

const separators = [',', ';', '\t'] as const

/** Cells of a file with commas, semicolons or tabs between them. */
export function readCsv(bytes: Uint8Array): Sheet | SheetFault {
  const decoded = decodeText(bytes)
  if (decoded === null) return fileFault('notText')
  const { text } = decoded
  // Excel's own first line, which says the separator; it stays as an empty row, so that rows keep their numbers.
  const [line = '', said] = /^sep=(.)(?=\r?\n)/.exec(text) ?? []
  try {
    const rows: string[][] = parse(text.slice(line.length), {
      delimiter: said ?? separatorOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
    })
    return rows.map((cells) => cells.map(withoutGuard))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fileFault('notCsv', { detail: error.code }, typeof error.lines === 'number' ? error.lines : null)
  }
}

/** Whichever of them stands most often in the first line that has any. */
function separatorOf(text: string): string {
  for (const line of text.split(/\r?\n/, 10)) {
    const bare = line.replace(/"[^"]*"/g, '')
    const counted = separators.map((separator) => ({ separator, times: bare.split(separator).length - 1 }))
    const [most] = counted.sort((one, other) => other.times - one.times)
    if (most !== undefined && most.times > 0) return most.separator
  }
  return ','
}

/** What a spreadsheet would carry out: it gets an apostrophe before it in CSV, where a text can't be marked as one. */
const formula = /^'*[=+\-@\t\r＝＋－＠]/

export const withGuard = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)
/** Takes one apostrophe off where `withGuard` would have put it. */
const withoutGuard = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell)

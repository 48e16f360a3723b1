import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { fileFault, type Sheet, type SheetFault } from './sheet.ts'

/** Bytes of a file that are looked at: a city's contacts are some 100 kB. */
const sheetBytes = 4 * 1024 * 1024
const mostRows = 20_000
const mostColumns = 200

/** Reads a file of a spreadsheet, whichever it is: a workbook by how it begins, else text. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet | SheetFault> {
  if (bytes.length > sheetBytes) return fileFault('tooLarge', { most: sheetBytes })
  const read = isZip(bytes) ? await readXlsx(bytes) : isOldExcel(bytes) ? fileFault('oldExcel') : readCsv(bytes)
  if (!isSheet(read)) return read
  if (read.length > mostRows) return fileFault('tooManyRows', { rows: read.length, most: mostRows })
  const wide = read.findIndex((cells) => cells.length > mostColumns)
  return wide === -1 ? read : fileFault('tooManyColumns', { most: mostColumns }, wide + 1)
}

export const isSheet = (read: Sheet | SheetFault): read is Sheet => Array.isArray(read)

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
const isOldExcel = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11

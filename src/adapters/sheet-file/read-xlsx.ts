import { unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/universal'
import { fileFault, type Sheet, type SheetFault } from './sheet.ts'

/** A workbook of 20,000 rows has some 10 MB. What promises to be larger is not unpacked; what lies about it is cut off. */
const mostUnpacked = 50 * 1024 * 1024

/** Cells of a workbook's first sheet. */
export async function readXlsx(bytes: Uint8Array): Promise<Sheet | SheetFault> {
  try {
    let unpacked = 0
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize
        return false
      },
    })
    if (unpacked > mostUnpacked) return fileFault('tooLarge', { most: mostUnpacked })
    const [first] = await readWorkbook(new Uint8Array(bytes).buffer, { trim: false })
    return (first?.data ?? []).map((cells) => cells.map(textOf))
  } catch {
    // Whatever is thrown by a reader of strangers' files is the file's fault.
    return fileFault('notXlsx')
  }
}

/** More digits than a spreadsheet keeps: those behind are lost. */
const mostDigits = 15

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return textOfDate(cell)
  if (typeof cell === 'number') {
    const written = String(cell)
    return Number.isInteger(cell) && written.replace('-', '').length > mostDigits ? cell.toExponential() : written
  }
  return String(cell)
}

/** A spreadsheet's date has no zone; one before 1900-01-02 is a time of day. */
function textOfDate(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T')
  if (day < '1900-01-02') return time.slice(0, 5)
  return time.startsWith('00:00') ? day : `${day}T${time.slice(0, 5)}`
}

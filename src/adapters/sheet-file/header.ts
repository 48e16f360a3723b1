import { nearestOf } from '../../domain/routing/validation/nearest-of.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import { columnLetters, fileFault, type Sheet, type SheetFault } from './sheet.ts'

/** A column: what heads it in each language, the usual name first, and what else people write. */
export type Column = {
  readonly key: string
  readonly headers: Readonly<Record<TextLanguage, string>>
  readonly also?: readonly string[]
  /** A sheet without it, or without any of those that may stand for it, is refused. */
  readonly needed?: readonly string[]
}

/** Where each column that is there stands; what is wrong with the row of headers. */
export type Header = {
  /** Index of the row. */
  readonly row: number
  readonly at: ReadonlyMap<string, number>
  readonly faults: readonly SheetFault[]
}

/** Titles and notes may stand above the headers. */
const rowsAbove = 5

/** Finds the row of headers: the one among the first in which the most columns are known. */
export function readHeader(sheet: Sheet, columns: readonly Column[], language: TextLanguage): Header | SheetFault {
  const keys = new Map(
    columns.flatMap(({ key, headers, also = [] }) =>
      [key, ...Object.values(headers), ...also].map((name) => [plain(name), key] as const),
    ),
  )
  const known = (cells: readonly string[]) => cells.filter((cell) => keys.has(plain(cell))).length
  const candidates = sheet.slice(0, rowsAbove).map((cells, row) => ({ row, cells, known: known(cells) }))
  const [best] = candidates.sort((one, other) => other.known - one.known || one.row - other.row)
  const names = columns.map(({ headers }) => headers[language])
  if (best === undefined || best.known < 2) return fileFault('noHeaders', { needed: names.join(', ') })
  const at = new Map<string, number>()
  const faults: SheetFault[] = []
  best.cells.forEach((cell, index) => {
    if (cell.trim() === '') return
    const fault = { row: best.row + 1, column: columnLetters(index), index, header: cell, value: cell }
    const key = keys.get(plain(cell))
    if (key === undefined) {
      const nearest = nearestOf(cell, names)
      const values = { value: JSON.stringify(cell), ...(nearest === null ? {} : { nearest: JSON.stringify(nearest) }) }
      faults.push({
        ...fault,
        code: nearest === null ? 'unknownColumn' : 'unknownColumnButNear',
        values,
        allowed: names,
      })
    } else if (at.has(key)) faults.push({ ...fault, code: 'columnTwice', values: { value: cell } })
    else at.set(key, index)
  })
  for (const { key, headers, needed } of columns) {
    if (needed === undefined || [key, ...needed].some((one) => at.has(one))) continue
    faults.push(fileFault('columnMissing', { needed: headers[language] }, best.row + 1))
  }
  return { row: best.row, at, faults }
}

/** Full-width letters, case, spaces, brackets, stars for what must be filled in: none of them matters. */
const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]【】_\-*:：/]/g, '')

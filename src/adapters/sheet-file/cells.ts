import { nearestOf } from '../../domain/routing/validation/nearest-of.ts'
import type { TextValues } from '../../domain/text-catalogue.ts'
import type { Header } from './header.ts'
import { columnLetters, type Sheet, type SheetFault } from './sheet.ts'
import type { SheetFaultCode } from './texts/sheet-fault-texts.ts'

/** A row by the names of its columns. */
export type Cells = {
  /** As the spreadsheet counts. */
  readonly row: number
  /** As it was written; '': nothing, or there is no such column. */
  readonly raw: (key: string) => string
  /** Without spaces around it, full-width letters and digits as usual ones. */
  readonly text: (key: string) => string
  readonly has: (key: string) => boolean
}

export type BlameCell = (
  row: number | null,
  key: string | null,
  code: SheetFaultCode,
  values?: TextValues,
  allowed?: readonly string[],
) => void

/** The rows below the headers that hold anything, and where to say what is wrong with them. */
export function openCells(sheet: Sheet, header: Header) {
  const faults: SheetFault[] = [...header.faults]
  const rawAt = (row: number, key: string): string => {
    const column = header.at.get(key)
    return column === undefined ? '' : (sheet[row - 1]?.[column] ?? '')
  }
  const blame: BlameCell = (row, key, code, values = {}, allowed) => {
    const column = key === null ? undefined : header.at.get(key)
    const value = row === null || key === null ? '' : rawAt(row, key)
    faults.push({
      row,
      column: column === undefined ? null : columnLetters(column),
      index: column ?? null,
      header: column === undefined ? null : (sheet[header.row]?.[column] ?? null),
      value: value === '' ? null : value.length > 80 ? `${value.slice(0, 79)}…` : value,
      code,
      values,
      ...(allowed === undefined ? {} : { allowed }),
    })
  }
  const rows: Cells[] = sheet.flatMap((cells, index) => {
    if (index <= header.row || cells.every((cell) => cell.trim() === '')) return []
    const row = index + 1
    const raw = (key: string) => rawAt(row, key)
    return [{ row, raw, text: (key) => raw(key).normalize('NFKC').trim(), has: (key) => header.at.has(key) }]
  })
  return { rows, faults, blame }
}

/** What a cell may say for one of several things: the usual word first. */
export type Choice = Readonly<Record<string, readonly string[]>>

/** The thing that a cell says; null: none, which was blamed. */
export function choose(cells: Cells, key: string, choice: Choice, blame: BlameCell): string | null {
  const said = cells.text(key).toLowerCase()
  const found = Object.entries(choice).find(([name, words]) => [name.toLowerCase(), ...words].includes(said))
  if (found !== undefined) return found[0]
  const words = Object.values(choice).map(([first = '']) => first)
  blameChoice(cells, key, words, blame)
  return null
}

/** A value that is none of those there are. */
function blameChoice(cells: Cells, key: string, allowed: readonly string[], blame: BlameCell): void {
  const nearest = nearestOf(cells.text(key), allowed)
  const values = { value: JSON.stringify(cells.text(key)), choice: allowed.slice(0, 12).join(', ') }
  if (nearest === null) blame(cells.row, key, 'noneOf', values, allowed)
  else blame(cells.row, key, 'noneOfButNear', { ...values, nearest: JSON.stringify(nearest) }, allowed)
}

export const yesOrNo: Choice = {
  true: ['yes', '是', 'y', '1', '√', '✓', '有'],
  false: ['no', '否', 'n', '0', '×', 'x', '无'],
}

/** A date as people and spreadsheets write it, ISO; null: it is none. */
export function dateIn(text: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  return year !== '' && !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : null
}

/** A number from 1 on; null: nothing stands there, or none, which was blamed. */
export function countIn(cells: Cells, key: string, blame: BlameCell): number | null {
  const text = cells.text(key)
  if (text === '') return null
  if (/^\d{1,6}(\.0+)?$/.test(text) && Number(text) >= 1) return Number(text)
  blame(cells.row, key, 'notWhole', { value: JSON.stringify(text) })
  return null
}

/** A spreadsheet takes `05` for the number 5: where only one id means that number, it is meant. null: none is. */
export function idMeant(text: string, ids: readonly string[]): string | null {
  if (ids.includes(text)) return text
  const alike = ids.filter((id) => withoutZeros(id) === withoutZeros(text))
  return alike.length === 1 ? (alike[0] as string) : null
}

const withoutZeros = (id: string): string => id.replace(/^0+(?=\d+$)/, '').replace(/^(\d+)\.0+$/, '$1')

import { normaliseNumber } from '../../../domain/numbers/normalise-number.ts'
import type { BlameCell, Cells } from '../cells.ts'

/** Digits of a land line with its area code, of which a spreadsheet has taken the leading 0. */
const landLineWithoutZero = /^(?:10\d{8}|2\d{9}|[3-9]\d{9,10})$/
/** 400 and 800 have ten digits and no area code. */
const freephone = /^[48]00\d{7}$/

/**
 * The telephone number that a cell means. What a spreadsheet has merely dressed (spaces, full-width digits, a decimal point
 * with nothing behind it) is undressed; what it has spoilt is refused with what to do about it.
 * @param known numbers of the table: they stay as they are, whatever they look like.
 * @returns null: there is none, which was blamed.
 */
export function numberInCell(cells: Cells, known: ReadonlySet<string>, blame: BlameCell): string | null {
  const written = cells.text('number')
  const text = written.replace(/^(\d+)\.0+$/, '$1')
  if (known.has(text)) return text
  const value = JSON.stringify(written)
  if (/^[+-]?\d(?:\.\d+)?e[+-]?\d+$/i.test(text)) {
    blame(cells.row, 'number', 'mangled', { value })
    return null
  }
  const likely = known.has(`0${text}`) || (landLineWithoutZero.test(text) && !freephone.test(text))
  if (likely) {
    blame(cells.row, 'number', 'zeroLost', { value, likely: `0${text}` })
    return null
  }
  const number = normaliseNumber(text)
  if (number === null) blame(cells.row, 'number', 'notAPhone', { value })
  return number
}

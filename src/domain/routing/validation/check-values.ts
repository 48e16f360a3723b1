import { minutesOfDay, minutesPerDay } from '../../clocks/time-of-day.ts'
import type { Responder, Words } from '../routing-table.ts'
import { nearestOf } from './nearest-of.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** Ids stand in addresses, file names of prompts and reports: short, lower case, without surprises. */
export function checkId(blame: Blame, path: TablePath, id: string): void {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) {
    blame(path, 'notAnId', { id: quote(id) })
  }
}

/** A number as it is dialled: 3 (110) to 15 digits (ITU-T E.164), no spaces, no +. */
export function checkPhone(blame: Blame, path: TablePath, number: string): void {
  if (!/^\d{3,15}$/.test(number)) blame(path, 'notAPhone', { number: quote(number) })
}

export function checkKey(blame: Blame, path: TablePath, key: string): void {
  if (!/^[0-9*#]$/.test(key)) blame(path, 'notAKey', { key: quote(key) }, [...'0123456789*#'])
}

/** A whole number within both bounds. `unit` is said in the message: `seconds`. */
export function checkRange(
  blame: Blame,
  path: TablePath,
  value: number,
  bounds: { readonly from: number; readonly to: number; readonly unit: string },
): void {
  if (!Number.isInteger(value) || value < bounds.from || value > bounds.to) {
    blame(path, 'outOfRange', { value: quote(value), ...bounds })
  }
}

/** `HH:mm`; `24:00` only where an end is meant. */
export function checkTime(blame: Blame, path: TablePath, time: string, midnight: 'start' | 'end'): void {
  const minute = minutesOfDay(time)
  if (minute === null || (midnight === 'start' && minute === minutesPerDay)) {
    blame(path, 'notATime', { time: quote(time), to: midnight === 'start' ? '23:59' : '24:00' })
  }
}

/** A date that exists, ISO `YYYY-MM-DD`. */
export function checkDate(blame: Blame, path: TablePath, date: string): void {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []).map(Number)
  const leap = year !== undefined && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0))
  const lastDay = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(month ?? 0) - 1] ?? 0
  if (!day || day > lastDay) blame(path, 'notADate', { date: quote(date) })
}

/** Words must be there in every language of the table: a caller must never meet a gap. */
export function checkWords(blame: Blame, path: TablePath, words: Words, languages: readonly string[]): void {
  for (const language of languages) {
    const text = words[language]
    if (text === undefined) blame(path, 'wordsMissing', { language })
    else if (!/[\p{L}\p{N}]/u.test(text)) blame([...path, language], 'noWords', { text: quote(text) })
    else if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) blame([...path, language], 'notOneLine', { text: quote(text) })
    else if (text.length > longestText) {
      blame([...path, language], 'textTooLong', { length: text.length, most: longestText })
    }
  }
}
/** About a minute of speech in Mandarin. */
const longestText = 300

/** A reference must lead to something that is there. `kind` names it, as the catalogues of texts know it: `unit`. */
export function checkReference(
  blame: Blame,
  path: TablePath,
  id: string,
  kind: string,
  known: readonly string[],
): void {
  if (known.includes(id)) return
  const nearest = nearestOf(id, known)
  if (nearest === null) blame(path, 'noReference', { kind, id: quote(id) }, known)
  else blame(path, 'noReferenceButNear', { kind, id: quote(id), nearest: quote(nearest) }, known)
}

/** Each of these must be there once. `what` names them, as the catalogues of texts know it: `id`. */
export function checkUnique(
  blame: Blame,
  what: string,
  values: readonly { readonly value: string; readonly path: TablePath }[],
): void {
  const seen = new Set<string>()
  for (const { value, path } of values) {
    if (seen.has(value)) blame(path, 'twice', { what, value: quote(value) })
    seen.add(value)
  }
}

/** A person with at least one telephone, none of which leads back to ourselves. */
export function checkResponder(
  blame: Blame,
  path: TablePath,
  responder: Responder,
  languages: readonly string[],
  ownNumbers: readonly string[],
): void {
  checkId(blame, [...path, 'id'], responder.id)
  checkWords(blame, [...path, 'name'], responder.name, languages)
  if (responder.phones.length === 0) {
    blame(path, 'noTelephone', { person: quote(responder.id) })
  }
  responder.phones.forEach(({ number, voice, sms, testedOn }, place) => {
    const at = [...path, 'phones', place]
    checkPhone(blame, [...at, 'number'], number)
    checkNotOwn(blame, [...at, 'number'], number, ownNumbers)
    if (!voice && !sms) blame(at, 'phoneForNothing')
    if (testedOn !== null) checkDate(blame, [...at, 'testedOn'], testedOn)
  })
  const entries = responder.phones.map(({ number }, place) => ({ value: number, path: [...path, 'phones', place] }))
  checkUnique(blame, 'telephone', entries)
}

/** A call to one of our own numbers would come back to us, for ever. */
export function checkNotOwn(blame: Blame, path: TablePath, number: string, ownNumbers: readonly string[]): void {
  if (ownNumbers.includes(number)) blame(path, 'ownNumber', { number })
}

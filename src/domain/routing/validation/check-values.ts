import { minutesOfDay, minutesPerDay } from '../../clocks/time-of-day.ts'
import type { Responder, Words } from '../routing-table.ts'
import { suggest } from './nearest-of.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** Ids stand in addresses, file names of prompts and reports: short, lower case, without surprises. */
export function checkId(blame: Blame, path: TablePath, id: string): void {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) {
    blame(path, `${quote(id)} is not an id: 1 to 40 of a-z, 0-9 and -, not beginning with -`)
  }
}

/** A number as it is dialled: 3 (110) to 15 digits (ITU-T E.164), no spaces, no +. */
export function checkPhone(blame: Blame, path: TablePath, number: string): void {
  if (!/^\d{3,15}$/.test(number))
    blame(path, `${quote(number)} is not a telephone number: 3 to 15 digits, nothing else`)
}

export function checkKey(blame: Blame, path: TablePath, key: string): void {
  if (!/^[0-9*#]$/.test(key)) blame(path, `${quote(key)} is not a key of a telephone`, [...'0123456789*#'])
}

/** A whole number within both bounds. `unit` is said in the message: `seconds`. */
export function checkRange(
  blame: Blame,
  path: TablePath,
  value: number,
  bounds: { readonly from: number; readonly to: number; readonly unit: string },
): void {
  if (!Number.isInteger(value) || value < bounds.from || value > bounds.to) {
    blame(path, `${quote(value)} must be a whole number of ${bounds.unit} from ${bounds.from} to ${bounds.to}`)
  }
}

/** `HH:mm`; `24:00` only where an end is meant. */
export function checkTime(blame: Blame, path: TablePath, time: string, midnight: 'start' | 'end'): void {
  const minute = minutesOfDay(time)
  if (minute === null || (midnight === 'start' && minute === minutesPerDay)) {
    blame(path, `${quote(time)} is not a time of day: HH:mm from 00:00 to ${midnight === 'start' ? '23:59' : '24:00'}`)
  }
}

/** A date that exists, ISO `YYYY-MM-DD`. */
export function checkDate(blame: Blame, path: TablePath, date: string): void {
  const [, year, month, day] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []).map(Number)
  const leap = year !== undefined && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0))
  const lastDay = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(month ?? 0) - 1] ?? 0
  if (!day || day > lastDay) blame(path, `${quote(date)} is not a date of the calendar: YYYY-MM-DD`)
}

/** Words must be there in every language of the table: a caller must never meet a gap. */
export function checkWords(blame: Blame, path: TablePath, words: Words, languages: readonly string[]): void {
  for (const language of languages) {
    const text = words[language]
    if (text === undefined) blame(path, `the words in ${language} are missing`)
    else if (!/[\p{L}\p{N}]/u.test(text)) blame([...path, language], `${quote(text)} has no words in it`)
    else if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) blame([...path, language], `${quote(text)} must be on one line`)
    else if (text.length > longestText) {
      blame([...path, language], `the text has ${text.length} characters, at most ${longestText} can be listened to`)
    }
  }
}
/** About a minute of speech in Mandarin. */
const longestText = 300

/** A reference must lead to something that is there. */
export function checkReference(
  blame: Blame,
  path: TablePath,
  id: string,
  kind: string,
  known: readonly string[],
): void {
  if (!known.includes(id)) blame(path, `there is no ${kind} ${quote(id)}${suggest(id, known)}`, known)
}

/** Each of these must be there once. `what` names them: `the id`. */
export function checkUnique(
  blame: Blame,
  what: string,
  values: readonly { readonly value: string; readonly path: TablePath }[],
): void {
  const seen = new Set<string>()
  for (const { value, path } of values) {
    if (seen.has(value)) blame(path, `${what} ${quote(value)} is there twice`)
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
    blame(path, `${quote(responder.id)} has no telephone: give a phone, voice, sms, or phones`)
  }
  responder.phones.forEach(({ number, voice, sms, testedOn }, place) => {
    const at = [...path, 'phones', place]
    checkPhone(blame, [...at, 'number'], number)
    checkNotOwn(blame, [...at, 'number'], number, ownNumbers)
    if (!voice && !sms) blame(at, 'a telephone is for voice, for SMS, or for both')
    if (testedOn !== null) checkDate(blame, [...at, 'testedOn'], testedOn)
  })
  const entries = responder.phones.map(({ number }, place) => ({ value: number, path: [...path, 'phones', place] }))
  checkUnique(blame, 'the telephone', entries)
}

/** A call to one of our own numbers would come back to us, for ever. */
export function checkNotOwn(blame: Blame, path: TablePath, number: string, ownNumbers: readonly string[]): void {
  if (ownNumbers.includes(number))
    blame(path, `${number} is one of the hotline's own numbers: the call would come back`)
}

import type { Numerals } from './numerals.ts'

const ones = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/**
 * 0 to 9999 in Chinese words. `counted`: a quantity of something, so that a bare 2 is 两 (两分钟) and not 二.
 * A leading 2 is 两 before 百 and 千; inside, 百 keeps 二 (两千二百); a gap is one 零 (1005 一千零五); 10 to 19 are
 * 一十… after a higher place (110 一百一十).
 */
export function mandarinNumber(value: number, counted = false): string {
  return mandarinPieces(value, counted)
    .map((key) => pieceText(key))
    .join('')
}

/** Hour and minute (24 h): 七点整, 九点零五分, 两点三十分. */
export const mandarinClock = (hour: number, minute: number): string =>
  clockPieces(hour, minute)
    .map((key) => pieceText(key))
    .join('')

function mandarinPieces(value: number, counted: boolean): readonly string[] {
  if (value < 100) return [value === 2 && counted ? 'number.counted.2' : `number.${value}`]
  const thousands = Math.floor(value / 1000)
  const hundreds = Math.floor(value / 100) % 10
  const rest = value % 100
  const pieces: string[] = []
  if (thousands > 0) pieces.push(`number.${thousands}000`)
  if (hundreds > 0) pieces.push(thousands > 0 && hundreds === 2 ? 'number.inner.200' : `number.${hundreds}00`)
  if (rest === 0) return pieces
  if (rest < 10 || hundreds === 0) pieces.push('number.0')
  pieces.push(rest >= 10 && rest < 20 ? `number.inner.${rest}` : `number.${rest}`)
  return pieces
}

const clockPieces = (hour: number, minute: number): readonly string[] => [
  `clock.hour.${hour}`,
  minute === 0 ? 'clock.sharp' : `clock.minute.${minute}`,
]

/** The words of one piece; the only place where a Chinese number is spelled. */
function pieceText(key: string): string {
  const value = Number(key.slice(key.lastIndexOf('.') + 1))
  if (key === 'number.counted.2') return '两'
  if (key === 'number.inner.200') return '二百'
  if (key === 'clock.sharp') return '整'
  if (key.startsWith('clock.hour.')) return `${mandarinNumber(value, true)}点`
  if (key.startsWith('clock.minute.')) return `${value < 10 ? '零' : ''}${mandarinNumber(value)}分`
  if (key.startsWith('number.inner.')) return `一${tens(value)}`
  if (value >= 1000) return `${value === 2000 ? '两' : ones[value / 1000]}千`
  if (value >= 100) return `${value === 200 ? '两' : ones[value / 100]}百`
  return tens(value)
}

function tens(value: number): string {
  if (value < 10) return ones[value] as string
  const ten = Math.floor(value / 10)
  return `${ten > 1 ? ones[ten] : ''}十${value % 10 > 0 ? ones[value % 10] : ''}`
}

const upTo = (end: number, key: (value: number) => string, start = 0) =>
  Array.from({ length: end - start + 1 }, (_, index) => key(start + index))

export const mandarinNumerals: Numerals = {
  texts: () =>
    Object.fromEntries(
      [
        ...upTo(99, (value) => `number.${value}`),
        'number.counted.2',
        ...upTo(19, (value) => `number.inner.${value}`, 10),
        'number.inner.200',
        ...upTo(9, (value) => `number.${value}00`, 1),
        ...upTo(9, (value) => `number.${value}000`, 1),
        ...upTo(23, (value) => `clock.hour.${value}`),
        ...upTo(59, (value) => `clock.minute.${value}`, 1),
        'clock.sharp',
      ].map((key) => [key, pieceText(key)]),
    ),
  number: mandarinPieces,
  clock: clockPieces,
}

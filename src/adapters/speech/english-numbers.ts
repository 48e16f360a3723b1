import type { Numerals } from './numerals.ts'

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** Key by key reading, zero rather than oh: a caller writes it down. */
export const englishDigits = small.slice(0, 10)

/** 0 to 9999 in English words, with `and` before the last two digits: 110 "one hundred and ten". */
export const englishNumber = (value: number): string =>
  englishPieces(value)
    .map((key) => pieceText(key))
    .join(' ')

/** Time of day in words: "seven a m", "nine oh five p m", "noon", "midnight". */
export const englishClock = (hour: number, minute: number): string =>
  clockPieces(hour, minute)
    .map((key) => pieceText(key))
    .join(' ')

function englishPieces(value: number): readonly string[] {
  if (value < 100) return [`number.${value}`]
  const thousands = Math.floor(value / 1000)
  const hundreds = Math.floor(value / 100) % 10
  const rest = value % 100
  return [
    ...(thousands > 0 ? [`number.${thousands}000`] : []),
    ...(hundreds > 0 ? [`number.${hundreds}00`] : []),
    ...(rest > 0 ? ['number.and', `number.${rest}`] : []),
  ]
}

function clockPieces(hour: number, minute: number): readonly string[] {
  if (minute === 0 && hour % 12 === 0) return [hour === 0 ? 'clock.midnight' : 'clock.noon']
  return [
    `number.${hour % 12 || 12}`,
    ...(minute === 0 ? [] : [minute < 10 ? `clock.minute.${minute}` : `number.${minute}`]),
    hour < 12 ? 'clock.am' : 'clock.pm',
  ]
}

/** The words of one piece; the only place where an English number is spelled. */
function pieceText(key: string): string {
  const words: Record<string, string> = {
    'number.and': 'and',
    'clock.am': 'a m',
    'clock.pm': 'p m',
    'clock.noon': 'noon',
    'clock.midnight': 'midnight',
  }
  const word = words[key]
  if (word) return word
  const value = Number(key.slice(key.lastIndexOf('.') + 1))
  if (key.startsWith('clock.minute.')) return `oh ${small[value]}`
  if (value >= 1000) return `${small[value / 1000]} thousand`
  if (value >= 100) return `${small[value / 100]} hundred`
  if (value < 20) return small[value] as string
  return `${tens[Math.floor(value / 10)]}${value % 10 > 0 ? `-${small[value % 10]}` : ''}`
}

export const englishNumerals: Numerals = {
  texts: () =>
    Object.fromEntries(
      [
        ...Array.from({ length: 100 }, (_, value) => `number.${value}`),
        ...Array.from({ length: 9 }, (_, index) => [`number.${index + 1}00`, `number.${index + 1}000`]).flat(),
        ...Array.from({ length: 9 }, (_, index) => `clock.minute.${index + 1}`),
        ...['number.and', 'clock.am', 'clock.pm', 'clock.noon', 'clock.midnight'],
      ].map((key) => [key, pieceText(key)]),
    ),
  number: englishPieces,
  clock: clockPieces,
}

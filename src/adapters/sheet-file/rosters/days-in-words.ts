import type { Days } from '../../../domain/routing/routing-table.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'

const names: Readonly<Record<TextLanguage, readonly string[]>> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}
const others: Readonly<Record<TextLanguage, Readonly<Record<'workdays' | 'daysOff', string>>>> = {
  'zh-CN': { workdays: '工作日', daysOff: '休息日' },
  en: { workdays: 'workdays', daysOff: 'days off' },
}

/** Days in words: `Mon-Fri`. A spreadsheet would take `1-5` for the fifth of January. */
export function sayDays(days: Days, language: TextLanguage): string {
  if (typeof days === 'string') return others[language][days]
  const said = days.map((day) => names[language][day - 1] ?? String(day))
  const [first = 0] = days
  const isRow = days.length > 2 && days.every((day, place) => day === first + place)
  if (isRow) return `${said[0]}${language === 'en' ? '-' : '至'}${said.at(-1)}`
  return said.join(language === 'en' ? ', ' : '、')
}

/** Words for each day, 1 to 7, as people write them. */
const words = new Map<string, number>(
  [
    ...['一', '二', '三', '四', '五', '六', '日'].map((name, index) => [
      [name, `周${name}`, `星期${name}`, `礼拜${name}`],
      index,
    ]),
    [['天', '周天', '星期天'], 6],
    ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name, index) => [
      [name, name.slice(0, 3), `${name.slice(0, 3)}.`],
      index,
    ]),
    ...Array.from({ length: 7 }, (_, index) => [[String(index + 1)], index]),
  ].flatMap(([all, index]) => (all as string[]).map((word) => [word, (index as number) + 1] as const)),
)

/** The days that a cell means; null: none that are known. */
export function daysIn(text: string): Days | null {
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim()
  if (['工作日', 'workdays', 'working days'].includes(plain)) return 'workdays'
  if (['休息日', '节假日', 'daysoff', 'days off'].includes(plain)) return 'daysOff'
  if (['每天', '每日', 'daily', 'every day'].includes(plain)) return [1, 2, 3, 4, 5, 6, 7]
  const days = plain.split(/[,;、，；/ ]+/).map((part) => {
    const [from = '', to, more] = part.split(/[-–—~至到]/)
    const [first, last] = [words.get(from.trim()), words.get((to ?? from).trim())]
    if (first === undefined || last === undefined || last < first || more !== undefined) return null
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
  return days.every((part) => part !== null) ? days.flat() : null
}

/** A time of day as people and spreadsheets write it, `HH:mm`; null: it is none. */
export function timeIn(text: string): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:：](\d\d)(?::00)?$/.exec(text) ?? []
  const time = `${hours.padStart(2, '0')}:${minutes}`
  return /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time) ? time : null
}

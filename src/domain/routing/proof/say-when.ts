import { sayText, type TextLanguage, type TextValues } from '../../text-catalogue.ts'
import type { Days } from '../routing-table.ts'
import { english } from './texts/english.ts'
import type { PartText, ProofTexts } from './texts/finding-texts.ts'
import { chinese } from './texts/zh-cn.ts'
import type { LocalTime, When } from './when.ts'

export const proofTexts: Readonly<Record<TextLanguage, ProofTexts>> = { 'zh-CN': chinese, en: english }

/** So many are said; whoever wants all has the spans. */
const mostSaid = 5

/** A piece of a sentence. */
export const sayPart = (part: PartText, values: TextValues, language: TextLanguage): string =>
  sayText({ texts: proofTexts[language].parts, words: {} }, part, values)

/** `Sun 02:00-06:00; daily 12:00-13:00 from 2027-02-05 to 2027-02-11`. */
export function sayWhen(when: readonly When[], language: TextLanguage): string {
  const said = when.slice(0, mostSaid).map((one) => sayOne(one, language))
  const more = when.slice(mostSaid).reduce((sum, one) => sum + (one.is === 'sometimes' ? one.times : 1), 0)
  if (more > 0) said.push(sayPart('moreWhen', { count: more }, language))
  return said.join(sayPart('semicolon', {}, language))
}

function sayOne(when: When, language: TextLanguage): string {
  const say = (part: PartText, values: TextValues): string => sayPart(part, values, language)
  switch (when.is) {
    case 'always':
      return say('always', {})
    case 'everyWeek':
      return sayHours(when, language)
    case 'everyWeekBetween':
      return say('between', { hours: sayHours(when, language), first: when.first, last: when.last })
    case 'sometimes': {
      const { dates, times, last } = when
      const hours = sayHours(when, language)
      if (times > dates.length) return say('dated', { hours, times, first: dates[0] ?? last, last })
      return say('dates', { hours, dates: dates.join(say('comma', {})) })
    }
    case 'once': {
      const begin = when.begin === null ? '' : sayLocalTime(when.begin, language)
      const end = when.end === null ? '' : sayLocalTime(when.end, language)
      return say(begin === '' ? 'until' : end === '' ? 'from' : 'fromUntil', { begin, end })
    }
  }
}

const sayLocalTime = ({ date, weekday, time }: LocalTime, language: TextLanguage): string =>
  sayPart('instant', { day: sayDay(weekday, language), date, time }, language)

type Hours = Extract<When, { is: 'everyWeek' }>

function sayHours({ days, from, to, daysLater }: Omit<Hours, 'is'>, language: TextLanguage): string {
  const first = typeof days === 'string' ? undefined : days[0]
  const values = { days: sayDays(days, language), from, to }
  if (daysLater === 0) return sayPart('hours', values, language)
  if (days.length === 1 && first !== undefined) {
    return sayPart('overnight', { ...values, end: sayDay(((first - 1 + daysLater) % 7) + 1, language) }, language)
  }
  if (daysLater === 1 && to <= from) return sayPart('hours', values, language)
  return sayPart('daysLater', { ...values, count: daysLater }, language)
}

const sayDay = (day: number, language: TextLanguage): string => proofTexts[language].words.days?.[day] ?? String(day)

/** Three and more that follow one another as a range: `Mon-Fri`. */
function sayDays(days: Days, language: TextLanguage): string {
  if (typeof days === 'string') return sayPart(days, {}, language)
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || days.length === 7) return sayPart('daily', {}, language)
  if (days.length > 2 && last - first === days.length - 1)
    return sayPart('range', { from: sayDay(first, language), to: sayDay(last, language) }, language)
  return days.map((day) => sayDay(day, language)).join(sayPart('comma', {}, language))
}

import chineseDays from 'chinese-days'
import packageFacts from 'chinese-days/package.json' with { type: 'json' }
import type { HolidaySource } from '../../application/ports/holiday-source.ts'
import type { AnnouncedDay } from '../../domain/routing/holidays.ts'

/**
 * China's holidays and moved working days as the State Council announces them each autumn for the year to come, out of the
 * package that keeps them; nothing is fetched. Only days that are announced are told: ordinary weekends are not.
 */
export const chineseHolidays: HolidaySource = {
  name: `chinese-days ${packageFacts.version}`,
  year(year) {
    const days = datesOf(year).flatMap((date): AnnouncedDay[] => {
      const { work, name } = chineseDays.getDayDetail(date)
      // An announced day has its names in both languages, others that of the weekday: `National Day,国庆节,3`.
      const [english, chinese] = name.split(',')
      if (english === undefined || chinese === undefined) return []
      return [{ date, kind: work ? 'workday' : 'holiday', name: { 'zh-CN': chinese, en: english } }]
    })
    return days.length === 0 ? null : days
  },
}

function datesOf(year: number): readonly string[] {
  const days = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000
  return Array.from({ length: days }, (_, index) => new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10))
}

import type { TextCatalogue } from '../../../domain/text-catalogue.ts'
import type { CalendarFaultCode } from './calendar-fault-texts.ts'

/** What can be wrong with a calendar that is to become a roster, in Chinese. */
export const chinese: TextCatalogue<CalendarFaultCode> = {
  texts: {
    notCalendar: '不是iCalendar文件：{detail}',
    tooLarge: '超过{most}字节',
    tooManyEvents: '共{events}个日程：最多读取{most}个',
    edited: '其中的日程改过，所带的值班表却没有改：请改值班表，或删去X-HOTLINE-ROSTER一行，按日程导入',
    noPerson: '{value}没有提到本值班表中的任何人',
    noTime: '没有开始时间，或结束不晚于开始',
    otherZone: '按{zone}的时间书写，与本地时差并不固定：请按本地时间书写',
    unknownZone: '按{zone}的时间书写，此处不认识这一时区',
    endless: '按{rule}重复：没有结束日期的只能每天或每周重复',
    tooOften: '按{rule}重复超过{most}次：请写成每天或每周重复',
    noSeries: '所改的日程不在文件中',
  },
  words: {},
}

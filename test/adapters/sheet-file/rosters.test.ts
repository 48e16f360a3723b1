import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { daysIn, sayDays, timeIn } from '../../../src/adapters/sheet-file/rosters/days-in-words.ts'
import { readRosterSheet } from '../../../src/adapters/sheet-file/rosters/read-roster-sheet.ts'
import { rosterSheet } from '../../../src/adapters/sheet-file/rosters/roster-sheet.ts'
import { placeOfSheetFault, saySheetFault } from '../../../src/adapters/sheet-file/say-sheet-fault.ts'
import { writeSheet } from '../../../src/adapters/sheet-file/write-sheet.ts'
import { waterRoster } from '../../support/rosters.ts'
import { rosters } from './made-up-rosters.ts'

const languages = ['zh-CN', 'en']
const people = ['0501', '0502', '0503', 'ann']
const read = (bytes: Uint8Array, language: 'zh-CN' | 'en' = 'en') =>
  readRosterSheet(bytes, { language, languages, people, id: 'water' })
const readText = (text: string) => read(new TextEncoder().encode(text))
const told = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone: 'Asia/Shanghai' })

describe('a roster in a spreadsheet', () => {
  it.each([
    ['csv', 'utf-8'],
    ['csv', 'gbk'],
    ['xlsx', 'utf-8'],
  ] as const)(
    'is the same roster when it comes back as %s in %s',
    async (format, encoding) => {
      await fc.assert(
        fc.asyncProperty(rosters, fc.constantFrom('zh-CN' as const, 'en' as const), async (roster, language) => {
          const sheet = rosterSheet(roster, { language, languages, told })
          const bytes = await writeSheet(sheet, { format, encoding, name: 'x' })
          const back = await read(bytes!, language)
          if (!back.ok) throw new Error(JSON.stringify(back.faults))
          expect(back.roster).toEqual(roster)
        }),
        { numRuns: 60 },
      )
    },
    60_000,
  )

  it('has a row for itself, one a shift, a group, an override, in words', () => {
    const sheet = rosterSheet(
      {
        ...waterRoster,
        rotations: [
          {
            id: 'weekly',
            firstDate: '2026-11-23',
            handOver: '08:00',
            everyDays: 7,
            groups: [['0501', '0502'], ['0502']],
          },
        ],
        shifts: [{ ...waterRoster.shifts[0]!, days: [1, 2, 3, 4, 5] }],
      },
      { language: 'zh-CN', languages, told },
    )
    expect(sheet.map((cells) => cells.filter((cell) => cell !== ''))).toEqual([
      [
        '类别',
        '编号',
        '名称 zh-CN',
        '名称 en',
        '值班单位',
        '日期',
        '开始',
        '结束',
        '值班人员',
        '轮班编号',
        '首日',
        '末日',
        '交接时间',
        '轮换天数',
        '下班人员',
        '顶班人员',
        '互换编号',
        '原因',
        '登记人',
        '登记时间',
      ],
      ['值班表', 'water', '自来水厂值班表', 'waterworks', '05'],
      ['轮班', 'weekly', '0501 0502', '2026-11-23', '08:00', '7'],
      ['轮班', 'weekly', '0502', '2026-11-23', '08:00', '7'],
      ['班次', 'day', '周一至周五', '08:00', '20:00', '0501'],
    ])
  })

  it('is read as people write it: days in any words, times without a zero, ids without theirs', async () => {
    const back = await readText(
      'kind,id,name zh-CN,covers,days,from,to,people\n值班表,water,水,05,,,,\nshift,day,,,星期一至星期五,8:00,17:30:00,"501、ann"\n,night,,,Sat / Sun,20:00,24:00,0502\n',
    )
    expect(back).toMatchObject({
      ok: true,
      roster: {
        id: 'water',
        name: { 'zh-CN': '水' },
        shifts: [
          { id: 'day', days: [1, 2, 3, 4, 5], from: '08:00', to: '17:30', on: { people: ['0501', 'ann'] } },
          { id: 'night', days: [6, 7], from: '20:00', to: '24:00' },
        ],
      },
    })
    expect(back.ok && back.placeOf(['shifts', 1, 'to'])).toEqual({ row: 4, column: 'G', header: 'to' })
    expect(back.ok && back.placeOf(['shifts', 0, 'on', 'people', 0])).toEqual({ row: 3, column: 'H', header: 'people' })
    expect(back.ok && back.placeOf(['covers'])).toEqual({ row: 2, column: 'D', header: 'covers' })
  })

  it('is refused with every fault in its cell', async () => {
    const back = await readText(
      [
        'kind,id,days,from,to,people,rotation,first date,hand-over,every days,reason,off',
        'shif,x,Mon,08:00,09:00,0501,,,,,,',
        'shift,,2026-01-05,25:00,,0501,weekly,,,,,',
        'turn,weekly,,,,0501,,,,x,,',
        'turn,weekly,,,,0502,,2026-01-05,08:00,,,',
        'override,ill,,2026-01-05,2026-01-05T08:00:00+08:00,,,,,,sick,0501',
      ].join('\n'),
    )
    expect(
      back.ok ? [] : back.faults.map((fault) => `${placeOfSheetFault(fault)}: ${saySheetFault(fault, 'en')}`),
    ).toEqual([
      ': there is no row for the roster itself: kind, id, names and what it covers',
      'A2 kind: "shif" is none of roster, turn, shift, override (did you mean "shift"?)',
      'C3 days: "2026-01-05" is not days: Mon-Fri, or Sat, Sun, or workdays, or days off',
      'G3 rotation: a shift has either people or a rotation',
      'B3 id: must not be empty',
      'D3 from: "25:00" is not a time of day: 08:30, to 24:00',
      'E3 to: must not be empty',
      'I4 hand-over: must not be empty',
      'J4 every days: "x" is not a whole number from 1 on',
      'H4 first date: must not be empty',
      'H5 first date: "2026-01-05" is not what row 4 says of the same rotation: ""',
      'I5 hand-over: "08:00" is not what row 4 says of the same rotation: ""',
      'D6 from: "2026-01-05" is not an instant with its offset, such as 2026-11-23T14:05:00+08:00',
    ])
  })

  it('knows days and times', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      for (const days of ['workdays', 'daysOff', [7], [6, 7], [1, 2, 3, 4, 5], [5, 1]] as const)
        expect(daysIn(sayDays(days, language))).toEqual(days)
    }
    expect([daysIn('Fri-Mon'), daysIn(''), daysIn('1-5-6'), daysIn('8')]).toEqual([null, null, null, null])
    expect([timeIn('7:05'), timeIn('24:00'), timeIn('24:01'), timeIn('7.05')]).toEqual(['07:05', '24:00', null, null])
  })
})

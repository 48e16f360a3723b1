import { describe, expect, it, test } from 'vitest'
import type { Roster } from '../../../../src/domain/roster/roster.ts'
import { diffRules } from '../../../../src/domain/routing/diff/diff-rules.ts'
import { sayDifference } from '../../../../src/domain/routing/diff/difference.ts'
import { type Duty, noDuty } from '../../../../src/domain/routing/duty.ts'
import type { RoutingTable, Words } from '../../../../src/domain/routing/routing-table.ts'
import { textLanguages } from '../../../../src/domain/text-catalogue.ts'
import { instead, openTable, overriding, roster, shift, week } from '../proof/proven-town.ts'

/** A table that can be edited. */
type Loose<T> = T extends object ? { -readonly [Name in keyof T]: Loose<T[Name]> } : T
type Edit = (table: Loose<RoutingTable>) => void
const edited = (edit: Edit, table: RoutingTable): RoutingTable => {
  const copy = structuredClone(table) as Loose<RoutingTable>
  edit(copy)
  return copy
}

/** The open table with names as people have them. */
const town = edited((table) => {
  const named = (thing: { name: Loose<Words> }, english: string, chinese: string): void => {
    thing.name = { en: english, 'zh-CN': chinese }
  }
  const [works, shops] = table.units
  named(works!, 'waterworks', '自来水厂')
  named(shops!, 'gas shops', '燃气站')
  named(works!.responders[0]!, 'Ann', '小安')
  named(works!.responders[1]!, 'Bob', '小宝')
  named(table.categories[0]!, 'water', '自来水')
  named(table.categories[1]!, 'gas', '燃气')
  named(table.categories[1]!.question!.answers[1]!, 'bottle', '瓶装')
  named(table.emergencies[0]!, 'the police', '公安')
  named(table.designations[0]!, 'a lost cat', '走失的猫')
  table.windows.push({
    id: 'night',
    frames: [{ days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }],
    exceptions: [],
    closedTo: 'police',
  })
}, openTable)

const horizon = {
  from: Date.parse('2027-09-20T00:00:00+08:00'), // Mon 00:00
  until: Date.parse('2028-09-20T00:00:00+08:00'), // Wed 00:00
}
const zone = 'Asia/Shanghai'

/** What is said of a change in English and in Chinese; `!` stands before what is for the worse. */
const said = (after: RoutingTable, old: Duty = noDuty, now: Duty = noDuty) => {
  const differences = diffRules({ table: town, duty: old, zone }, { table: after, duty: now, zone }, horizon)
  return textLanguages
    .toReversed()
    .map((language) => differences.map((one) => `${one.weakens ? '! ' : ''}${sayDifference(one, language)}`))
}

const tables: Readonly<Record<string, readonly [Edit, readonly string[], readonly string[]]>> = {
  'a unit in place of another, but where a place has a route of its own': [
    (table) => {
      table.routes[1]!.unit = 'shops'
    },
    ['key 1 (water), outside Zeguo: rings gas shops, not waterworks'],
    ['按键1（自来水），泽国以外：呼叫燃气站，而不是自来水厂'],
  ],
  'a route for nights': [
    (table) => void table.routes.unshift({ ...table.routes[1]!, window: 'night', unit: 'shops' }),
    ['key 1 (water), outside Zeguo, Mon-Fri 22:00-06:00: rings gas shops, not waterworks'],
    ['按键1（自来水），泽国以外，周一至周五22:00-06:00：呼叫燃气站，而不是自来水厂'],
  ],
  'the route of one place': [
    (table) => {
      table.routes[0]!.unit = 'works'
    },
    ['key 1 (water), in Zeguo: rings waterworks, not gas shops'],
    ['按键1（自来水），泽国：呼叫自来水厂，而不是燃气站'],
  ],
  'a fall-back more': [
    (table) => void table.routes[1]!.fallbacks.push('shops'),
    ['key 1 (water), outside Zeguo: where nobody takes it, rings gas shops before the duty officer'],
    ['按键1（自来水），泽国以外：无人接办时先呼叫燃气站，再呼叫值班员'],
  ],
  'the same seconds of all': [
    (table) => {
      for (const route of table.routes) route.ringSeconds = 30
    },
    ['every key: each telephone rings for 30 s, not 15 s'],
    ['所有按键：每部电话振铃30秒，而不是15秒'],
  ],
  'another strategy': [
    (table) => {
      table.routes[2]!.strategy = 'longestIdle'
    },
    ['key 2-1, number 6123456 (gas): telephones are rung longest idle first, not one after the other'],
    ['按键2-1、号码6123456（燃气）：电话空闲最久者先振铃，而不是依次振铃'],
  ],
  'a unit that serious cases call in': [
    (table) => void table.routes[2]!.reinforcements.push('shops'),
    ['key 2-1, number 6123456 (gas): a serious case calls in gas shops besides'],
    ['按键2-1、号码6123456（燃气）：重大事件另外调派燃气站'],
  ],
  'an answer that leads elsewhere': [
    (table) => {
      table.categories[1]!.question!.answers[1]!.unit = null
    },
    ['key 2-1-2, number 6123456-2 (gas: bottle): rings waterworks, not gas shops'],
    ['按键2-1-2、号码6123456-2（燃气：瓶装）：呼叫自来水厂，而不是燃气站'],
  ],
  'shorter hours': [
    (table) => {
      table.windows[0]!.frames[0] = { days: week as number[], from: '07:00', to: '23:00' }
    },
    ['! daily 23:00-07:00: calls to 95001, 6123456 reach the police (110), not the menu or gas without a menu'],
    ['! 每天23:00-07:00：拨打95001、6123456接到公安（110），而不是语音菜单或燃气（不经菜单）'],
  ],
  'a day with hours of its own': [
    (table) =>
      void table.windows[0]!.exceptions.push({
        date: '2027-10-01',
        frames: [{ from: '00:00', to: '12:00' }],
        closedTo: null,
      }),
    [
      '! Fri 12:00-24:00 on 2027-10-01: calls to 95001, 6123456 reach the police (110), not the menu or gas without a menu',
    ],
    ['! 2027-10-01（周五12:00-24:00）：拨打95001、6123456接到公安（110），而不是语音菜单或燃气（不经菜单）'],
  ],
  'a key that moves': [
    (table) => {
      table.menus[0]!.entries[0]!.key = '3'
    },
    ['water is on key 3, not 1'],
    ['自来水改为按键3，而不是1'],
  ],
  'a key that is gone': [
    (table) => void table.menus[0]!.entries.splice(0, 1),
    ['! key 1 (water) is gone'],
    ['! 取消按键1（自来水）'],
  ],
  'a key for danger that is gone': [
    (table) => void table.menus[0]!.dangers.pop(),
    ['! key 9 no longer reaches the police (110)'],
    ['! 按键9不再接到公安（110）'],
  ],
  'an old number that leads elsewhere, in another language': [
    (table) => void Object.assign(table.numbers[1]!, { category: null, forward: 'police', language: 'zh-CN' }),
    [
      '! calls to 6123456 reach the police (110), not gas without a menu',
      'callers of 6123456 hear Chinese, not English',
    ],
    ['! 拨打6123456接到公安（110），而不是燃气（不经菜单）', '拨打6123456听到中文，而不是英文'],
  ],
  'an old number that is gone': [
    (table) => void table.numbers.pop(),
    ['! number 6123456 is gone'],
    ['! 取消号码6123456'],
  ],
  'another telephone': [
    (table) => {
      table.units[0]!.responders[0]!.phones[0]!.number = '13911111111'
    },
    ['Ann (waterworks): telephone 13911111111, not 13900000001'],
    ['小安（自来水厂）：电话为13911111111，而不是13900000001'],
  ],
  'a telephone that is no longer rung': [
    (table) => {
      table.units[0]!.responders[0]!.phones[0]!.voice = false
    },
    ['! Ann (waterworks): telephone 13900000001 is for messages, not for calls and messages'],
    ['! 小安（自来水厂）：电话13900000001用于短信，而不是通话和短信'],
  ],
  'another ringing order': [
    (table) => void table.units[0]!.responders.reverse(),
    ['waterworks: rings Bob then Ann, not Ann then Bob'],
    ['自来水厂：呼叫小宝→小安，而不是小安→小宝'],
  ],
  'a unit with another name': [
    (table) => {
      table.units[0]!.name = { en: 'city water', 'zh-CN': '市自来水公司' }
    },
    ['waterworks: in English "city water", not "waterworks"; in Chinese "市自来水公司", not "自来水厂"'],
    ['自来水厂：英文为“city water”，而不是“waterworks”；中文为“市自来水公司”，而不是“自来水厂”'],
  ],
  'a longer promise of all units': [
    (table) => {
      for (const unit of table.units) unit.promises.completeMinutes = 2880
    },
    ['! waterworks, gas shops: complete within 2880 min, not 1440 min'],
    ['! 自来水厂、燃气站：2880分钟内办结，而不是1440分钟'],
  ],
  'a shorter promise, as an exception says nothing else': [
    (table) => {
      table.units[0]!.promises.arriveMinutes = 20
    },
    ['waterworks, for all but gas: arrive within 20 min, not 30 min'],
    ['自来水厂（燃气除外）：20分钟内到达，而不是30分钟'],
  ],
  'a later step of a ladder': [
    (table) => {
      table.ladders.accept[1]!.afterMinutes = 4
    },
    [
      "! where accepting is late, 4 min later: message to the unit's head; no longer 2 min later: message to the unit's head",
    ],
    ['! 接单逾期督办改为：逾期4分钟短信通知单位负责人；取消：逾期2分钟短信通知单位负责人'],
  ],
  'holidays in a row': [
    (table) => {
      for (const day of [1, 2, 3, 5]) {
        const name = { en: 'National Day', 'zh-CN': '国庆节' }
        table.calendar.push({ date: `2027-10-0${day}`, kind: 'holiday', name })
      }
    },
    ['2027-10-01 to 2027-10-03, 2027-10-05 (National Day): a day off, not as its weekday'],
    ['2027-10-01至2027-10-03、2027-10-05（国庆节）：放假，而不是按星期'],
  ],
  'what belongs to nobody': [
    (table) => {
      table.designations[0]!.unit = null
    },
    ['! a lost cat is designated to the duty officer, not gas shops'],
    ['! 走失的猫指定由值班员负责，而不是燃气站'],
  ],
  'seconds within a call': [
    (table) => {
      table.timings.decideSeconds = 40
    },
    ['every call: time to decide (s) is 40, not 25'],
    ['每次通话：决定是否接办的秒数为40，而不是25'],
  ],
  'hours that nobody goes by': [
    (table) => {
      table.windows[2]!.frames[0]!.from = '21:00'
    },
    ['the hours night are written differently; nobody notices in this time'],
    ['受理时间night的写法变了，这段时间内无人察觉'],
  ],
  'a unit that is gone': [
    (table) => {
      table.units.pop()
      table.routes[0]!.unit = 'works'
      table.categories[1]!.question!.answers[1]!.unit = null
      table.designations[0]!.unit = 'works'
    },
    [
      '! gas shops is gone',
      'key 1 (water), in Zeguo: rings waterworks, not gas shops',
      'key 2-1-2, number 6123456-2 (gas: bottle): rings waterworks, not gas shops',
      'a lost cat is designated to waterworks, not gas shops',
    ],
    [
      '! 取消燃气站',
      '按键1（自来水），泽国：呼叫自来水厂，而不是燃气站',
      '按键2-1-2、号码6123456-2（燃气：瓶装）：呼叫自来水厂，而不是燃气站',
      '走失的猫指定由自来水厂负责，而不是燃气站',
    ],
  ],
}

describe('what is said of another table', () => {
  it.each(Object.entries(tables))('%s', (_name, [edit, english, chinese]) => {
    expect(said(edited(edit, town))).toEqual([english, chinese])
  })
})

const withRosters = (...rosters: Roster[]): Duty => ({ ...noDuty, rosters })
const dayAndNight = (handOver: string): Roster =>
  roster('works', [shift(week, '08:00', handOver, ['ann']), shift(week, handOver, '08:00', ['bob'])])
const turns = (firstDate: string): Roster =>
  roster('works', [shift(week, '00:00', '24:00', [], { on: { rotation: 'turn' } })], {
    rotations: [{ id: 'turn', firstDate, handOver: '08:00', everyDays: 7, groups: [['ann'], ['bob']] }],
  })
const storm = overriding('sendAll', null, '2027-10-04T22:00:00+08:00', '2027-10-05T06:00:00+08:00') // Mon 22:00, Tue 06:00

const duties: Readonly<Record<string, readonly [Duty, Duty, readonly string[], readonly string[]]>> = {
  'a later hand-over on every day of the year': [
    withRosters(dayAndNight('20:00')),
    withRosters(dayAndNight('22:00')),
    ['waterworks: daily 20:00-22:00 rings Ann, not Bob'],
    ['自来水厂：每天20:00-22:00呼叫小安，而不是小宝'],
  ],
  'nights without anybody': [
    withRosters(dayAndNight('20:00')),
    withRosters(roster('works', [shift(week, '08:00', '20:00', ['ann'])])),
    ['! waterworks: daily 20:00-08:00 rings nobody, not Bob'],
    ['! 自来水厂：每天20:00-08:00呼叫无人，而不是小宝'],
  ],
  'a first roster': [
    noDuty,
    withRosters(dayAndNight('20:00')),
    ['waterworks: daily 20:00-08:00 rings Bob, not Ann then Bob; daily 08:00-20:00 rings Ann, not Ann then Bob'],
    ['自来水厂：每天20:00-08:00呼叫小宝，而不是小安→小宝；每天08:00-20:00呼叫小安，而不是小安→小宝'],
  ],
  'somebody in place of somebody': [
    withRosters(dayAndNight('20:00')),
    withRosters({
      ...dayAndNight('20:00'),
      overrides: [instead('2027-10-04T08:00:00+08:00', '2027-10-04T20:00:00+08:00', 'ann', 'bob')], // Mon 08:00, 20:00
    }),
    ['waterworks: Mon 08:00-20:00 on 2027-10-04 rings Bob, not Ann'],
    ['自来水厂：2027-10-04（周一08:00-20:00）呼叫小宝，而不是小安'],
  ],
  'a rotation that begins a week later': [
    withRosters(turns('2027-08-02')), // Mon
    withRosters(turns('2027-08-09')), // Mon
    [
      'waterworks: from Mon 2027-09-13 08:00 to Mon 2027-09-20 08:00; from Mon 2027-09-27 08:00 to Mon 2027-10-04 08:00 and 25 more times rings Bob, not Ann; from Mon 2027-09-20 08:00 to Mon 2027-09-27 08:00; from Mon 2027-10-04 08:00 to Mon 2027-10-11 08:00 and 25 more times rings Ann, not Bob',
    ],
    [
      '自来水厂：2027-09-13（周一）08:00至2027-09-20（周一）08:00；2027-09-27（周一）08:00至2027-10-04（周一）08:00及另外25次呼叫小宝，而不是小安；2027-09-20（周一）08:00至2027-09-27（周一）08:00；2027-10-04（周一）08:00至2027-10-11（周一）08:00及另外25次呼叫小安，而不是小宝',
    ],
  ],
  'an override that is set': [
    noDuty,
    { ...noDuty, overrides: [storm] },
    ['! Mon 22:00-Tue 06:00 on 2027-10-04, on every line: every case goes to the duty officer first (storm)'],
    ['! 2027-10-04（周一22:00-周二06:00），所有线路：所有求助先交值班员（storm）'],
  ],
  'an override that is ended': [
    { ...noDuty, overrides: [storm] },
    { ...noDuty, overrides: [{ ...storm, ended: { at: storm.from, by: 'system' } }] },
    ['Mon 22:00-Tue 06:00 on 2027-10-04, on every line: no longer: every case goes to the duty officer first (storm)'],
    ['2027-10-04（周一22:00-周二06:00），所有线路：不再所有求助先交值班员（storm）'],
  ],
}

describe('what is said of other people on duty', () => {
  it.each(Object.entries(duties))('%s', (_name, [before, after, english, chinese]) => {
    expect(said(town, before, after)).toEqual([english, chinese])
  })
})

test('worked days are told as such where the calendar moves them, and hours that change many keys by themselves', () => {
  const kinds = Array.from({ length: 8 }, (_, index) => `kind-${index}`)
  const many = edited((table) => {
    const [category] = table.categories
    const [route] = table.routes
    table.calendar = [
      { date: '2027-10-01', kind: 'holiday', name: { en: 'National Day', 'zh-CN': '国庆节' } }, // Fri
      { date: '2027-09-26', kind: 'workday', name: { en: 'National Day', 'zh-CN': '国庆节' } }, // Sun
    ]
    table.categories = kinds.map((id) => ({ ...category!, id }))
    table.menus[0]!.entries = kinds.map((id, index) => ({ key: `${index + 1}`, category: id }))
    table.numbers.pop()
    // By day another unit each, so that no two keys change alike.
    table.routes = kinds.flatMap((id, index) => [
      {
        ...route!,
        category: id,
        area: null,
        window: 'office',
        unit: index % 2 === 0 ? 'works' : 'shops',
        ringSeconds: 10 + index,
      },
      { ...route!, category: id, area: null, unit: index % 2 === 0 ? 'shops' : 'works', ringSeconds: 30 },
    ])
  }, town)
  const longer = edited((table) => {
    table.windows[1]!.frames[0]!.to = '19:00'
  }, many)
  const between = (before: RoutingTable, after: RoutingTable) =>
    diffRules({ table: before, duty: noDuty, zone }, { table: after, duty: noDuty, zone }, horizon).map((one) =>
      textLanguages.toReversed().map((language) => sayDifference(one, language)),
    )
  expect(between(many, longer)).toEqual([
    [
      'every key: routes of the hours office also hold worked days 18:00-19:00',
      '所有按键：时段office的路由增加工作日18:00-19:00',
    ],
  ])
  expect(between(longer, many)).toEqual([
    [
      'every key: routes of the hours office no longer hold worked days 18:00-19:00',
      '所有按键：时段office的路由减少工作日18:00-19:00',
    ],
  ])
  const another = edited((table) => {
    table.routes[0]!.unit = 'shops'
  }, longer)
  expect(between(many, another)).toContainEqual([
    'key 1 (water), worked days 08:00-19:00: rings gas shops, not waterworks',
    '按键1（自来水），工作日08:00-19:00：呼叫燃气站，而不是自来水厂',
  ])
})

test('a roster that changes at more than 500 times, for all keys and places, is one sentence', () => {
  const shifts = (to: string) => [
    shift(week, '06:00', to, ['ann']),
    shift(week, to, '18:00', ['bob']),
    shift(week, '18:00', '23:00', to === '12:00' ? ['ann'] : ['bob', 'ann']),
    shift(week, '23:00', '06:00', ['bob']),
  ]
  const [before, after] = [withRosters(roster('works', shifts('12:00'))), withRosters(roster('works', shifts('13:00')))]
  const differences = diffRules({ table: town, duty: before, zone }, { table: town, duty: after, zone }, horizon)
  expect(differences.map((one) => [sayDifference(one, 'en'), one.times])).toEqual([
    ['waterworks: daily 12:00-13:00 rings Ann, not Bob; daily 18:00-23:00 rings Bob then Ann, not Ann', 732],
  ])
  expect(differences[0]?.spans.length).toBe(20)
})

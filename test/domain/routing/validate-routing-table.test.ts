import { describe, expect, it } from 'vitest'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { validateRoutingTable } from '../../../src/domain/routing/validate-routing-table.ts'
import { sayFault } from '../../../src/domain/routing/validation/texts/fault-texts.ts'
import { smallTable } from './small-table.ts'

/** The small table with something else at a path; `undefined` takes it away. */
function tableWith(path: string, value: unknown): RoutingTable {
  const table: unknown = structuredClone(smallTable)
  const parts = path.split('.')
  const last = parts.pop() as string
  const parent = parts.reduce((at, part) => (at as Record<string, unknown>)[part], table) as Record<string, unknown>
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return table as RoutingTable
}

const faultsOf = (table: RoutingTable) =>
  validateRoutingTable(table).map((fault) => `${fault.path.join('.')}: ${sayFault(fault, 'en')}`)

const words = { 'zh-CN': 'x', en: 'x' }
const golden = (about: object) => ({
  id: 'night',
  at: '2026-10-01T02:10',
  dialled: '95001',
  caller: null,
  keys: '1',
  silent: [],
  expect: { unit: 'works', rings: ['13900000001'] },
  ...about,
})
const many = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => make(index))

describe('validateRoutingTable', () => {
  it('finds nothing wrong with a table that may be published', () => {
    expect(faultsOf(smallTable)).toEqual([])
  })

  // what is put where -> what is said of it
  it.each<[string, unknown, string]>([
    // references
    ['numbers.0.line', 'mian', 'numbers.0.line: there is no line "mian" (did you mean "main"?)'],
    ['numbers.0.category', 'fire', 'numbers.0.category: there is no category "fire"'],
    ['numbers.1.language', 'fr', 'numbers.1.language: there is no language "fr"'],
    ['lines.0.language', 'zh', 'lines.0.language: there is no language "zh"'],
    ['lines.0.window', 'hour', 'lines.0.window: there is no window "hour" (did you mean "hours"?)'],
    ['lines.0.menu', 'other', 'lines.0.menu: there is no menu "other"'],
    ['windows.0.closedTo', '110', 'windows.0.closedTo: there is no emergency "110"'],
    ['menus.0.dangers.0.emergency', 'fire', 'menus.0.dangers.0.emergency: there is no emergency "fire"'],
    ['menus.0.entries.0.category', 'x', 'menus.0.entries.0.category: there is no category "x"'],
    ['menus.0.entries.1.entries.0.category', 'x', 'menus.0.entries.1.entries.0.category: there is no category "x"'],
    ['categories.1.question.answers.1.unit', 'x', 'categories.1.question.answers.1.unit: there is no unit "x"'],
    ['units.0.exceptions.0.category', 'x', 'units.0.exceptions.0.category: there is no category "x"'],
    ['routes.0.category', 'x', 'routes.0.category: there is no category "x"'],
    ['routes.0.window', 'x', 'routes.0.window: there is no window "x"'],
    ['routes.0.unit', 'work', 'routes.0.unit: there is no unit "work" (did you mean "works"?)'],
    ['routes.0.fallbacks', ['x'], 'routes.0.fallbacks.0: there is no unit "x"'],
    ['designations.0.unit', 'x', 'designations.0.unit: there is no unit "x"'],
    // twice
    ['languages', ['zh-CN', 'en', 'en'], 'languages.2: the language "en" is there twice'],
    ['numbers.1.number', '95001', 'numbers.1.number: the number "95001" is there twice'],
    ['lines.1', { ...smallTable.lines[0] }, 'lines.1.id: the id "main" is there twice'],
    ['windows.1', { ...smallTable.windows[0] }, 'windows.1.id: the id "hours" is there twice'],
    ['emergencies.1', { ...smallTable.emergencies[0] }, 'emergencies.1.id: the id "police" is there twice'],
    ['designations.1', { ...smallTable.designations[0] }, 'designations.1.id: the id "lost-cat" is there twice'],
    ['categories.2', { ...smallTable.categories[0] }, 'categories.2.id: the id "water" is there twice'],
    ['units.1.responders.0.id', 'ann', `units.1.responders.0.id: the person's id "ann" is there twice`],
    ['centre.dutyOfficers.0.id', 'eve', `centre.dutyOfficers.0.id: the person's id "eve" is there twice`],
    [
      'units.0.responders.1.phones.0.number',
      '13900000001',
      'units.0.responders.1.phones.0.number: within the unit the telephone "13900000001" is there twice',
    ],
    [
      'windows.0.exceptions.1',
      { date: '2028-02-29', frames: [], closedTo: null },
      'windows.0.exceptions.1.date: the date "2028-02-29" is there twice',
    ],
    [
      'categories.1.question.answers.1.id',
      'pipe',
      'categories.1.question.answers.1.id: the answer "pipe" is there twice',
    ],
    ['routes.0.fallbacks', ['works', 'works'], 'routes.0.fallbacks.1: the fall-back "works" is there twice'],
    [
      'routes.0.fallbacks',
      ['shops'],
      `routes.0.fallbacks.0: "shops" is the route's own unit: it can't be its fall-back`,
    ],
    // keys
    ['menus.0.entries.0.key', '9', 'menus.0.entries.0.key: key "9" is already taken by danger to life (police)'],
    ['menus.0.entries.0.key', '0', 'menus.0.entries.0.key: key "0" is already taken by the duty officer'],
    ['menus.0.entries.0.key', '*', 'menus.0.entries.0.key: key "*" is already taken by hearing it again'],
    ['menus.0.entries.0.key', '#', 'menus.0.entries.0.key: key "#" is already taken by going back'],
    ['menus.0.entries.1.key', '1', 'menus.0.entries.1.key: key "1" is already taken by water'],
    [
      'menus.0.entries.1.entries.0.key',
      '9',
      'menus.0.entries.1.entries.0.key: key "9" is already taken by danger to life (police)',
    ],
    ['menus.0.dangers.0.key', '0', 'menus.0.dangers.0.key: key "0" is already taken by the duty officer'],
    ['menus.0.entries.0.key', '12', 'menus.0.entries.0.key: "12" is not a key of a telephone'],
    ['menus.0.officerKey', '7', `menus.0.officerKey: "7" is not what the menu's words say`],
    [
      'categories.1.question.answers.1.key',
      '1',
      'categories.1.question.answers.1.key: key "1" is already taken by pipe',
    ],
    [
      'categories.1.question.answers.1.key',
      '#',
      'categories.1.question.answers.1.key: key "#" is already taken by going back',
    ],
    ['menus.0.entries', [], 'menus.0.entries: a menu needs at least one entry'],
    ['menus.0.entries.1.entries', [], 'menus.0.entries.1.entries: a menu needs at least one entry'],
    [
      'menus.0.entries.1.group',
      'water',
      'menus.0.entries.1.group: "water" is also the id of a category: they are announced by the same name',
    ],
    [
      'menus.1',
      { ...smallTable.menus[0], id: 'second', entries: [{ key: '5', category: 'water' }] },
      'menus.1.entries.0.key: the category "water" is already on key "1": it is announced with one key, the same in every menu',
    ],
    [
      'menus.1',
      {
        ...smallTable.menus[0],
        id: 'second',
        dangers: [{ key: '8', emergency: 'police' }],
        entries: [{ key: '1', category: 'water' }],
      },
      'menus.1.dangers.0.key: the emergency "police" is already on key "9": it is announced with one key, the same in every menu',
    ],
    [
      'menus.0.entries.0',
      { key: '1', category: 'gas' },
      'menus.0.entries.1.entries.0.category: the category "gas" is there twice',
    ],
    // words
    ['lines.0.name', { 'zh-CN': '线' }, 'lines.0.name: the words in en are missing'],
    ['lines.0.greeting', { en: 'hello' }, 'lines.0.greeting: the words in zh-CN are missing'],
    ['menus.0.entries.1.name', {}, 'menus.0.entries.1.name: the words in zh-CN are missing'],
    ['categories.0.name.en', ' ... ', 'categories.0.name.en: " ... " has no words in it'],
    ['categories.1.question.text.en', undefined, 'categories.1.question.text: the words in en are missing'],
    [
      'categories.1.question.answers.0.name.en',
      'a\nb',
      'categories.1.question.answers.0.name.en: "a\\nb" must be on one line',
    ],
    [
      'units.0.name.en',
      'x'.repeat(301),
      'units.0.name.en: the text has 301 characters, at most 300 can be listened to',
    ],
    ['units.0.responders.0.name.en', undefined, 'units.0.responders.0.name: the words in en are missing'],
    ['units.0.head.name.en', undefined, 'units.0.head.name: the words in en are missing'],
    ['emergencies.0.name.en', undefined, 'emergencies.0.name: the words in en are missing'],
    ['centre.name.en', undefined, 'centre.name: the words in en are missing'],
    ['designations.0.name.en', undefined, 'designations.0.name: the words in en are missing'],
    // people and telephones
    ['units.1.responders', [], `units.1.responders: the unit "shops" can't be reached: it has no telephone`],
    [
      'units.0.responders.0.phones.0.number',
      '+8613900000001',
      'units.0.responders.0.phones.0.number: "+8613900000001" is not a telephone number: 3 to 15 digits, nothing else',
    ],
    [
      'units.0.responders.0.phones.0.number',
      '12',
      'units.0.responders.0.phones.0.number: "12" is not a telephone number: 3 to 15 digits, nothing else',
    ],
    [
      'units.0.head.phones.0.number',
      '95001',
      `units.0.head.phones.0.number: 95001 is one of the hotline's own numbers: the call would come back`,
    ],
    [
      'emergencies.0.number',
      '95001',
      `emergencies.0.number: 95001 is one of the hotline's own numbers: the call would come back`,
    ],
    ['numbers.1.number', '1', 'numbers.1.number: "1" is not a telephone number: 3 to 15 digits, nothing else'],
    ['lines.0.callerId', 'city', 'lines.0.callerId: "city" is not a telephone number: 3 to 15 digits, nothing else'],
    [
      'centre.supervision',
      { id: 'boss', name: words, phones: [] },
      'centre.supervision: "boss" has no telephone: give a phone, voice, sms, or phones',
    ],
    [
      'centre.dutyOfficers',
      [],
      'centre.dutyOfficers: a duty officer with a voice phone is needed: calls that nobody takes end there',
    ],
    [
      'centre.dutyOfficers.0.phones',
      [],
      'centre.dutyOfficers: a duty officer with a voice phone is needed: calls that nobody takes end there',
    ],
    // routes
    [
      'routes.1.window',
      'hours',
      'menus.0.entries.0: "water" can be chosen, but has no route without a window and an area: at some times or places nobody answers',
    ],
    ['routes.0.window', null, 'routes.1: this route is never taken: one before it always takes "water"'],
    ['routes.0.ringSeconds', 4, 'routes.0.ringSeconds: 4 must be a whole number of seconds from 5 to 120'],
    ['routes.0.ringSeconds', 121, 'routes.0.ringSeconds: 121 must be a whole number of seconds from 5 to 120'],
    ['routes.0.strategy', 'random', 'routes.0.strategy: "random" is none of these'],
    [
      'emergencies.0.ringSeconds',
      1.5 * 7,
      'emergencies.0.ringSeconds: 10.5 must be a whole number of seconds from 5 to 120',
    ],
    ['centre.ringSeconds', 0, 'centre.ringSeconds: 0 must be a whole number of seconds from 5 to 120'],
    // promises and timings
    [
      'units.0.promises.feedbackMinutes',
      0,
      'units.0.promises.feedbackMinutes: 0 must be a whole number of minutes from 1 to 43200',
    ],
    [
      'units.1.promises.acceptMinutes',
      31,
      'units.1.promises: accepting (31 min) may not take longer than arriving (30 min)',
    ],
    [
      'units.1.promises.completeMinutes',
      29,
      'units.1.promises: arriving (30 min) may not take longer than completing (29 min)',
    ],
    [
      'units.0.exceptions.0',
      { category: 'gas', urgency: null },
      'units.0.exceptions.0: an exception needs at least one promise',
    ],
    [
      'units.0.exceptions.0.arriveMinutes',
      2,
      'units.0.exceptions.0: accepting (3 min) may not take longer than arriving (2 min)',
    ],
    ['units.0.exceptions.0.urgency', 'grave', 'units.0.exceptions.0.urgency: "grave" is none of these'],
    ['units.0.level', 0, 'units.0.level: 0 must be a whole number of levels from 1 to 9'],
    ['timings.noKeySeconds', 1, 'timings.noKeySeconds: 1 must be a whole number of seconds from 2 to 30'],
    ['timings.wrongKeys', 0, 'timings.wrongKeys: 0 must be a whole number of keys from 1 to 10'],
    [
      'timings.statementMaxSeconds',
      144_000,
      'timings.statementMaxSeconds: 144000 must be a whole number of seconds from 10 to 300',
    ],
    ['timings.confirmBy', '24:00', 'timings.confirmBy: "24:00" is not a time of day: HH:mm from 00:00 to 23:59'],
    // times, dates, ids, closed lists
    [
      'windows.0.frames.0.from',
      '24:00',
      'windows.0.frames.0.from: "24:00" is not a time of day: HH:mm from 00:00 to 23:59',
    ],
    [
      'windows.0.frames.0.to',
      '24:01',
      'windows.0.frames.0.to: "24:01" is not a time of day: HH:mm from 00:00 to 24:00',
    ],
    ['windows.0.frames.0.days', [], 'windows.0.frames.0.days: a frame needs at least one day of the week'],
    ['windows.0.frames.0.days', [0], 'windows.0.frames.0.days.0: 0 is not a day of the week: 1 (Monday) to 7 (Sunday)'],
    ['windows.0.frames.0.days', [1, 1], 'windows.0.frames.0.days: [1,1] names a day twice'],
    [
      'windows.0.exceptions.0.date',
      '2027-02-29',
      'windows.0.exceptions.0.date: "2027-02-29" is not a date of the calendar: YYYY-MM-DD',
    ],
    [
      'windows.0.exceptions.0.date',
      '2100-02-29',
      'windows.0.exceptions.0.date: "2100-02-29" is not a date of the calendar: YYYY-MM-DD',
    ],
    [
      'windows.0.exceptions.0.date',
      '2027-13-01',
      'windows.0.exceptions.0.date: "2027-13-01" is not a date of the calendar: YYYY-MM-DD',
    ],
    [
      'windows.0.exceptions.0.date',
      '1.10.2027',
      'windows.0.exceptions.0.date: "1.10.2027" is not a date of the calendar: YYYY-MM-DD',
    ],
    [
      'windows.0.exceptions.0.frames.0.to',
      'noon',
      'windows.0.exceptions.0.frames.0.to: "noon" is not a time of day: HH:mm from 00:00 to 24:00',
    ],
    [
      'designations.0.id',
      'Lost Cat',
      'designations.0.id: "Lost Cat" is not an id: 1 to 40 of a-z, 0-9 and -, not beginning with -',
    ],
    [
      'units.0.responders.0.id',
      '../ann',
      'units.0.responders.0.id: "../ann" is not an id: 1 to 40 of a-z, 0-9 and -, not beginning with -',
    ],
    ['categories.0.kind', 'joke', 'categories.0.kind: "joke" is none of these'],
    ['categories.0.urgency', 'high', 'categories.0.urgency: "high" is none of these'],
    [
      'categories.1.question.answers',
      [smallTable.categories[1].question.answers[0]],
      'categories.1.question.answers: a question needs 2 to 8 answers, not 1',
    ],
    [
      'calendar',
      [{ date: '2026-02-30', kind: 'holiday', name: words }],
      'calendar.0.date: "2026-02-30" is not a date of the calendar: YYYY-MM-DD',
    ],
    [
      'areas',
      [{ id: 'a', name: words, key: null, prefixes: ['05x'] }],
      'areas.0.prefixes.0: "05x" is not a row of digits',
    ],
    ['routes.0.area', 'nowhere', 'routes.0.area: there is no area "nowhere"'],
    ['routes.0.team', 'night', 'routes.0.team: there is no team of the unit "night"'],
    [
      'units.0.teams',
      [{ id: 'night', name: words, members: ['zoe'] }],
      'units.0.teams.0.members.0: there is no responder of the unit "zoe"',
    ],
    ['numbers.0.forward', 'fire', 'numbers.0.forward: there is no emergency "fire"'],
    ['numbers.0.window', 'never', 'numbers.0.window: there is no window "never"'],
    [
      'numbers.0',
      { ...smallTable.numbers[0], category: 'water', forward: 'police' },
      'numbers.0.forward: a number leads elsewhere or to a category, not to both',
    ],
    ['categories.0.asksArea', true, 'categories.0.asksArea: no area has a key: nobody could answer'],
    [
      'categories.1.asksArea',
      true,
      'categories.1.asksArea: a category asks one thing: where it is, or its own question',
    ],
    [
      'areas',
      many(2, (index) => ({ id: `a${index}`, name: words, key: '1', prefixes: [] })),
      'areas.1.key: the key "1" is there twice',
    ],
    [
      'areas',
      [{ id: 'a', name: words, key: '0', prefixes: [] }],
      'areas.0.key: "0" is not a key for a place: 0 and * mean something else',
    ],
    [
      'areas',
      many(9, (index) => ({ id: `a${index}`, name: words, key: String(index + 1), prefixes: [] })),
      'areas: 9 places with a key are too many to listen to: at most 8',
    ],
    [
      'areas',
      [{ id: 'a', name: words, key: null, prefixes: ['0576', '0576862'] }],
      'areas.0.prefixes.1: "0576862" lies within "0576" of the same area: it says nothing more',
    ],
    [
      'areas',
      many(2, (index) => ({ id: `a${index}`, name: words, key: null, prefixes: ['0576'] })),
      'areas.1.prefixes.0: the beginning "0576" is there twice',
    ],
    [
      'units.0.teams',
      [{ id: 'night', name: words, members: [] }],
      'units.0.teams.0.members: the team "night" has no members: nobody would be rung',
    ],
    [
      'units.0.teams',
      [{ id: 'night', name: words, members: ['ann', 'ann'] }],
      'units.0.teams.0.members.1: the member "ann" is there twice',
    ],
    [
      'units.0.teams',
      [{ id: 'shops', name: words, members: ['ann'] }],
      'units.0.teams.0.id: the id "shops" is there twice',
    ],
    ['routes.0.reinforcements', ['x'], 'routes.0.reinforcements.0: there is no unit "x"'],
    [
      'routes.0.reinforcements',
      ['shops'],
      `routes.0.reinforcements.0: "shops" is the route's own unit: it can't be called in besides`,
    ],
    [
      'routes.0.reinforcements',
      ['works', 'works'],
      'routes.0.reinforcements.1: the further unit "works" is there twice',
    ],
    [
      'goldenCalls',
      [golden({ dialled: '95002' })],
      'goldenCalls.0.dialled: there is no number "95002" (did you mean "95001"?)',
    ],
    [
      'goldenCalls',
      [golden({ keys: '1a' })],
      'goldenCalls.0.keys: "1a" is not a row of keys of a telephone: 0-9, * and #',
    ],
    [
      'goldenCalls',
      [golden({ at: '2026-10-01 02:10' })],
      'goldenCalls.0.at: "2026-10-01 02:10" is not a local time: YYYY-MM-DDTHH:mm',
    ],
    [
      'goldenCalls',
      [golden({ at: '2026-02-30T02:10' })],
      'goldenCalls.0.at: "2026-02-30" is not a date of the calendar: YYYY-MM-DD',
    ],
    [
      'goldenCalls',
      [golden({ expect: { unit: 'x', rings: ['1'] } })],
      'goldenCalls.0.expect.unit: there is no unit "x"',
    ],
    ['notices', [{ id: 'storm', text: { 'zh-CN': '台风' } }], 'notices.0.text: the words in en are missing'],
  ])('%s = %j', (path, value, fault) => {
    expect(faultsOf(tableWith(path, value))).toContain(fault)
  })

  it('names a language that is none, and a table without languages, numbers or units', () => {
    expect(faultsOf(tableWith('languages.2', '../x'))).toContain(
      'languages.2: "../x" is not a language tag such as zh-CN or en',
    )
    expect(faultsOf(tableWith('languages', []))).toContain('languages: at least one language is needed')
    expect(faultsOf(tableWith('numbers', []))).toContain('numbers: at least one number is needed: nobody could call')
    expect(faultsOf(tableWith('units', []))).toContain('units: at least one unit is needed')
  })

  it('lets nobody listen to more than 8 kinds', () => {
    const entries = many(9, (index) => ({ key: String((index % 8) + 1), category: 'water' }))
    expect(faultsOf(tableWith('menus.0.entries', entries))).toContain(
      'menus.0.entries: 9 kinds are too many to listen to: at most 8',
    )
    const inner = many(9, (index) => ({ key: String((index % 8) + 1), category: 'gas' }))
    expect(faultsOf(tableWith('menus.0.entries.1.entries', inner))).toContain(
      'menus.0.entries.1.entries: 9 kinds are too many to listen to: at most 8',
    )
  })

  it('asks for a route where only a number leads to the category', () => {
    const table = tableWith('menus.0.entries', [{ key: '1', category: 'water' }])
    expect(faultsOf({ ...table, routes: table.routes.filter(({ category }) => category !== 'gas') })).toEqual([
      'numbers.1: "gas" can be chosen, but has no route without a window and an area: at some times or places nobody answers',
    ])
  })

  it('says every fault in Chinese, too, with nothing left open', () => {
    const faults = validateRoutingTable(tableWith('centre', { ...smallTable.centre, ringSeconds: 1, dutyOfficers: [] }))
    expect(faults.map((fault) => sayFault(fault, 'zh-CN'))).toEqual([
      '1应为5至120之间的整数（秒）',
      '必须有一名带语音电话的值班员：无人接听的来电最后转到那里',
    ])
    const near = validateRoutingTable(tableWith('routes.0.unit', 'work'))
    expect(near.map((fault) => sayFault(fault, 'zh-CN'))).toEqual(['没有单位"work"（是否想写"works"？）'])
  })

  it('says all of it at once, and what would be right', () => {
    const table = tableWith('routes.0.unit', 'x')
    const broken: RoutingTable = { ...table, centre: { ...table.centre, dutyOfficers: [], ringSeconds: 1 } }
    const faults = validateRoutingTable(broken)
    expect(faults.map(({ path }) => path.join('.'))).toEqual([
      'routes.0.unit',
      'centre.ringSeconds',
      'centre.dutyOfficers',
    ])
    expect(faults[0]?.allowed).toEqual(['works', 'shops'])
  })
})

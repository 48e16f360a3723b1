import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { demoTableFile } from '../../../src/adapters/table-file/demo-table.ts'
import { readRoutingTable } from '../../../src/adapters/table-file/read-routing-table.ts'
import { formatTableFaults } from '../../../src/adapters/table-file/table-file-fault.ts'
import { onePhone, phonesFor } from '../../../src/domain/routing/phones-of.ts'

/** Another city: three languages of its own, other numbers, keys, hours and units. */
const harbour = `
languages: [en]
numbers:
  - { number: 0571311, line: city }
  - { number: 3118, line: city, category: lights }
lines:
  - id: city
    name: { en: Harbour City }
    greeting: { en: "Harbour City: good day." }
    window: office
    menu: all
    callerId: 0571311
windows:
  - id: office
    frames:
      - { days: 1-5, from: 08:30, to: 24:00 }
      - { days: [6, 7], from: 22:00, to: 02:00 }
    exceptions:
      - { date: 2027-12-24, frames: [{ from: 09:00, to: 12:00 }] }
      - { date: 2027-12-25 }
    closedTo: police
menus:
  - id: all
    dangers: [{ key: 7, emergency: police }]
    entries:
      - { key: 3, category: lights }
      - { key: 4, group: wet, name: { en: water }, entries: [{ key: 5, category: flood }] }
categories:
  - { id: lights, name: { en: no }, kind: complaint, statement: false }
  - id: flood
    name: { en: Flooding }
    urgency: critical
    question:
      text: { en: Indoors or outdoors? }
      answers:
        - { id: indoors, key: 1, name: { en: Indoors } }
        - { id: outdoors, key: 2, name: { en: Outdoors }, unit: electric }
units:
  - id: electric
    name: { en: Electric Company }
    level: 3
    promises: { acceptMinutes: 5, arriveMinutes: 90, completeMinutes: 600, feedbackMinutes: 60 }
    exceptions: [{ urgency: critical, arriveMinutes: 20 }]
    responders:
      - { id: el, name: { en: El }, voice: 0571400 }
  - id: canal
    name: { en: Canal Board }
    level: 1
    promises: { acceptMinutes: 9 }
    responders:
      - { id: cy, name: { en: Cy }, phone: 0571500 }
      - { id: di, name: { en: Di }, sms: 0571501 }
defaults:
  ringSeconds: 22
  strategy: longestIdle
  promises:
    1: { acceptMinutes: 1, arriveMinutes: 15, completeMinutes: 100, feedbackMinutes: 50 }
routes:
  - { category: lights, unit: electric, strategy: allAtOnce, ringSeconds: 40, fallbacks: [canal] }
  - { category: flood, unit: canal }
emergencies:
  - { id: police, number: 112, name: { en: the police } }
centre:
  name: { en: Town hall }
  dutyOfficers: [{ id: desk, name: { en: The desk }, phone: 0571600 }]
timings: { decideSeconds: 30, confirmBy: 10:15 }
`

const read = (text: string) => readRoutingTable(text, 'city.yaml')
const complain = (text: string) => {
  const reading = read(text)
  return reading.ok ? [] : formatTableFaults(reading.faults).split('\n')
}
/** The harbour's table with other words in it; each must be there. */
const harbourWith = (...changes: [string, string][]) =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${from} is not in the table`)
    return text.replaceAll(from, to)
  }, harbour)

describe('readRoutingTable', () => {
  it('reads a table with other numbers, units, keys and hours, and fills what it leaves out', () => {
    const reading = read(harbour)
    if (!reading.ok) throw new Error(formatTableFaults(reading.faults))
    const { table } = reading
    expect(table.numbers).toEqual([
      { number: '0571311', line: 'city', category: null, forward: null, language: null, window: null },
      { number: '3118', line: 'city', category: 'lights', forward: null, language: null, window: null },
    ])
    expect(table.lines[0]).toMatchObject({ language: 'en', origin: 'citizen', callerId: '0571311' })
    expect(table.windows[0]).toEqual({
      id: 'office',
      name: null,
      frames: [
        { days: [1, 2, 3, 4, 5], from: '08:30', to: '24:00' },
        { days: [6, 7], from: '22:00', to: '02:00' },
      ],
      exceptions: [
        { date: '2027-12-24', frames: [{ from: '09:00', to: '12:00' }], closedTo: null },
        { date: '2027-12-25', frames: [], closedTo: null },
      ],
      closedTo: 'police',
    })
    expect(table.menus[0]).toMatchObject({ officerKey: '0', repeatKey: '*', backKey: '#' })
    expect(table.categories[0]).toEqual({
      id: 'lights',
      name: { en: 'no' },
      kind: 'complaint',
      urgency: 'normal',
      question: null,
      statement: false,
      asksArea: false,
    })
    expect(table.categories[1]?.question?.answers[0]).toEqual({
      id: 'indoors',
      key: '1',
      name: { en: 'Indoors' },
      unit: null,
    })
    expect(table.units[1]).toEqual({
      id: 'canal',
      name: { en: 'Canal Board' },
      level: 1,
      promises: { acceptMinutes: 9, arriveMinutes: 15, completeMinutes: 100, feedbackMinutes: 50 },
      exceptions: [],
      teams: [],
      responders: [
        { id: 'cy', name: { en: 'Cy' }, phones: onePhone('0571500') },
        { id: 'di', name: { en: 'Di' }, phones: phonesFor(null, '0571501') },
      ],
      head: null,
    })
    expect(table.units[0]?.exceptions).toEqual([{ category: null, urgency: 'critical', arriveMinutes: 20 }])
    expect(table.routes).toEqual([
      {
        category: 'lights',
        area: null,
        window: null,
        unit: 'electric',
        team: null,
        strategy: 'allAtOnce',
        ringSeconds: 40,
        fallbacks: ['canal'],
        reinforcements: [],
      },
      {
        category: 'flood',
        area: null,
        window: null,
        unit: 'canal',
        team: null,
        strategy: 'longestIdle',
        ringSeconds: 22,
        fallbacks: [],
        reinforcements: [],
      },
    ])
    expect(table.centre).toMatchObject({ ringSeconds: 22, supervision: null, leadingGroup: null })
    expect(table.designations).toEqual([])
    expect(table.timings).toMatchObject({ decideSeconds: 30, confirmBy: '10:15', noKeySeconds: 4, wrongKeys: 3 })
  })

  it('tells the faults of the shape and of the rules together, each with its place', () => {
    const faults = complain(
      harbourWith(
        ['menu: all', 'menu: every'],
        ['days: 1-5', 'days: 1-9'],
        ['from: 08:30', 'from: 8:30'],
        ['urgency: critical\n', 'urgency: high\n'],
        ['arriveMinutes: 90', 'arriveMinutes: soon'],
        ['name: { en: Canal Board }', 'nam: { en: Canal Board }'],
        ['voice: 0571400', 'voice: ask her'],
        ['phone: 0571500', 'phone: 12'],
        ['decideSeconds: 30', 'decideSeconds: 0'],
      ),
    )
    expect(faults).toEqual([
      'city.yaml:11:11 lines[0].menu: there is no menu "every"; allowed: all',
      'city.yaml:16:17 windows[0].frames[0].days: "1-9" is not a day of the week, 1 (Monday) to 7 (Sunday), nor days as 1-5 or [6, 7], nor workdays or daysOff',
      'city.yaml:16:28 windows[0].frames[0].from: "8:30" is not a time of day: HH:mm from 00:00 to 23:59',
      'city.yaml:32:14 categories[1].urgency: "high" is none of normal, urgent, critical',
      'city.yaml:42:50 units[0].promises.arriveMinutes: "soon" is not a whole number',
      'city.yaml:45:44 units[0].responders[0].voice: "ask her" is not a telephone number: 3 to 15 digits, nothing else',
      'city.yaml:46:5 units[1].name: is missing',
      'city.yaml:47:5 units[1].nam: is not a field here (did you mean "name"?); allowed: id, name, level, promises, exceptions, responders, teams, head',
      'city.yaml:51:44 units[1].responders[0].phone: "12" is not a telephone number: 3 to 15 digits, nothing else',
      'city.yaml:66:27 timings.decideSeconds: 0 must be a whole number of seconds from 5 to 120',
    ])
  })

  it('gives each fault as data', () => {
    const reading = read(harbourWith(['number: 112', 'number: 1x2']))
    expect(reading).toEqual({
      ok: false,
      faults: [
        {
          file: 'city.yaml',
          line: 62,
          column: 27,
          path: 'emergencies[0].number',
          value: '1x2',
          code: 'notAPhone',
          values: { number: '"1x2"' },
        },
      ],
    })
  })

  it('blames the defaults, once, for what comes from them', () => {
    const demo = readFileSync(demoTableFile, 'utf8')
    expect(complain(demo.replace('acceptMinutes: 3,', 'acceptMinutes: 31,'))).toEqual([
      expect.stringMatching(/^city\.yaml:\d+:8 defaults\.promises\.1: accepting \(31 min\) may not take longer/),
    ])
  })

  it.each<[string, [string, string], RegExp]>([
    [
      'promises that nothing gives',
      ['level: 1\n', 'level: 2\n'],
      /^city\.yaml:49:15 units\[1\]\.promises: arriveMinutes, completeMinutes, feedbackMinutes missing, also in defaults\.promises for level 2$/,
    ],
    [
      'a phone beside a voice',
      ['voice: 0571400', 'voice: 0571400, phone: 0571401'],
      /responders\[0\]\.phone: stands for voice and sms/,
    ],
    [
      'an entry that is neither',
      ['key: 3, category: lights', 'key: 3'],
      /menus\[0\]\.entries\[0\]: is either a choice/,
    ],
    [
      'an entry that is both',
      ['key: 3, category: lights', 'key: 3, category: lights, group: x'],
      /menus\[0\]\.entries\[0\]: is either a choice/,
    ],
    [
      'a text where words belong',
      ['name: { en: Flooding }', 'name: Flooding'],
      /categories\[1\]\.name: must be a map \(name: …\)$/,
    ],
    [
      'a map where a list belongs',
      ['answers:\n        - { id: indoors, key: 1, name: { en: Indoors } }\n        - {', 'answers:\n          {'],
      /answers: must be a list \(- …\)$/,
    ],
    ['a list where a text belongs', ['menu: all', 'menu: [all]'], /lines\[0\]\.menu: must be a text$/],
    ['nothing where a text belongs', ['menu: all', 'menu:'], /lines\[0\]\.menu: is missing$/],
    ['a truth that is none', ['statement: false', 'statement: no'], /"no" is none of true, false$/],
    ['a level that is none', ['    1: { acc', '    one: { acc'], /defaults\.promises\.one: is not a level/],
    ['an alias', ['menu: all', 'menu: *all'], /this is not YAML: |aliases/],
    ['a key that YAML eats', ['key: 3,', 'key: *,'], /the key \* must be quoted/],
    [
      'the same field twice',
      ['menu: all', 'menu: all\n    menu: all'],
      /:12:5 this is not YAML: Map keys must be unique/,
    ],
    ['what is no YAML', ['numbers:', 'numbers: ]'], /^city\.yaml:3:10 this is not YAML/],
  ])('refuses %s', (_, change, fault) => {
    expect(complain(harbourWith(change)).join('\n')).toMatch(new RegExp(fault.source, 'm'))
  })

  it.each([
    ['nothing', '', 'city.yaml:1:1 is missing'],
    ['a text', 'hello', 'city.yaml:1:1 must be a map of fields (name: …)'],
    ['two documents', `${harbour}---\n${harbour}`, 'this is not YAML: Source contains multiple documents'],
    ['too much', ' '.repeat(400_001), "the file has 400001 characters: more than 400000 can't be a routing table"],
    ['a pit', '['.repeat(200_000), 'lists and maps are nested more than 50 deep'],
    ['a ladder', '- '.repeat(100_000), 'lists and maps are nested more than 50 deep'],
    ['names of the language itself', '{ __proto__: 1, constructor: 2 }', 'constructor: is not a field here'],
  ])('refuses a file with %s', (_, text, fault) => {
    expect(complain(text).join('\n')).toContain(fault)
  })

  it('does not guess about rules where ids are missing', () => {
    expect(complain(harbourWith(['id: canal', 'idd: canal'], ['menu: all', 'menu: every']))).toEqual([
      'city.yaml:46:5 units[1].id: is missing',
      'city.yaml:46:5 units[1].idd: is not a field here (did you mean "id"?); allowed: id, name, level, promises, exceptions, responders, teams, head',
    ])
  })
})

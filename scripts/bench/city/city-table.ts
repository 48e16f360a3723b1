import { onePhone } from '../../../src/domain/routing/phones-of.ts'
import type { Route, RoutingTable, Unit, Words } from '../../../src/domain/routing/routing-table.ts'
import { laddersBy } from '../../../src/domain/routing/usual-ladders.ts'
import { usualReturnReasons } from '../../../src/domain/routing/usual-return-reasons.ts'

/** How big the city is. */
export type CitySize = {
  readonly units: number
  readonly categories: number
  readonly areas: number
  readonly rosters: number
}
export const bigCity: CitySize = { units: 50, categories: 20, areas: 16, rosters: 30 }

const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en })
export const unitId = (index: number): string => `unit-${index}`
export const personId = (unit: number, person: number): string => `unit-${unit}-p${person}`
export const peoplePerUnit = 6
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)
const week = [1, 2, 3, 4, 5, 6, 7]

/**
 * A city's routing table that keeps all rules: three lines, one of them never closed; each category has for each area a unit by
 * day, another at all hours, and a last one for callers whose place nobody knows; holidays, exceptions, fall-backs.
 */
export function cityTable(size: CitySize): RoutingTable {
  const categories = upTo(size.categories).map((index) => `kind-${index}`)
  return {
    languages: ['zh-CN', 'en'],
    calendar: [
      ...[
        '01-01',
        '02-05',
        '02-06',
        '02-07',
        '02-08',
        '02-09',
        '04-05',
        '05-01',
        '06-09',
        '09-15',
        '10-01',
        '10-04',
        '10-05',
        '10-06',
        '10-07',
      ].map((day) => ({ date: `2027-${day}`, kind: 'holiday' as const, name: words('节假日', 'holiday') })),
      ...['02-20', '09-26', '10-09'].map((day) => ({
        date: `2027-${day}`,
        kind: 'workday' as const,
        name: words('调休', 'worked'),
      })),
    ],
    areas: upTo(size.areas).map((index) => ({
      id: `area-${index}`,
      name: words(`街道${index}`, `street ${index}`),
      key: null,
      prefixes: [`0576${String(index).padStart(2, '0')}`],
    })),
    numbers: ['hotline', 'old', 'from110'].map((line, index) => ({
      number: `1234${index}`,
      line,
      category: null,
      forward: null,
      language: null,
      window: null,
    })),
    lines: (['hotline', 'old', 'from110'] as const).map((id) => ({
      id,
      name: words('热线', 'hotline'),
      greeting: null,
      language: 'zh-CN',
      window: id === 'from110' ? 'always' : id === 'old' ? 'office' : 'long',
      menu: 'menu',
      origin: id === 'from110' ? 'from110' : 'citizen',
      callerId: '12340',
    })),
    windows: [
      { id: 'always', frames: [{ days: week, from: '00:00', to: '24:00' }], exceptions: [], closedTo: '110' },
      { id: 'long', frames: [{ days: week, from: '06:30', to: '00:30' }], exceptions: [], closedTo: '110' },
      {
        id: 'office',
        frames: [
          { days: 'workdays', from: '08:00', to: '12:00' },
          { days: 'workdays', from: '13:30', to: '17:30' },
        ],
        exceptions: ['2026-12-31', '2027-02-04', '2027-09-30'].map((date) => ({
          date,
          frames: [{ from: '08:00', to: '12:00' }],
          closedTo: null,
        })),
        closedTo: '110',
      },
    ],
    menus: [{ id: 'menu', dangers: [{ key: '9', emergency: '110' }], ...menuOf(categories) }],
    categories: categories.map((id, index) => ({
      id,
      name: words(`类别${index}`, `kind ${index}`),
      kind: 'help',
      urgency: 'urgent',
      question:
        index % 5 === 0
          ? {
              text: words('哪一种？', 'Which?'),
              answers: [1, 2].map((key) => ({
                id: `${id}-${key}`,
                key: String(key),
                name: words(`第${key}种`, `sort ${key}`),
                unit: key === 2 ? unitId((index + 7) % size.units) : null,
              })),
            }
          : null,
      statement: true,
      asksArea: false,
    })),
    units: upTo(size.units).map(unitOf),
    routes: categories.flatMap((category, index) => routesOf(category, index, size)),
    emergencies: [{ id: '110', number: '110', name: words('公安', 'police'), ringSeconds: 30 }],
    centre: {
      name: words('中心', 'centre'),
      dutyOfficers: upTo(4).map((index) => ({
        id: `duty-${index}`,
        name: words(`值班员${index}`, `officer ${index}`),
        phones: onePhone(`1390000000${index}`),
      })),
      ringSeconds: 15,
      supervision: null,
      leadingGroup: null,
    },
    designations: [],
    returnReasons: usualReturnReasons(['zh-CN', 'en']),
    ladders: laddersBy(() => []),
    notices: [],
    goldenCalls: [],
    serviceTime: [],
    seriousKinds: [],
    supervisionClasses: [],
    timings: {
      noKeySeconds: 8,
      wrongKeys: 3,
      statementMaxSeconds: 60,
      statementSilenceSeconds: 4,
      decideSeconds: 25,
      interDigitSeconds: 5,
      abandonedAfterSeconds: 3,
      conversationMaxMinutes: 60,
      answerSeconds: 15,
      dispatchMinutes: 1,
      situationMinutes: 10,
      reviewMinutes: 720,
      feedbackAgainMinutes: 240,
      rulingMinutes: 30,
      callBackMinutes: 30,
      confirmBy: '09:00',
      phoneTestDays: null,
    },
  }
}

/** Six keys of their own, the rest in two groups. */
function menuOf(categories: readonly string[]) {
  const half = Math.ceil((categories.length - 6) / 2)
  const group = (key: string, from: number, to: number) => ({
    key,
    group: `group-${key}`,
    name: words(`其他${key}`, `more ${key}`),
    entries: categories.slice(from, to).map((category, index) => ({ key: String(index + 1), category })),
  })
  return {
    entries: [
      ...categories.slice(0, 6).map((category, index) => ({ key: String(index + 1), category })),
      group('7', 6, 6 + half),
      group('8', 6 + half, categories.length),
    ],
    officerKey: '0',
    repeatKey: '*',
    backKey: '#',
  }
}

function unitOf(index: number): Unit {
  const people = upTo(peoplePerUnit).map((place) => ({
    id: personId(index, place),
    name: words(`队员${index}-${place}`, `responder ${index}-${place}`),
    phones: onePhone(`138${String(index).padStart(4, '0')}${String(place).padStart(4, '0')}`),
  }))
  return {
    id: unitId(index),
    name: words(`单位${index}`, `unit ${index}`),
    level: 1 + (index % 2),
    promises: { acceptMinutes: 3, arriveMinutes: 30, completeMinutes: 1440, feedbackMinutes: 720 },
    exceptions: [],
    responders: people,
    teams: [],
    head: null,
  }
}

function routesOf(category: string, index: number, { areas, units }: CitySize): readonly Route[] {
  const route = (unit: number, area: number | null, window: string | null, fallbacks: readonly number[]): Route => ({
    category,
    area: area === null ? null : `area-${area}`,
    window,
    unit: unitId(unit % units),
    team: null,
    strategy: 'inOrder',
    ringSeconds: 15,
    fallbacks: fallbacks.map((other) => unitId(other % units)),
    reinforcements: [],
  })
  return [
    ...upTo(areas).flatMap((area) => [
      route(index * 3 + area, area, 'office', [index * 3 + area + 1]),
      route(index * 3 + area + 2, area, null, area % 4 === 0 ? [] : [index * 3 + area + 5]),
    ]),
    route(index * 3, null, null, [index * 3 + 1]),
  ]
}

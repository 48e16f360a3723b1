import { phonesFor } from '../../src/domain/routing/phones-of.ts'
import type { Category, Responder, RoutingTable, Strategy, Unit } from '../../src/domain/routing/routing-table.ts'
import { laddersBy } from '../../src/domain/routing/usual-ladders.ts'
import { usualReturnReasons } from '../../src/domain/routing/usual-return-reasons.ts'
import { usualSupervisionClasses } from '../../src/domain/routing/usual-serious.ts'

/**
 * A small town of its own for each scenario: numbers and telephones that no other scenario has, so that scenarios can
 * run side by side. Times are short, but long enough for real calls.
 */
export type Town = {
  readonly table: RoutingTable
  /** Numbers that can be dialled: the hotline, an old number straight to `water`, one to `gas`, 110's own, one that leads nowhere. */
  readonly hotline: string
  readonly oldWater: string
  readonly oldGas: string
  readonly from110: string
  readonly police: string
  readonly officer: string
  readonly secondOfficer: string
  /** Telephones of the units, in ringing order. */
  readonly water: readonly [string, string]
  /** All telephones of `water` that are in use. */
  readonly team: readonly string[]
  readonly gas: readonly [string]
  readonly works: readonly [string]
}

export type TownOptions = {
  readonly strategy?: Strategy
  readonly fallbacks?: readonly string[]
  readonly officers?: 1 | 2
  /** Telephones of the unit `water`. */
  readonly team?: number
  /** How long each telephone rings, in seconds. */
  readonly ringSeconds?: number
  readonly timings?: Partial<RoutingTable['timings']>
  /** Nothing is escalated but by these: scenarios side by side take their time. */
  readonly ladders?: Partial<RoutingTable['ladders']>
}

const language = 'x-tone'
const words = (text: string) => ({ [language]: text })
const person = (id: string, voice: string): Responder => ({ id, name: words(id), phones: phonesFor(voice, null) })
const minute = 60

const unit = (id: string, level: number, phones: readonly string[]): Unit => ({
  id,
  name: words(id),
  level,
  promises: {
    acceptMinutes: level === 1 ? 3 : 10,
    arriveMinutes: level === 1 ? 30 : 60,
    completeMinutes: 24 * minute,
    feedbackMinutes: 12 * minute,
  },
  exceptions: [],
  responders: phones.map((phone, index) => person(`${id}-${index + 1}`, phone)),
  teams: [],
  head: null,
})

const category = (id: string, about: Partial<Category>): Category => ({
  id,
  name: words(id),
  kind: 'help',
  urgency: 'normal',
  question: null,
  statement: true,
  asksArea: false,
  ...about,
})

/**
 * Keys: `1` water (unit water, then its fall-backs), `3` gas (asks: `1` pipeline, `2` bottle, which is works' affair), `4`
 * advice (works, no statement, nobody drives out), `8` a second level with `1` works; `9` danger to life, 110; `0` duty
 * officer, `*` again, `#` back.
 * @param no 1 to 999, a scenario's own.
 */
export function town(no: number, options: TownOptions = {}): Town {
  const own = String(no).padStart(3, '0')
  const phone = (unitNo: string, place: number): string => `138${own}00${unitNo}${place}`
  const hotline = `12${own}`
  const police = `91${own}`
  const oldWater = `8601${own}1`
  const oldGas = `8601${own}2`
  const from110 = `8601${own}3`
  const water = [phone('01', 1), phone('01', 2)] as const
  const gas = [phone('02', 1)] as const
  const works = [phone('03', 1)] as const
  const [officer, secondOfficer] = [phone('09', 1), phone('09', 2)]
  const { strategy = 'inOrder', fallbacks = [], officers = 1, team: size = 1, ringSeconds = 6 } = options
  const team = Array.from({ length: size }, (_, index) => phone('01', index + 1))
  const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }

  const table: RoutingTable = {
    languages: [language],
    calendar: [],
    areas: [],
    numbers: [
      { number: hotline, line: 'hotline', category: null, forward: null, language: null, window: null },
      { number: oldWater, line: 'hotline', category: 'water', forward: null, language: null, window: null },
      { number: oldGas, line: 'hotline', category: 'gas', forward: null, language: null, window: null },
      { number: from110, line: 'from110', category: null, forward: null, language: null, window: null },
    ],
    lines: [
      {
        id: 'hotline',
        name: words('hotline'),
        greeting: null,
        language,
        window: 'day',
        menu: 'main',
        origin: 'citizen',
        callerId: hotline,
      },
      {
        id: 'from110',
        name: words('from110'),
        greeting: null,
        language,
        window: 'always',
        menu: 'main',
        origin: 'from110',
        callerId: hotline,
      },
    ],
    windows: [
      { id: 'day', frames: [{ ...always, from: '07:00', to: '23:00' }], exceptions: [], closedTo: '110' },
      { id: 'always', frames: [always], exceptions: [], closedTo: '110' },
    ],
    menus: [
      {
        id: 'main',
        dangers: [{ key: '9', emergency: '110' }],
        entries: [
          { key: '1', category: 'water' },
          { key: '3', category: 'gas' },
          { key: '4', category: 'advice' },
          { key: '8', group: 'more', name: words('more'), entries: [{ key: '1', category: 'works' }] },
        ],
        officerKey: '0',
        repeatKey: '*',
        backKey: '#',
      },
    ],
    categories: [
      category('water', { urgency: 'urgent' }),
      category('gas', {
        urgency: 'critical',
        question: {
          text: words('gas'),
          answers: [
            { id: 'pipeline', key: '1', name: words('pipeline'), unit: null },
            { id: 'bottle', key: '2', name: words('bottle'), unit: 'works' },
          ],
        },
      }),
      category('advice', { kind: 'consultation', statement: false, asksArea: false }),
      category('works', {}),
    ],
    units: [unit('water', 1, team), unit('gas', 1, gas), unit('works', 2, works)],
    routes: [
      {
        category: 'water',
        area: null,
        window: null,
        unit: 'water',
        team: null,
        strategy,
        ringSeconds,
        fallbacks,
        reinforcements: [],
      },
      {
        category: 'gas',
        area: null,
        window: null,
        unit: 'gas',
        team: null,
        strategy: 'inOrder',
        ringSeconds,
        fallbacks: [],
        reinforcements: [],
      },
      {
        category: 'advice',
        area: null,
        window: null,
        unit: 'works',
        team: null,
        strategy: 'inOrder',
        ringSeconds,
        fallbacks: [],
        reinforcements: [],
      },
      {
        category: 'works',
        area: null,
        window: null,
        unit: 'works',
        team: null,
        strategy: 'inOrder',
        ringSeconds,
        fallbacks: [],
        reinforcements: [],
      },
    ],
    emergencies: [{ id: '110', number: police, name: words('110'), ringSeconds }],
    centre: {
      name: words('centre'),
      dutyOfficers: [person('duty-1', officer), person('duty-2', secondOfficer)].slice(0, officers),
      ringSeconds,
      supervision: null,
      leadingGroup: null,
    },
    designations: [],
    returnReasons: usualReturnReasons([language]),
    ladders: { ...laddersBy(() => []), ...options.ladders },
    notices: [],
    goldenCalls: [],
    serviceTime: [],
    seriousKinds: [],
    supervisionClasses: usualSupervisionClasses,
    timings: {
      noKeySeconds: 4,
      wrongKeys: 3,
      statementMaxSeconds: 15,
      statementSilenceSeconds: 3,
      decideSeconds: 15,
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
      ...options.timings,
    },
  }
  return { table, hotline, oldWater, oldGas, from110, police, officer, secondOfficer, water, team, gas, works }
}

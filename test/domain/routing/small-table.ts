import { onePhone } from '../../../src/domain/routing/phones-of.ts'
import type { Responder, RoutingTable, Unit } from '../../../src/domain/routing/routing-table.ts'
import { usualLadders } from '../../../src/domain/routing/usual-ladders.ts'
import { usualReturnReasons } from '../../../src/domain/routing/usual-return-reasons.ts'
import { usualSeriousKinds, usualSupervisionClasses } from '../../../src/domain/routing/usual-serious.ts'

const words = (name: string) => ({ 'zh-CN': name, en: name })
const person = (id: string, number: string): Responder => ({ id, name: words(id), phones: onePhone(number) })

const unit = (id: string, responders: readonly Responder[]): Unit => ({
  id,
  name: words(id),
  level: 1,
  promises: { acceptMinutes: 3, arriveMinutes: 30, completeMinutes: 1440, feedbackMinutes: 720 },
  exceptions: [],
  responders,
  teams: [],
  head: null,
})

const centre = {
  name: words('centre'),
  dutyOfficers: [person('duty', '13900000009')],
  ringSeconds: 15,
  supervision: person('boss', '13900000008'),
  leadingGroup: null,
} as const

/** A table that may be published, with something of everything, small enough to read. */
export const smallTable = {
  languages: ['zh-CN', 'en'],
  calendar: [],
  areas: [],
  numbers: [
    { number: '95001', line: 'main', category: null, forward: null, language: null, window: null },
    { number: '6123456', line: 'main', category: 'gas', forward: null, language: 'en', window: null },
  ],
  lines: [
    {
      id: 'main',
      name: words('line'),
      greeting: words('welcome'),
      language: 'zh-CN',
      window: 'hours',
      menu: 'menu',
      origin: 'citizen',
      callerId: '95001',
    },
  ],
  windows: [
    {
      id: 'hours',
      name: null,
      frames: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
      exceptions: [{ date: '2028-02-29', frames: [{ from: '10:00', to: '24:00' }], closedTo: null }],
      closedTo: 'police',
    },
  ],
  menus: [
    {
      id: 'menu',
      dangers: [{ key: '9', emergency: 'police' }],
      entries: [
        { key: '1', category: 'water' },
        { key: '2', group: 'more', name: words('more'), entries: [{ key: '1', category: 'gas' }] },
      ],
      officerKey: '0',
      repeatKey: '*',
      backKey: '#',
    },
  ],
  categories: [
    {
      id: 'water',
      name: words('water'),
      kind: 'help',
      urgency: 'urgent',
      question: null,
      statement: true,
      asksArea: false,
    },
    {
      id: 'gas',
      name: words('gas'),
      kind: 'help',
      urgency: 'urgent',
      question: {
        text: words('which'),
        answers: [
          { id: 'pipe', key: '1', name: words('pipe'), unit: null },
          { id: 'bottle', key: '2', name: words('bottle'), unit: 'shops' },
        ],
      },
      statement: false,
      asksArea: false,
    },
  ],
  units: [
    {
      ...unit('works', [person('ann', '13900000001'), person('bob', '13900000002')]),
      exceptions: [{ category: 'gas', urgency: null, arriveMinutes: 15 }],
      head: person('eve', '13900000003'),
    },
    unit('shops', [person('dan', '13900000004')]),
  ],
  routes: [
    {
      category: 'water',
      area: null,
      window: 'hours',
      unit: 'shops',
      team: null,
      strategy: 'allAtOnce',
      ringSeconds: 20,
      fallbacks: ['works'],
      reinforcements: [],
    },
    {
      category: 'water',
      area: null,
      window: null,
      unit: 'works',
      team: null,
      strategy: 'inOrder',
      ringSeconds: 15,
      fallbacks: [],
      reinforcements: [],
    },
    {
      category: 'gas',
      area: null,
      window: null,
      unit: 'works',
      team: null,
      strategy: 'inOrder',
      ringSeconds: 15,
      fallbacks: ['shops'],
      reinforcements: [],
    },
  ],
  emergencies: [{ id: 'police', number: '110', name: words('police'), ringSeconds: 30 }],
  centre,
  designations: [{ id: 'lost-cat', name: words('cat'), unit: 'shops' }],
  returnReasons: usualReturnReasons(['zh-CN', 'en']),
  ladders: usualLadders(centre),
  serviceTime: [],
  seriousKinds: usualSeriousKinds(centre),
  supervisionClasses: usualSupervisionClasses,
  notices: [],
  goldenCalls: [],
  timings: {
    noKeySeconds: 4,
    wrongKeys: 3,
    statementMaxSeconds: 60,
    statementSilenceSeconds: 4,
    decideSeconds: 25,
    interDigitSeconds: 5,
    abandonedAfterSeconds: 3,
    conversationMaxMinutes: 120,
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
} as const satisfies RoutingTable

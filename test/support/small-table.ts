import { phonesFor } from '../../src/domain/routing/phones-of.ts'
import type { Centre, RoutingTable, Unit } from '../../src/domain/routing/routing-table.ts'
import { usualLadders } from '../../src/domain/routing/usual-ladders.ts'
import { usualReturnReasons } from '../../src/domain/routing/usual-return-reasons.ts'
import { usualSeriousKinds, usualSupervisionClasses } from '../../src/domain/routing/usual-serious.ts'

const words = (zh: string, en: string) => ({ 'zh-CN': zh, en })

const unit = (id: string, zh: string, en: string, level: number): Unit => ({
  id,
  name: words(zh, en),
  level,
  promises: {
    acceptMinutes: level === 1 ? 3 : 10,
    arriveMinutes: level === 1 ? 30 : 60,
    completeMinutes: 24 * 60,
    feedbackMinutes: 12 * 60,
  },
  exceptions: [],
  responders: [
    { id: `${id}01`, name: words('张三', 'Zhang San'), phones: phonesFor(`1380000${id}01`, `1380000${id}01`) },
    { id: `${id}02`, name: words('李四', 'Li Si'), phones: phonesFor(`1380000${id}02`, null) },
  ],
  teams: [],
  head: { id: `${id}90`, name: words('负责人', 'Head'), phones: phonesFor(`1380000${id}90`, null) },
})

const centre: Centre = {
  name: words('中心', 'centre'),
  dutyOfficers: [{ id: 'duty', name: words('值班员', 'duty officer'), phones: phonesFor('13800009901', null) }],
  ringSeconds: 30,
  supervision: null,
  leadingGroup: null,
}

/** Two units and one category: as little as the rules of cases and orders need. */
export const smallTable: RoutingTable = {
  languages: ['zh-CN', 'en'],
  calendar: [],
  areas: [],
  numbers: [],
  lines: [],
  windows: [],
  menus: [],
  categories: [
    {
      id: 'water',
      name: words('自来水', 'water'),
      kind: 'help',
      urgency: 'urgent',
      question: null,
      statement: true,
      asksArea: false,
    },
  ],
  units: [unit('05', '自来水厂', 'waterworks', 1), unit('10', '交通局', 'transport bureau', 2)],
  routes: [
    {
      category: 'water',
      area: null,
      window: null,
      unit: '05',
      team: null,
      strategy: 'inOrder',
      ringSeconds: 15,
      fallbacks: [],
      reinforcements: [],
    },
  ],
  emergencies: [{ id: '110', number: '110', name: words('110', '110'), ringSeconds: 30 }],
  centre,
  designations: [
    { id: 'locked-in-child', name: words('孩子被锁', 'locked-in child'), unit: '10' },
    { id: 'cash-machine', name: words('取款机', 'cash machine'), unit: null },
  ],
  returnReasons: usualReturnReasons(['zh-CN', 'en']),
  ladders: usualLadders(centre),
  serviceTime: [],
  seriousKinds: usualSeriousKinds(centre),
  supervisionClasses: usualSupervisionClasses,
  notices: [],
  goldenCalls: [],
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

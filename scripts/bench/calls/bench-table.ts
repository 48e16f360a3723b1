import { onePhone } from '../../../src/domain/routing/phones-of.ts'
import type { RoutingTable, Words } from '../../../src/domain/routing/routing-table.ts'
import { laddersBy } from '../../../src/domain/routing/usual-ladders.ts'
import { usualReturnReasons } from '../../../src/domain/routing/usual-return-reasons.ts'
import { dialledNumber, responderNumber } from './numbers.ts'

/** Tone codes need no speech tools. */
export const benchLanguage = 'x-tone'

const words = (name: string): Words => ({ [benchLanguage]: name })
const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }

/**
 * A table with many lines: each has a number, a menu, and behind its key 1 a category, a unit and one responder of its
 * own. A telephone that is in one of our calls is passed over by the hunt, so every call that is up needs its own.
 */
export function benchTable(lines: number): RoutingTable {
  const all = Array.from({ length: lines }, (_, line) => line)
  return {
    languages: [benchLanguage],
    calendar: [],
    areas: [],
    numbers: all.map((line) => ({
      number: dialledNumber('server', line),
      line: `line${line}`,
      category: null,
      forward: null,
      language: null,
      window: null,
    })),
    lines: all.map((line) => ({
      id: `line${line}`,
      name: words('hotline'),
      greeting: words('welcome'),
      language: benchLanguage,
      window: 'always',
      menu: `menu${line}`,
      origin: 'citizen',
      callerId: '12345',
    })),
    windows: [{ id: 'always', frames: [always], exceptions: [], closedTo: 'police' }],
    menus: all.map((line) => ({
      id: `menu${line}`,
      dangers: [{ key: '9', emergency: 'police' }],
      entries: [{ key: '1', category: `kind${line}` }],
      officerKey: '0',
      repeatKey: '*',
      backKey: '#',
    })),
    categories: all.map((line) => ({
      id: `kind${line}`,
      name: words('kind'),
      kind: 'help',
      urgency: 'urgent',
      question: null,
      statement: false,
      asksArea: false,
    })),
    units: all.map((line) => ({
      id: `unit${line}`,
      name: words('unit'),
      level: 1,
      promises: { acceptMinutes: 3, arriveMinutes: 30, completeMinutes: 1440, feedbackMinutes: 720 },
      exceptions: [],
      responders: [
        {
          id: `responder${line}`,
          name: words('responder'),
          phones: onePhone(responderNumber('server', line)),
        },
      ],
      teams: [],
      head: null,
    })),
    routes: all.map((line) => ({
      category: `kind${line}`,
      area: null,
      window: null,
      unit: `unit${line}`,
      team: null,
      strategy: 'inOrder',
      ringSeconds: 15,
      fallbacks: [],
      reinforcements: [],
    })),
    emergencies: [{ id: 'police', number: '110', name: words('police'), ringSeconds: 30 }],
    centre: {
      name: words('centre'),
      dutyOfficers: [{ id: 'officer', name: words('officer'), phones: onePhone('13800009901') }],
      ringSeconds: 15,
      supervision: null,
      leadingGroup: null,
    },
    designations: [],
    returnReasons: usualReturnReasons([benchLanguage]),
    ladders: laddersBy(() => []),
    notices: [],
    goldenCalls: [],
    serviceTime: [],
    seriousKinds: [],
    supervisionClasses: [],
    timings: {
      noKeySeconds: 10,
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
  }
}

import { readDemoTable } from '../../src/adapters/table-file/demo-table.ts'
import { onePhone } from '../../src/domain/routing/phones-of.ts'
import type { Responder, RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { inTones, toneLanguage } from '../harness/in-tones.ts'

/** Numbers that can be dialled: with a menu, straight to a category, at a centre that is closed. */
export const dialled = { menu: '12345', straight: '12350', closed: '12399' } as const

/** Longest that the table lets a caller be recorded, in seconds: shorter than a silence that would be held against us. */
export const statementSeconds = 4

const words = (text: string) => ({ [toneLanguage]: text })
const officer = (id: string, number: string): Responder => ({ id, name: words(id), phones: onePhone(number) })

/**
 * The demonstration town in tone codes, at a quicker pace: short rings, short waits, so that many calls are in many
 * different states. With something of everything: a category with a question, one without a statement, a unit whose
 * telephones ring together, one that rings the longest idle first, fall-backs, a line that is closed.
 */
export function killsTable(): RoutingTable {
  const table = inTones(readDemoTable())
  const [line, ...others] = table.lines
  if (!line) throw new Error('the demonstration table has no line')
  const number = { line: line.id, category: null, forward: null, language: null, window: null }
  return {
    ...table,
    numbers: [
      { ...number, number: dialled.menu },
      { ...number, number: dialled.straight, category: 'water' },
      { ...number, number: dialled.closed, line: 'closed' },
    ],
    windows: [...table.windows, { id: 'never', frames: [], exceptions: [], closedTo: '110' }],
    lines: [{ ...line, window: 'always' }, { ...line, id: 'closed', window: 'never' }, ...others],
    categories: table.categories.map((category) => {
      if (category.id === 'gas') return { ...category, question: whichGas }
      return category.id === 'power' ? { ...category, statement: false, asksArea: false } : category
    }),
    routes: table.routes.map((route) => ({
      ...route,
      ringSeconds: 4,
      strategy: route.category === 'water' ? 'allAtOnce' : route.category === 'civil' ? 'longestIdle' : 'inOrder',
      fallbacks: route.category === 'health' ? ['11'] : [],
    })),
    emergencies: table.emergencies.map((emergency) => ({ ...emergency, ringSeconds: 4 })),
    centre: {
      ...table.centre,
      ringSeconds: 4,
      dutyOfficers: ['13800009901', '13800009902', '13800009903'].map((voice, index) =>
        officer(`duty-${index + 1}`, voice),
      ),
    },
    timings: {
      ...table.timings,
      noKeySeconds: 2,
      statementMaxSeconds: statementSeconds,
      statementSilenceSeconds: 2,
      decideSeconds: 6,
      interDigitSeconds: 2,
    },
  }
}

const whichGas = {
  text: words('which gas'),
  answers: [
    { id: 'pipeline', key: '1', name: words('pipeline'), unit: null },
    { id: 'bottle', key: '2', name: words('bottle'), unit: '07' },
  ],
}

import { expect, it } from 'vitest'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { seriousByChoice, urgencyByChoice } from '../../../src/domain/routing/serious-by-choice.ts'
import { usualSeriousKinds } from '../../../src/domain/routing/usual-serious.ts'
import { seriousTable } from '../../support/serious-table.ts'

const name = { 'zh-CN': '有人受伤吗', en: 'is anybody hurt' }
const [water] = seriousTable.categories
const answer = (id: string, key: string, serious?: string) => ({
  id,
  key,
  name,
  unit: null,
  ...(serious === undefined ? {} : { serious }),
})
const table: RoutingTable = {
  ...seriousTable,
  seriousKinds: usualSeriousKinds(seriousTable.centre),
  categories: [
    { ...water!, question: { text: name, answers: [answer('hurt', '1', 'casualties'), answer('nobody', '2')] } },
    { ...water!, id: 'flood', serious: 'departments', question: null },
    { ...water!, id: 'lamp', urgency: 'normal' },
  ],
}

it.each([
  ['water', 'hurt', 'casualties', 'critical'],
  ['water', 'nobody', undefined, 'urgent'],
  ['water', null, undefined, 'urgent'],
  ['flood', null, 'departments', 'urgent'],
  ['lamp', null, undefined, 'normal'],
  [null, null, undefined, 'normal'],
])('%s answered with %s is of kind %s, and %s', (category, given, kind, urgency) => {
  const about = { category, answer: given }
  expect(seriousByChoice(table, about)).toBe(kind)
  expect(urgencyByChoice(table, about)).toBe(urgency)
})

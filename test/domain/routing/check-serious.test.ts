import { expect, it } from 'vitest'
import type { RoutingTable, SeriousKind } from '../../../src/domain/routing/routing-table.ts'
import { validateRoutingTable } from '../../../src/domain/routing/validate-routing-table.ts'
import { seriousTable } from '../../support/serious-table.ts'
import { smallTable } from './small-table.ts'

const kind: SeriousKind = {
  id: 'grave',
  name: { 'zh-CN': '后果严重', en: 'grave' },
  digit: '2',
  critical: true,
  reinforces: true,
  units: [],
  informs: ['supervision'],
  onReinforcement: false,
}
const withKinds = (...seriousKinds: Partial<SeriousKind>[]): RoutingTable => ({
  ...smallTable,
  seriousKinds: seriousKinds.map((each) => ({ ...kind, ...each })),
})
const faultsOf = (table: RoutingTable) =>
  validateRoutingTable(table).map(({ path, code }) => `${path.join('.')} ${code}`)

it.each<[string, RoutingTable, string[]]>([
  ['one kind', withKinds({}), []],
  ['the usual ones, in a table of another language too', { ...smallTable, languages: smallTable.languages }, []],
  ['an id twice', withKinds({}, { digit: '3' }), ['seriousKinds.1.id twice']],
  ['a digit twice', withKinds({}, { id: 'fire' }), ['seriousKinds.1.digit twice']],
  ['no digit', withKinds({ digit: '0' }), ['seriousKinds.0.digit noneOfThese']],
  ['no name', withKinds({ name: { en: 'grave' } }), ['seriousKinds.0.name wordsMissing']],
  ['a unit that is not there', withKinds({ units: ['nobody'] }), ['seriousKinds.0.units.0 noReference']],
  ['a unit twice', withKinds({ units: ['shops', 'shops'] }), ['seriousKinds.0.units.1 twice']],
  [
    'an office that is not there',
    withKinds({ informs: ['leadingGroup'] }),
    ['seriousKinds.0.informs.0 noOfficeToInform'],
  ],
  [
    'reinforcement twice',
    withKinds({ onReinforcement: true }, { id: 'fire', digit: '3', onReinforcement: true }),
    ['seriousKinds.1.onReinforcement reinforcementTwice'],
  ],
  [
    'reinforcement that calls nobody in',
    withKinds({ onReinforcement: true, reinforces: false }),
    ['seriousKinds.0.reinforces reinforcesNobody'],
  ],
  [
    'a category of a kind that is not there',
    { ...withKinds({}), categories: smallTable.categories.map((category) => ({ ...category, serious: 'flood' })) },
    ['categories.0.serious noReference', 'categories.1.serious noReference'],
  ],
  [
    'a class without a name',
    { ...smallTable, supervisionClasses: [{ id: 'major', name: { en: 'major' } }] },
    ['supervisionClasses.0.name wordsMissing'],
  ],
])('%s', (_, table, faults) => {
  expect(faultsOf(table)).toEqual(faults)
})

it('the table of these tests says nothing wrong of serious cases', () => {
  expect(faultsOf(seriousTable).filter((fault) => fault.startsWith('serious') || fault.startsWith('superv'))).toEqual(
    [],
  )
})

import { isSame } from '../merge/merge-values.ts'
import { peopleOfStep } from '../people-of-step.ts'
import { informedOffices, type RoutingTable, type SeriousKind } from '../routing-table.ts'
import { usualSeriousKinds, usualSupervisionClasses } from '../usual-serious.ts'
import { checkOneOf } from './check-categories.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkId, checkReference, checkUnique, checkWords } from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** What makes cases serious, and the classes of supervision: each once, with a name, a digit of its own, and somebody to tell. */
export function checkSerious(table: RoutingTable, blame: Blame): void {
  const { seriousKinds, supervisionClasses, languages, centre } = table
  checkUnique(blame, 'id', idPaths('seriousKinds', seriousKinds))
  const digits = seriousKinds.map(({ digit }, index) => ({ value: digit, path: ['seriousKinds', index, 'digit'] }))
  checkUnique(blame, 'digit', digits)
  const onReinforcement = seriousKinds.findIndex((kind) => kind.onReinforcement)
  // Those that nobody wrote are there in our languages alone.
  const isUsual = isSame(seriousKinds, usualSeriousKinds(centre))
  seriousKinds.forEach((kind, index) => {
    const path = ['seriousKinds', index]
    checkId(blame, [...path, 'id'], kind.id)
    if (!isUsual) checkWords(blame, [...path, 'name'], kind.name, languages)
    checkOneOf(blame, [...path, 'digit'], kind.digit, [...'123456789'])
    checkEffects(table, blame, path, kind)
    if (kind.onReinforcement && index !== onReinforcement) blame([...path, 'onReinforcement'], 'reinforcementTwice')
  })
  const ids = idsOf(seriousKinds)
  table.categories.forEach(({ serious, question }, index) => {
    const path = ['categories', index]
    if (serious !== undefined) checkReference(blame, [...path, 'serious'], serious, 'seriousKind', ids)
    question?.answers.forEach((answer, place) => {
      if (answer.serious === undefined) return
      checkReference(blame, [...path, 'question', 'answers', place, 'serious'], answer.serious, 'seriousKind', ids)
    })
  })
  checkUnique(blame, 'id', idPaths('supervisionClasses', supervisionClasses))
  supervisionClasses.forEach(({ id, name }, index) => {
    checkId(blame, ['supervisionClasses', index, 'id'], id)
    if (isSame(supervisionClasses, usualSupervisionClasses)) return
    checkWords(blame, ['supervisionClasses', index, 'name'], name, languages)
  })
}

/** Units that are there, each once, and offices that can be told by message. */
function checkEffects({ units, centre }: RoutingTable, blame: Blame, path: TablePath, kind: SeriousKind): void {
  kind.units.forEach((unit, place) => {
    checkReference(blame, [...path, 'units', place], unit, 'unit', idsOf(units))
  })
  checkUnique(
    blame,
    'reinforcement',
    kind.units.map((value, place) => ({ value, path: [...path, 'units', place] })),
  )
  checkUnique(
    blame,
    'office',
    kind.informs.map((value, place) => ({ value, path: [...path, 'informs', place] })),
  )
  kind.informs.forEach((to, place) => {
    const at = [...path, 'informs', place]
    checkOneOf(blame, at, to, informedOffices)
    if (!informedOffices.includes(to) || peopleOfStep({ by: 'sms', to }, { centre, unit: null }).length > 0) return
    if (to !== 'officers' && centre[to] === null) blame(at, 'noOfficeToInform', { office: to })
    else blame(at, 'cannotBeTold', { office: to, how: 'sms', way: 'sms' })
  })
  if (kind.onReinforcement && !kind.reinforces && kind.units.length === 0) {
    blame([...path, 'reinforces'], 'reinforcesNobody', { kind: quote(kind.id) })
  }
}

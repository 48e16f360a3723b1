import { categoryKinds, type RoutingTable, urgencies } from '../routing-table.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkClash, reservedKeys, type Taker } from './check-menus.ts'
import { checkId, checkKey, checkReference, checkUnique, checkWords } from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** Categories with their words and, where they have one, their question. */
export function checkCategories(table: RoutingTable, blame: Blame): void {
  checkUnique(blame, 'id', idPaths('categories', table.categories))
  const answerIds: { value: string; path: TablePath }[] = []
  table.categories.forEach((category, index) => {
    const path = ['categories', index]
    checkId(blame, [...path, 'id'], category.id)
    checkWords(blame, [...path, 'name'], category.name, table.languages)
    checkOneOf(blame, [...path, 'kind'], category.kind, categoryKinds)
    checkOneOf(blame, [...path, 'urgency'], category.urgency, urgencies)
    if (category.asksArea && category.question !== null) {
      blame([...path, 'asksArea'], 'asksTwice')
    }
    if (category.asksArea && table.areas.every(({ key }) => key === null)) {
      blame([...path, 'asksArea'], 'nobodyCouldAnswer')
    }
    if (category.question === null) return
    const at = [...path, 'question']
    checkWords(blame, [...at, 'text'], category.question.text, table.languages)
    const { answers } = category.question
    if (answers.length < 2 || answers.length > 8) {
      blame([...at, 'answers'], 'answerCount', { count: answers.length })
    }
    const taken = new Map<string, Taker>(table.menus.flatMap(reservedKeys))
    answers.forEach((answer, place) => {
      const inside = [...at, 'answers', place]
      answerIds.push({ value: answer.id, path: [...inside, 'id'] })
      checkId(blame, [...inside, 'id'], answer.id)
      checkKey(blame, [...inside, 'key'], answer.key)
      checkClash(blame, [...inside, 'key'], answer.key, taken)
      taken.set(answer.key, { code: 'keyTakenByEntry', by: answer.id })
      checkWords(blame, [...inside, 'name'], answer.name, table.languages)
      if (answer.unit !== null) checkReference(blame, [...inside, 'unit'], answer.unit, 'unit', idsOf(table.units))
    })
  })
  checkUnique(blame, 'answer', answerIds)
}

/** A word of a closed list. */
export function checkOneOf(blame: Blame, path: TablePath, value: string, allowed: readonly string[]): void {
  if (!allowed.includes(value)) blame(path, 'noneOfThese', { value: quote(value) }, allowed)
}

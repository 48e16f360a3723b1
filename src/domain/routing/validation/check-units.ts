import { promisesOf } from '../promises-of.ts'
import { type Promises, type RoutingTable, type Unit, urgencies } from '../routing-table.ts'
import { checkOneOf } from './check-categories.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkId, checkRange, checkReference, checkResponder, checkUnique, checkWords } from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** No unit may promise a citizen more than a month, nor anything at once. */
const promiseBounds = { from: 1, to: 43_200, unit: 'minutes' }
const promiseNames = ['acceptMinutes', 'arriveMinutes', 'completeMinutes', 'feedbackMinutes'] as const

/** Units: somebody to reach, and promises that can be kept one after the other. */
export function checkUnits(table: RoutingTable, blame: Blame): void {
  const { languages, units } = table
  const ownNumbers = table.numbers.map(({ number }) => number)
  if (units.length === 0) blame(['units'], 'unitNeeded')
  checkUnique(blame, 'id', idPaths('units', units))
  units.forEach((unit, index) => {
    const path = ['units', index]
    checkId(blame, [...path, 'id'], unit.id)
    checkWords(blame, [...path, 'name'], unit.name, languages)
    checkRange(blame, [...path, 'level'], unit.level, { from: 1, to: 9, unit: 'levels' })
    checkPromises(table, blame, path, unit)
    if (!unit.responders.some(({ phones }) => phones.length > 0)) {
      blame([...path, 'responders'], 'unreachableUnit', { unit: quote(unit.id) })
    }
    unit.responders.forEach((responder, place) => {
      checkResponder(blame, [...path, 'responders', place], responder, languages, ownNumbers)
    })
    checkUnique(
      blame,
      'telephoneInUnit',
      unit.responders.flatMap(({ phones }, place) =>
        phones.flatMap(({ number, voice }, index) =>
          voice ? [{ value: number, path: [...path, 'responders', place, 'phones', index, 'number'] }] : [],
        ),
      ),
    )
    if (unit.head !== null) checkResponder(blame, [...path, 'head'], unit.head, languages, ownNumbers)
  })
}

function checkPromises(table: RoutingTable, blame: Blame, path: TablePath, unit: Unit): void {
  for (const name of promiseNames) checkRange(blame, [...path, 'promises', name], unit.promises[name], promiseBounds)
  checkOrder(blame, [...path, 'promises'], unit.promises)
  unit.exceptions.forEach((exception, place) => {
    const at = [...path, 'exceptions', place]
    if (exception.category !== null) {
      checkReference(blame, [...at, 'category'], exception.category, 'category', idsOf(table.categories))
    }
    if (exception.urgency !== null) checkOneOf(blame, [...at, 'urgency'], exception.urgency, urgencies)
    const given = promiseNames.flatMap((name) => {
      const value = exception[name]
      return value === undefined ? [] : [{ name, value }]
    })
    if (given.length === 0) blame(at, 'emptyException', {}, promiseNames)
    for (const { name, value } of given) checkRange(blame, [...at, name], value, promiseBounds)
    for (const urgency of exception.urgency === null ? urgencies : [exception.urgency]) {
      const category = exception.category ?? null
      let isBroken = false
      const blameOnce: Blame = (...fault) => {
        if (!isBroken) blame(...fault)
        isBroken = true
      }
      checkOrder(blameOnce, at, promisesOf(unit, category, urgency))
      if (isBroken) break
    }
  })
}

/** Arrival and completion count from the same instant; who arrives has accepted. */
function checkOrder(blame: Blame, path: TablePath, promises: Promises): void {
  const { acceptMinutes, arriveMinutes, completeMinutes } = promises
  if (acceptMinutes > arriveMinutes) {
    blame(path, 'acceptAfterArrive', { accept: acceptMinutes, arrive: arriveMinutes })
  }
  if (arriveMinutes > completeMinutes) {
    blame(path, 'arriveAfterComplete', { arrive: arriveMinutes, complete: completeMinutes })
  }
}

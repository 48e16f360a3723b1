import { isSame } from '../merge/merge-values.ts'
import type { RoutingTable } from '../routing-table.ts'
import { usualCancelReasons } from '../usual-cancel-reasons.ts'
import { idPaths } from './check-entrances.ts'
import { checkId, checkNotOwn, checkPhone, checkUnique, checkWords } from './check-values.ts'
import type { Blame } from './table-fault.ts'

/** Where a matter can be handed to, and why a case may be cancelled: each once, with a name, and no destination is an emergency too. */
export function checkOutside(table: RoutingTable, blame: Blame): void {
  const { destinations, cancelReasons, emergencies, languages } = table
  const ownNumbers = table.numbers.map(({ number }) => number)
  checkUnique(blame, 'id', [...idPaths('emergencies', emergencies), ...idPaths('destinations', destinations)])
  destinations.forEach(({ id, name, number }, index) => {
    const path = ['destinations', index]
    checkId(blame, [...path, 'id'], id)
    checkWords(blame, [...path, 'name'], name, languages)
    if (number === null) return
    checkPhone(blame, [...path, 'number'], number)
    checkNotOwn(blame, [...path, 'number'], number, ownNumbers)
  })
  checkUnique(blame, 'id', idPaths('cancelReasons', cancelReasons))
  // Those that nobody wrote are there in our languages alone.
  if (isSame(cancelReasons, usualCancelReasons)) return
  cancelReasons.forEach(({ id, name }, index) => {
    checkId(blame, ['cancelReasons', index, 'id'], id)
    checkWords(blame, ['cancelReasons', index, 'name'], name, languages)
  })
}

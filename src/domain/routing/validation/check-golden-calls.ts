import type { RoutingTable } from '../routing-table.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkDate, checkId, checkPhone, checkReference, checkTime, checkUnique } from './check-values.ts'
import { type Blame, quote } from './table-fault.ts'

/** Golden calls can be made: at a time that exists, to a number of the table, by keys of a telephone. */
export function checkGoldenCalls(table: RoutingTable, blame: Blame): void {
  checkUnique(blame, 'id', idPaths('goldenCalls', table.goldenCalls))
  const numbers = table.numbers.map(({ number }) => number)
  table.goldenCalls.forEach((golden, index) => {
    const path = ['goldenCalls', index]
    checkId(blame, [...path, 'id'], golden.id)
    const [date = '', time = '', ...more] = golden.at.split('T')
    if (time === '' || more.length > 0) blame([...path, 'at'], 'notALocalTime', { at: quote(golden.at) })
    else {
      checkDate(blame, [...path, 'at'], date)
      checkTime(blame, [...path, 'at'], time, 'start')
    }
    checkReference(blame, [...path, 'dialled'], golden.dialled, 'number', numbers)
    if (golden.caller !== null) checkPhone(blame, [...path, 'caller'], golden.caller)
    if (!/^[0-9*#]*$/.test(golden.keys)) blame([...path, 'keys'], 'notKeys', { keys: quote(golden.keys) })
    for (const [name, phones] of [
      [['silent'], golden.silent],
      [['expect', 'rings'], golden.expect.rings],
    ] as const) {
      phones.forEach((phone, place) => {
        checkPhone(blame, [...path, ...name, place], phone)
      })
    }
    const { unit } = golden.expect
    if (unit !== null) checkReference(blame, [...path, 'expect', 'unit'], unit, 'unit', idsOf(table.units))
  })
}

import type { RoutingTable } from '../routing-table.ts'
import { checkDays } from './check-days.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkDate, checkId, checkReference, checkTime, checkUnique, checkWords } from './check-values.ts'
import type { Blame, TablePath } from './table-fault.ts'

/** Service windows: real times, real dates, and somebody who takes the calls outside them. */
export function checkWindows(table: RoutingTable, blame: Blame): void {
  checkUnique(blame, 'id', idPaths('windows', table.windows))
  table.windows.forEach((window, index) => {
    const path = ['windows', index]
    checkId(blame, [...path, 'id'], window.id)
    if (window.name != null) checkWords(blame, [...path, 'name'], window.name, table.languages)
    checkReference(blame, [...path, 'closedTo'], window.closedTo, 'emergency', idsOf(table.emergencies))
    window.frames.forEach((frame, place) => {
      const at = [...path, 'frames', place]
      checkFrame(blame, at, frame)
      checkDays(blame, [...at, 'days'], frame.days)
    })
    checkUnique(
      blame,
      'date',
      window.exceptions.map(({ date }, place) => ({ value: date, path: [...path, 'exceptions', place, 'date'] })),
    )
    window.exceptions.forEach((exception, place) => {
      const at = [...path, 'exceptions', place]
      checkDate(blame, [...at, 'date'], exception.date)
      if (exception.closedTo !== null) {
        checkReference(blame, [...at, 'closedTo'], exception.closedTo, 'emergency', idsOf(table.emergencies))
      }
      exception.frames.forEach((frame, number) => {
        checkFrame(blame, [...at, 'frames', number], frame)
      })
    })
  })
}

function checkFrame(blame: Blame, path: TablePath, frame: { readonly from: string; readonly to: string }): void {
  checkTime(blame, [...path, 'from'], frame.from, 'start')
  checkTime(blame, [...path, 'to'], frame.to, 'end')
}

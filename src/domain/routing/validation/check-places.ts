import type { RoutingTable } from '../routing-table.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { checkDate, checkId, checkReference, checkUnique, checkWords } from './check-values.ts'
import { type Blame, quote } from './table-fault.ts'

/** As many as a menu has kinds. */
const mostKeys = 8

/**
 * The calendar and the areas: what routes and hours refer to is there, once. A beginning of numbers within another area's
 * is meant: the longer one wins. Within its own area's it says nothing.
 */
export function checkPlaces(table: RoutingTable, blame: Blame): void {
  table.calendar.forEach(({ date, name }, index) => {
    checkDate(blame, ['calendar', index, 'date'], date)
    checkWords(blame, ['calendar', index, 'name'], name, table.languages)
  })
  const dates = table.calendar.map(({ date }, index) => ({ value: date, path: ['calendar', index, 'date'] }))
  checkUnique(blame, 'date', dates)

  checkUnique(blame, 'id', idPaths('areas', table.areas))
  table.areas.forEach((area, index) => {
    checkId(blame, ['areas', index, 'id'], area.id)
    checkWords(blame, ['areas', index, 'name'], area.name, table.languages)
    area.prefixes.forEach((prefix, place) => {
      if (!/^\d{1,15}$/.test(prefix)) blame(['areas', index, 'prefixes', place], 'notDigits', { prefix: quote(prefix) })
    })
  })
  const keyed = table.areas.flatMap(({ key }, index) =>
    key === null ? [] : [{ value: key, path: ['areas', index, 'key'] }],
  )
  for (const { value, path } of keyed) {
    if (!/^[1-9]$/.test(value)) blame(path, 'notAPlaceKey', { key: quote(value) }, [...'123456789'])
  }
  checkUnique(blame, 'key', keyed)
  if (keyed.length > mostKeys) blame(['areas'], 'tooManyPlaces', { count: keyed.length, most: mostKeys })
  const prefixes = table.areas.flatMap((area, index) =>
    area.prefixes.map((value, place) => ({ value, path: ['areas', index, 'prefixes', place] })),
  )
  checkUnique(blame, 'beginning', prefixes)

  table.areas.forEach((area, index) => {
    area.prefixes.forEach((prefix, place) => {
      const wider = area.prefixes.find((other) => other !== prefix && prefix.startsWith(other))
      if (wider === undefined) return
      blame(['areas', index, 'prefixes', place], 'withinPrefix', { prefix: quote(prefix), wider: quote(wider) })
    })
  })
  table.routes.forEach(({ area }, index) => {
    if (area !== null) checkReference(blame, ['routes', index, 'area'], area, 'area', idsOf(table.areas))
  })
}

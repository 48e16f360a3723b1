import { type RoutingTable, strategies } from '../routing-table.ts'
import { checkOneOf } from './check-categories.ts'
import { idsOf } from './check-entrances.ts'
import { checkRange, checkReference, checkUnique } from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** One ring is about 5 s; nobody waits on the line for longer than two minutes of ringing. */
export const ringBounds = { from: 5, to: 120, unit: 'seconds' }

/** Routes: every category a caller can choose leads to a unit at every instant; no unit is tried or called in twice. */
export function checkRoutes(table: RoutingTable, blame: Blame): void {
  const units = idsOf(table.units)
  const always = new Set<string>()
  table.routes.forEach((route, index) => {
    const path = ['routes', index]
    checkReference(blame, [...path, 'category'], route.category, 'category', idsOf(table.categories))
    if (route.window !== null) {
      checkReference(blame, [...path, 'window'], route.window, 'window', idsOf(table.windows))
    }
    checkReference(blame, [...path, 'unit'], route.unit, 'unit', units)
    checkOneOf(blame, [...path, 'strategy'], route.strategy, strategies)
    checkRange(blame, [...path, 'ringSeconds'], route.ringSeconds, ringBounds)
    for (const [field, what, own] of [
      ['fallbacks', 'fallback', 'ownFallback'],
      ['reinforcements', 'reinforcement', 'ownReinforcement'],
    ] as const) {
      const others = route[field].map((value, place) => ({ value, path: [...path, field, place] }))
      for (const { value, path: at } of others) {
        checkReference(blame, at, value, 'unit', units)
        if (value === route.unit) blame(at, own, { unit: quote(value) })
      }
      checkUnique(blame, what, others)
    }
    if (always.has(route.category)) {
      blame(path, 'neverTaken', { category: quote(route.category) })
    }
    if (route.window === null && route.area === null) always.add(route.category)
  })
  for (const { category, path } of choosable(table)) {
    if (idsOf(table.categories).includes(category) && !always.has(category)) {
      blame(path, 'noLastRoute', { category: quote(category) })
    }
  }
}

/** Categories a caller can come to, each once, with the place that leads there. */
function choosable(table: RoutingTable): { category: string; path: TablePath }[] {
  const places = new Map<string, TablePath>()
  const note = (category: string, path: TablePath) => {
    if (!places.has(category)) places.set(category, path)
  }
  table.menus.forEach((menu, index) => {
    menu.entries.forEach((entry, place) => {
      const path = ['menus', index, 'entries', place]
      if ('category' in entry) note(entry.category, path)
      else {
        entry.entries.forEach(({ category }, number) => {
          note(category, [...path, 'entries', number])
        })
      }
    })
  })
  table.numbers.forEach(({ category }, index) => {
    if (category !== null) note(category, ['numbers', index])
  })
  return [...places].map(([category, path]) => ({ category, path }))
}

import type { RoutingStore, RoutingVersion } from '../ports/routing-store.ts'

/**
 * The table by whose promises a unit is held on a case: the case's own version (changing a table never moves what was
 * promised); where that does not know the unit, because it was added to the case later, the newest that does.
 * @returns null where no published table knows the unit.
 */
export async function tableOfOrder(
  routing: RoutingStore,
  caseVersion: number,
  unit: string,
): Promise<RoutingVersion | null> {
  const own = await routing.version(caseVersion)
  if (own && knows(own, unit)) return own
  const numbers = (await routing.list()).map(({ number }) => number).sort((a, b) => b - a)
  for (const number of numbers) {
    const version = await routing.version(number)
    if (version && knows(version, unit)) return version
  }
  return null
}

const knows = (version: RoutingVersion, unit: string): boolean => version.table.units.some(({ id }) => id === unit)

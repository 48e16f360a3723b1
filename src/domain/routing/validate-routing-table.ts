import type { RoutingTable } from './routing-table.ts'
import { checkCategories } from './validation/check-categories.ts'
import { checkCentre } from './validation/check-centre.ts'
import { checkEntrances } from './validation/check-entrances.ts'
import { checkGoldenCalls } from './validation/check-golden-calls.ts'
import { checkLadders } from './validation/check-ladders.ts'
import { checkMenus } from './validation/check-menus.ts'
import { checkPlaces } from './validation/check-places.ts'
import { checkRoutes } from './validation/check-routes.ts'
import { checkSerious } from './validation/check-serious.ts'
import { checkServiceTime } from './validation/check-service-time.ts'
import { checkTeams } from './validation/check-teams.ts'
import { checkUnits } from './validation/check-units.ts'
import { checkWindows } from './validation/check-windows.ts'
import { collectFaults, type TableFault } from './validation/table-fault.ts'

/**
 * Whether a table may be published. Promise to the citizen: no key leads nowhere, no number is wrong in a way that can be
 * seen, and every call ends at somebody who can act.
 * @returns every fault at once, in the order of the table's parts; none: it may be published.
 */
export const validateRoutingTable = (table: RoutingTable): TableFault[] =>
  collectFaults((blame) => {
    for (const check of checks) check(table, blame)
  })

const checks = [
  checkEntrances,
  checkWindows,
  checkMenus,
  checkCategories,
  checkUnits,
  checkRoutes,
  checkCentre,
  checkLadders,
  checkSerious,
  checkServiceTime,
  checkPlaces,
  checkTeams,
  checkGoldenCalls,
]

export type { TableFault, TablePath } from './validation/table-fault.ts'

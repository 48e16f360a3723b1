import type { RoutingTable } from '../routing-table.ts'
import type { Blame } from './table-fault.ts'

/** Promise to the sysadmin: a published table does what it says. What no call follows so far can't be published. */
export function checkFollowed(table: RoutingTable, blame: Blame): void {
  table.routes.forEach(({ reinforcements }, index) => {
    if (reinforcements.length > 0) blame(['routes', index, 'reinforcements'], 'notFollowed')
  })
  if (table.timings.phoneTestDays !== null) blame(['timings', 'phoneTestDays'], 'notFollowed')
}

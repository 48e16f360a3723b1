import type { RoutingTable } from '../routing-table.ts'
import type { Blame } from './table-fault.ts'

/** Promise to the sysadmin: a published table does what it says. What no call follows so far can't be published. */
export function checkFollowed(table: RoutingTable, blame: Blame): void {
  if (table.goldenCalls.length > 0) blame(['goldenCalls'], 'notFollowed')
}

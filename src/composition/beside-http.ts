import { checkDutyFits } from '../application/duty/check-duty-fits.ts'
import { checkPhonesTested } from '../application/phones/check-phones-tested.ts'
import type { TableCheck } from '../application/ports/table-check.ts'
import { goldenCallCheck } from '../application/routing/dry-run/golden-calls.ts'
import { proofCheck } from '../application/routing/prove-routing.ts'
import { rosterDesk } from './roster-desk.ts'
import { rosterFileDesk } from './roster-file-desk.ts'
import { createThreadDesks } from './thread-desks.ts'

type Checking = Parameters<typeof proofCheck>[0] &
  Parameters<typeof checkPhonesTested>[0] &
  Parameters<typeof goldenCallCheck>[0]

/**
 * What only HTTP needs. It is loaded when the calls are taken over: whoever is in a call waits for a server that starts, and
 * spreadsheets and dry runs are not what he waits for.
 */
export function createBesideHttp(checking: Checking) {
  const { tables, contacts, close } = createThreadDesks()
  // What is looked at before a table is published, besides its own rules.
  const checks: readonly TableCheck[] = [
    checkDutyFits(checking.duty),
    checkPhonesTested(checking),
    proofCheck(checking),
    goldenCallCheck(checking),
  ]
  return { parts: { tables, contacts, rosters: rosterDesk, rosterFiles: rosterFileDesk, checks }, close }
}

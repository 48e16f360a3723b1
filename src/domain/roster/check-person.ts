import type { RoutingTable } from '../routing/routing-table.ts'
import { checkReference } from '../routing/validation/check-values.ts'
import { type Blame, quote, type TablePath } from '../routing/validation/table-fault.ts'
import { coveredBy } from './covered-by.ts'
import type { RosterOverride } from './roster.ts'

export type PersonCheck = (path: TablePath, person: string) => void

/** A person must be one of those who are covered; who is somebody else's is told apart from who is nobody. */
export function personCheck(covers: string, table: RoutingTable, blame: Blame): PersonCheck {
  const covered = coveredBy(table, covers)
  // What it covers is told already; about its people nothing can be said.
  if (covered === null) return () => {}
  const known = covered.people.map(({ id }) => id)
  const everybody = [
    ...table.units.flatMap(({ responders, head }) => [...responders, ...(head === null ? [] : [head])]),
    ...table.centre.dutyOfficers,
  ]
  return (path, person) => {
    if (known.includes(person)) return
    if (everybody.some(({ id }) => id === person)) {
      blame(path, 'notCovered', { person: quote(person), covers: quote(covers) }, known)
    } else checkReference(blame, path, person, 'person', known)
  }
}

/** Both people of an override, who must be two, or one of them nobody. */
export function checkWho(
  blame: Blame,
  path: TablePath,
  { off, on }: Pick<RosterOverride, 'off' | 'on'>,
  checkPerson: PersonCheck,
): void {
  if (off === on) blame(path, 'changesNobody')
  if (off !== null) checkPerson([...path, 'off'], off)
  if (on !== null) checkPerson([...path, 'on'], on)
}

/**
 * Promise to whoever keeps a roster: what can be seen to be wrong in it is told at once and all together, so that nobody's
 * shift rings at an empty desk because of a slip of the pen.
 */
import type { RoutingTable } from '../routing/routing-table.ts'
import { checkDays } from '../routing/validation/check-days.ts'
import { idPaths } from '../routing/validation/check-entrances.ts'
import { checkReason } from '../routing/validation/check-span.ts'
import {
  checkDate,
  checkId,
  checkRange,
  checkReference,
  checkTime,
  checkUnique,
  checkWords,
} from '../routing/validation/check-values.ts'
import { type Blame, collectFaults, quote, type TableFault, type TablePath } from '../routing/validation/table-fault.ts'
import { checkWho, type PersonCheck, personCheck } from './check-person.ts'
import { coverable } from './covered-by.ts'
import type { Roster, RosterOverride, Rotation, Shift } from './roster.ts'
import { shiftsAtOnce } from './shifts-at-once.ts'

/** Most days a group may have its turn. */
const longestTurn = 366

/**
 * Whether a roster may be kept beside a table and the other rosters.
 * @returns every fault at once, with its place in the roster; none: it may. Whether somebody is on duty at every hour is
 *   another question: that needs the calendar.
 */
export const validateRoster = (roster: Roster, table: RoutingTable, others: readonly Roster[] = []): TableFault[] =>
  collectFaults((blame) => {
    checkId(blame, ['id'], roster.id)
    checkWords(blame, ['name'], roster.name, table.languages)
    checkCovers(roster, table, others, blame)
    const checkPerson = personCheck(roster.covers, table, blame)
    checkUnique(blame, 'id', idPaths('rotations', roster.rotations))
    roster.rotations.forEach((rotation, index) => {
      checkRotation(blame, ['rotations', index], rotation, checkPerson)
    })
    if (roster.shifts.length === 0) blame(['shifts'], 'shiftNeeded')
    checkUnique(blame, 'id', idPaths('shifts', roster.shifts))
    roster.shifts.forEach((shift, index) => {
      checkShift(blame, ['shifts', index], shift, roster.rotations, checkPerson)
    })
    for (const { shift, other, person } of shiftsAtOnce(roster.shifts)) {
      blame(['shifts', shift, 'on'], 'twoShiftsAtOnce', {
        person: quote(person),
        other: quote(roster.shifts[other]?.id),
      })
    }
    checkUnique(blame, 'id', idPaths('overrides', roster.overrides))
    roster.overrides.forEach((override, index) => {
      checkOverride(blame, ['overrides', index], override, checkPerson)
    })
  })

function checkCovers({ id, covers }: Roster, table: RoutingTable, others: readonly Roster[], blame: Blame): void {
  checkReference(blame, ['covers'], covers, 'covered', coverable(table))
  const double = others.find((other) => other.id !== id && other.covers === covers)
  if (double) blame(['covers'], 'coveredAlready', { covers: quote(covers), roster: quote(double.id) })
}

function checkRotation(blame: Blame, path: TablePath, rotation: Rotation, checkPerson: PersonCheck): void {
  const { id, firstDate, handOver, everyDays, groups } = rotation
  checkId(blame, [...path, 'id'], id)
  checkDate(blame, [...path, 'firstDate'], firstDate)
  checkTime(blame, [...path, 'handOver'], handOver, 'start')
  checkRange(blame, [...path, 'everyDays'], everyDays, { from: 1, to: longestTurn, unit: 'days' })
  if (groups.length === 0) blame([...path, 'groups'], 'groupNeeded', { rotation: quote(id) })
  groups.forEach((group, place) => {
    checkPeople(blame, [...path, 'groups', place], group, checkPerson)
  })
}

function checkShift(
  blame: Blame,
  path: TablePath,
  shift: Shift,
  rotations: readonly Rotation[],
  checkPerson: PersonCheck,
): void {
  const { id, days, from, to, firstDate, lastDate, on } = shift
  checkId(blame, [...path, 'id'], id)
  checkDays(blame, [...path, 'days'], days)
  checkTime(blame, [...path, 'from'], from, 'start')
  checkTime(blame, [...path, 'to'], to, 'end')
  if (firstDate !== null) checkDate(blame, [...path, 'firstDate'], firstDate)
  if (lastDate !== null) checkDate(blame, [...path, 'lastDate'], lastDate)
  if (firstDate !== null && lastDate !== null && lastDate < firstDate) {
    blame([...path, 'lastDate'], 'lastBeforeFirst', { last: quote(lastDate), first: quote(firstDate) })
  }
  if ('people' in on) return checkPeople(blame, [...path, 'on', 'people'], on.people, checkPerson)
  const known = rotations.map((rotation) => rotation.id)
  checkReference(blame, [...path, 'on', 'rotation'], on.rotation, 'rotation', known)
}

function checkPeople(blame: Blame, path: TablePath, people: readonly string[], checkPerson: PersonCheck): void {
  if (people.length === 0) blame(path, 'nobodyHere')
  checkUnique(
    blame,
    'person',
    people.map((value, place) => ({ value, path: [...path, place] })),
  )
  people.forEach((person, place) => {
    checkPerson([...path, place], person)
  })
}

function checkOverride(blame: Blame, path: TablePath, override: RosterOverride, checkPerson: PersonCheck): void {
  const { id, off, on, from, until, reason } = override
  checkId(blame, [...path, 'id'], id)
  checkWho(blame, path, { off, on }, checkPerson)
  if (until <= from) blame([...path, 'until'], 'untilNotAfterFrom')
  checkReason(blame, [...path, 'reason'], reason)
}

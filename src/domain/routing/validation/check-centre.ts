import { voiceNumbersOf } from '../phones-of.ts'
import type { Responder, RoutingTable, Timings } from '../routing-table.ts'
import { idPaths, idsOf } from './check-entrances.ts'
import { ringBounds } from './check-routes.ts'
import {
  checkId,
  checkNotOwn,
  checkPhone,
  checkRange,
  checkReference,
  checkResponder,
  checkTime,
  checkUnique,
  checkWords,
} from './check-values.ts'
import { type Blame, quote, type TablePath } from './table-fault.ts'

/** The centre, the emergency numbers, what is designated, why orders may be returned, and the seconds within a call. */
export function checkCentre(table: RoutingTable, blame: Blame): void {
  const { centre, languages, emergencies, designations } = table
  const ownNumbers = table.numbers.map(({ number }) => number)
  checkWords(blame, ['centre', 'name'], centre.name, languages)
  checkRange(blame, ['centre', 'ringSeconds'], centre.ringSeconds, ringBounds)
  if (centre.dutyOfficers.flatMap(voiceNumbersOf).length === 0) {
    blame(['centre', 'dutyOfficers'], 'dutyOfficerNeeded')
  }
  for (const { responder, path } of peopleOfCentre(table)) {
    checkResponder(blame, path, responder, languages, ownNumbers)
  }
  checkUnique(blame, 'personId', peopleIds(table))

  checkUnique(blame, 'id', idPaths('emergencies', emergencies))
  emergencies.forEach((emergency, index) => {
    const path = ['emergencies', index]
    checkId(blame, [...path, 'id'], emergency.id)
    checkPhone(blame, [...path, 'number'], emergency.number)
    checkNotOwn(blame, [...path, 'number'], emergency.number, ownNumbers)
    checkWords(blame, [...path, 'name'], emergency.name, languages)
    checkRange(blame, [...path, 'ringSeconds'], emergency.ringSeconds, ringBounds)
  })

  checkUnique(blame, 'id', idPaths('designations', designations))
  designations.forEach((designation, index) => {
    const path = ['designations', index]
    checkId(blame, [...path, 'id'], designation.id)
    checkWords(blame, [...path, 'name'], designation.name, languages)
    if (designation.unit !== null) {
      checkReference(blame, [...path, 'unit'], designation.unit, 'unit', idsOf(table.units))
    }
  })

  checkUnique(blame, 'id', idPaths('returnReasons', table.returnReasons))
  table.returnReasons.forEach((reason, index) => {
    const path = ['returnReasons', index]
    checkId(blame, [...path, 'id'], reason.id)
    checkWords(blame, [...path, 'name'], reason.name, languages)
    if (!/^\d$/.test(reason.key)) blame([...path, 'key'], 'notADigit', { key: quote(reason.key) })
  })
  checkUnique(
    blame,
    'key',
    table.returnReasons.map(({ key }, index) => ({ value: key, path: ['returnReasons', index, 'key'] })),
  )

  for (const [name, bounds] of Object.entries(timingBounds)) {
    const value = table.timings[name as keyof typeof timingBounds]
    if (value !== null) checkRange(blame, ['timings', name], value, bounds)
  }
  checkTime(blame, ['timings', 'confirmBy'], table.timings.confirmBy, 'start')
}

/** What a caller can live with: long enough to act, short enough not to be lost. */
const timingBounds: Record<Exclude<keyof Timings, 'confirmBy'>, { from: number; to: number; unit: string }> = {
  noKeySeconds: { from: 2, to: 30, unit: 'seconds' },
  wrongKeys: { from: 1, to: 10, unit: 'keys' },
  statementMaxSeconds: { from: 10, to: 300, unit: 'seconds' },
  statementSilenceSeconds: { from: 2, to: 30, unit: 'seconds' },
  decideSeconds: { from: 5, to: 120, unit: 'seconds' },
  interDigitSeconds: { from: 2, to: 30, unit: 'seconds' },
  abandonedAfterSeconds: { from: 0, to: 60, unit: 'seconds' },
  conversationMaxMinutes: { from: 5, to: 720, unit: 'minutes' },
  answerSeconds: { from: 1, to: 300, unit: 'seconds' },
  dispatchMinutes: { from: 1, to: 1440, unit: 'minutes' },
  situationMinutes: { from: 0, to: 1440, unit: 'minutes' },
  feedbackAgainMinutes: { from: 1, to: 43_200, unit: 'minutes' },
  reviewMinutes: { from: 1, to: 43_200, unit: 'minutes' },
  rulingMinutes: { from: 1, to: 43_200, unit: 'minutes' },
  callBackMinutes: { from: 1, to: 1440, unit: 'minutes' },
  phoneTestDays: { from: 1, to: 3660, unit: 'days' },
}

type Person = { readonly responder: Responder; readonly path: TablePath }

const peopleOfCentre = ({ centre }: RoutingTable): Person[] => [
  ...centre.dutyOfficers.map((responder, index) => ({ responder, path: ['centre', 'dutyOfficers', index] })),
  ...(['supervision', 'leadingGroup'] as const).flatMap((office) => {
    const responder = centre[office]
    return responder === null ? [] : [{ responder, path: ['centre', office] }]
  }),
]

/** A person's id names him in timelines and prompts, so it is one for the whole table. */
function peopleIds(table: RoutingTable) {
  const ofUnits = table.units.flatMap<Person>((unit, index) => [
    ...unit.responders.map((responder, place) => ({ responder, path: ['units', index, 'responders', place] })),
    ...(unit.head === null ? [] : [{ responder: unit.head, path: ['units', index, 'head'] }]),
  ])
  return [...ofUnits, ...peopleOfCentre(table)].map(({ responder, path }) => ({
    value: responder.id,
    path: [...path, 'id'],
  }))
}

/**
 * Promise to the sysadmin: a telephone that nobody answers any more is found in a quiet hour, not by a citizen at night.
 */
import { localDate } from '../clocks/local-time.ts'
import { type Instant, minutes } from '../instant.ts'
import type { PhoneAnswers } from './phone-answer.ts'
import type { Responder, RoutingTable } from './routing-table.ts'
import type { TablePath } from './validation/table-fault.ts'

/** A telephone of the table that is rung, and of which nobody knows whether it still is answered. */
export type UntestedPhone = {
  /** Place of the person it belongs to. */
  readonly path: TablePath
  /** null: one of the centre. */
  readonly unit: string | null
  readonly person: string
  readonly number: string
  /** Local date on which it was last answered, in a call or, as the table says, in a test; null: never. */
  readonly lastAnswered: string | null
}

/**
 * Telephones for voice that nobody has answered for more than so many days, in the order of the table; a telephone that two
 * people share is told of each.
 * @param rule.days null: those that nobody has ever answered.
 */
export function untestedPhones(
  table: Pick<RoutingTable, 'units' | 'centre'>,
  answers: PhoneAnswers,
  rule: { readonly days: number | null; readonly at: Instant; readonly zone: string },
): readonly UntestedPhone[] {
  const earliest = rule.days === null ? '' : localDate(rule.at - minutes(rule.days * 24 * 60), rule.zone)
  return peopleOfTable(table).flatMap(({ path, unit, responder }) =>
    responder.phones
      .filter(({ voice }) => voice)
      .map(({ number, testedOn }) => {
        const answered = answers[number]
        const dates = [testedOn, answered === undefined ? null : localDate(answered.at, rule.zone)]
        const lastAnswered =
          dates
            .filter((date) => date !== null)
            .toSorted()
            .at(-1) ?? null
        return { path, unit, person: responder.id, number, lastAnswered }
      })
      .filter(({ lastAnswered }) => lastAnswered === null || lastAnswered < earliest),
  )
}

type Placed = { readonly path: TablePath; readonly unit: string | null; readonly responder: Responder }

/** Everybody who may be rung, with his place in the table. */
export function peopleOfTable({ units, centre }: Pick<RoutingTable, 'units' | 'centre'>): readonly Placed[] {
  const one = (path: TablePath, unit: string | null, responder: Responder | null): Placed[] =>
    responder === null ? [] : [{ path, unit, responder }]
  return [
    ...units.flatMap(({ id, responders, head }, at) => [
      ...responders.flatMap((responder, place) => one(['units', at, 'responders', place], id, responder)),
      ...one(['units', at, 'head'], id, head),
    ]),
    ...centre.dutyOfficers.flatMap((officer, place) => one(['centre', 'dutyOfficers', place], null, officer)),
    ...one(['centre', 'supervision'], null, centre.supervision),
    ...one(['centre', 'leadingGroup'], null, centre.leadingGroup),
  ]
}

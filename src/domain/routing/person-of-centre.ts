import type { Centre, Responder, RoutingTable } from './routing-table.ts'

/** Everybody of the centre, each once: those who may do what only the centre does. */
export function peopleOfCentre({ dutyOfficers, supervision, leadingGroup }: Centre): readonly Responder[] {
  const people = [...dutyOfficers, supervision, leadingGroup].filter((person) => person !== null)
  return people.filter(({ id }, index) => people.findIndex((other) => other.id === id) === index)
}

/**
 * Who of the centre calls from this number, by any telephone that stands with him in the table; null: nobody, or it is
 * hidden. A number can be forged: whoever is found is still to prove it.
 */
export const personOfCentre = ({ centre }: Pick<RoutingTable, 'centre'>, caller: string | null): Responder | null =>
  caller === null
    ? null
    : (peopleOfCentre(centre).find(({ phones }) => phones.some(({ number }) => number === caller)) ?? null)

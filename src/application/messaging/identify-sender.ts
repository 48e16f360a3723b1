import { normaliseNumber } from '../../domain/numbers/normalise-number.ts'
import type { Responder, RoutingTable } from '../../domain/routing/routing-table.ts'

/** Who wrote, as the routing table knows him: the units he acts for, and his id there. */
export type Sender = { readonly responder: string; readonly units: readonly string[] }

/**
 * Finds the responder (or head of a unit) whose telephone this is. Somebody may serve several units: all of them count,
 * under the id he has in the first. null: nobody's number.
 */
export function identifySender(number: string, table: Pick<RoutingTable, 'units'>): Sender | null {
  const hasNumber = ({ phones }: Responder): boolean =>
    phones.some((own) => own.number === number || normaliseNumber(own.number) === number)
  const found = table.units.flatMap((unit) => {
    const responder = [...unit.responders, ...(unit.head === null ? [] : [unit.head])].find(hasNumber)
    return responder === undefined ? [] : [{ unit: unit.id, responder: responder.id }]
  })
  const [first] = found
  return first === undefined ? null : { responder: first.responder, units: found.map(({ unit }) => unit) }
}

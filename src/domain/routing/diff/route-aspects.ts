import type { UnitTurn } from '../choose-route.ts'
import { isSame } from '../merge/merge-values.ts'
import type { RoutingTable } from '../routing-table.ts'
import type { Difference } from './difference.ts'
import { nameIn, turnNames } from './names.ts'
import type { Leg } from './route-legs.ts'
import { list, type Saying, text, word } from './saying.ts'

/**
 * What differs between two ways, one thing at a time, so that the same change of many keys is the same: `lead` who is rung
 * first, `then` who after that, `chain` both; how telephones ring; which units a serious case calls in.
 */
export type Aspect =
  | {
      readonly is: 'lead' | 'then' | 'chain'
      readonly before: readonly UnitTurn[]
      readonly after: readonly UnitTurn[]
    }
  | { readonly is: 'strategy' | 'ringSeconds'; readonly before: string | number; readonly after: string | number }
  | { readonly is: 'reinforcements'; readonly before: readonly string[]; readonly after: readonly string[] }

export function aspectsOf(before: Leg, after: Leg): readonly Aspect[] {
  const found: Aspect[] = []
  const split = ({ turns }: Leg) => [turns.slice(0, 1), turns.slice(1)] as const
  const [[oldLead, oldRest], [newLead, newRest]] = [split(before), split(after)]
  const sameLead = isSame(oldLead, newLead)
  const sameRest = isSame(oldRest, newRest)
  if (!sameLead && sameRest) found.push({ is: 'lead', before: oldLead, after: newLead })
  if (sameLead && !sameRest) found.push({ is: 'then', before: oldRest, after: newRest })
  if (!sameLead && !sameRest) found.push({ is: 'chain', before: before.turns, after: after.turns })
  if (before.manner !== null && after.manner !== null) {
    for (const is of ['strategy', 'ringSeconds'] as const) {
      if (before.manner[is] !== after.manner[is]) found.push({ is, before: before.manner[is], after: after.manner[is] })
    }
  }
  if (!isSame(before.reinforcements, after.reinforcements))
    found.push({ is: 'reinforcements', before: before.reinforcements, after: after.reinforcements })
  return found
}

type Tables = { readonly before: RoutingTable; readonly after: RoutingTable }

/** The kind of an aspect, whether somebody is worse off by it, and its sentence about these keys at these times. */
export function tellAspect(
  aspect: Aspect,
  tables: Tables,
  about: Saying,
): Pick<Difference, 'kind' | 'weakens' | 'says'> & { readonly units: readonly string[] } {
  switch (aspect.is) {
    case 'lead':
    case 'chain': {
      const values = {
        about,
        after: turnNames(tables.after, aspect.after),
        before: turnNames(tables.before, aspect.before),
      }
      return { kind: 'route', weakens: isWeaker(aspect), says: text('rings', values), units: unitsOf(aspect) }
    }
    case 'then': {
      const code = aspect.after.length === 0 ? 'nobodyThen' : aspect.before.length === 0 ? 'alsoThen' : 'ringsThen'
      const values = {
        about,
        after: turnNames(tables.after, aspect.after),
        before: turnNames(tables.before, aspect.before),
      }
      return { kind: 'route', weakens: isWeaker(aspect), says: text(code, values), units: unitsOf(aspect) }
    }
    case 'strategy': {
      const values = { about, after: word('strategy', `${aspect.after}`), before: word('strategy', `${aspect.before}`) }
      return { kind: 'ringing', weakens: false, says: text('strategy', values), units: [] }
    }
    case 'ringSeconds': {
      const { after, before } = aspect
      return { kind: 'ringing', weakens: false, says: text('ringSeconds', { about, after, before }), units: [] }
    }
    case 'reinforcements': {
      const names = ({ units }: RoutingTable, ids: readonly string[]): Saying =>
        list(ids.map((id) => nameIn(units, id)))
      const values = { about, after: names(tables.after, aspect.after), before: names(tables.before, aspect.before) }
      const weakens = aspect.after.length < aspect.before.length
      const code =
        aspect.after.length === 0
          ? 'reinforcementsGone'
          : aspect.before.length === 0
            ? 'reinforcementsNew'
            : 'reinforcements'
      const units = [...new Set([...aspect.before, ...aspect.after])]
      return { kind: 'reinforcement', weakens, says: text(code, values), units }
    }
  }
}

/** Nobody is rung who was not rung before, and somebody no longer is: the duty officer comes sooner. */
const isWeaker = ({ before, after }: { readonly before: readonly UnitTurn[]; readonly after: readonly UnitTurn[] }) =>
  after.length < before.length && after.every((turn) => before.some((other) => isSame(turn, other)))

const unitsOf = ({ before, after }: { readonly before: readonly UnitTurn[]; readonly after: readonly UnitTurn[] }) => [
  ...new Set([...after, ...before].map(({ unit }) => unit)),
]

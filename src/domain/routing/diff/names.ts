import type { UnitTurn } from '../choose-route.ts'
import type { RoutingTable, Words } from '../routing-table.ts'
import { list, type Saying, text } from './saying.ts'

type Named = { readonly id: string; readonly name: Words }

/** The name of the thing with this id; where there is none, the id. */
export function nameIn(things: readonly Named[], id: string): Saying {
  const found = things.find((thing) => thing.id === id)
  return found === undefined ? id : { words: found.name }
}

/** A unit, with its team where only that is rung. */
export function turnName({ units }: Pick<RoutingTable, 'units'>, { unit, team }: UnitTurn): Saying {
  const found = units.find(({ id }) => id === unit)
  const name = nameIn(units, unit)
  return team === null ? name : text('teamOf', { unit: name, team: nameIn(found?.teams ?? [], team) })
}

/** Units in the order in which they are rung; none: the duty officer. */
export const turnNames = (table: Pick<RoutingTable, 'units'>, turns: readonly UnitTurn[]): Saying =>
  turns.length === 0
    ? text('dutyOfficer')
    : list(
        turns.map((turn) => turnName(table, turn)),
        'inTurn',
      )

/** An emergency's platform with its number. */
export function emergencyName({ emergencies }: Pick<RoutingTable, 'emergencies'>, id: string): Saying {
  const found = emergencies.find((emergency) => emergency.id === id)
  return found === undefined ? id : text('platform', { name: { words: found.name }, number: found.number })
}

/** Things in both lists, those that only one of them has, by what tells them apart. */
export function pair<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  keyOf: (thing: Thing) => string,
): {
  readonly both: readonly { readonly key: string; readonly before: Thing; readonly after: Thing }[]
  readonly gone: readonly Thing[]
  readonly added: readonly Thing[]
} {
  const [old, now] = [before, after].map((things) => new Map(things.map((thing) => [keyOf(thing), thing]))) as [
    Map<string, Thing>,
    Map<string, Thing>,
  ]
  return {
    both: [...now].flatMap(([key, thing]) => {
      const was = old.get(key)
      return was === undefined ? [] : [{ key, before: was, after: thing }]
    }),
    gone: [...old].flatMap(([key, thing]) => (now.has(key) ? [] : [thing])),
    added: [...now].flatMap(([key, thing]) => (old.has(key) ? [] : [thing])),
  }
}

/** Things that are alike by a key, each group in the order in which it was met. */
export const gather = <Thing>(things: readonly Thing[], by: (thing: Thing) => unknown): readonly Thing[][] => [
  ...Map.groupBy(things, (thing) => JSON.stringify(by(thing))).values(),
]

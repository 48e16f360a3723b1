import type { NameOf } from '../../../domain/clocks/explain-deadline.ts'
import { peopleOfCentre } from '../../../domain/routing/person-of-centre.ts'
import type { RoutingTable, Words } from '../../../domain/routing/routing-table.ts'
import type { TextLanguage } from '../../../domain/text-catalogue.ts'
import { inLanguage } from '../../case/names-of-tables.ts'

/** What the things and people of one table are called in a language; of what it does not know, the id. */
export type TableNames = NameOf &
  ((kind: 'unit' | 'category' | 'area' | 'line' | 'emergency' | 'person', id: string) => string)

export function namesIn(table: RoutingTable, language: TextLanguage): TableNames {
  const { units, categories, areas, lines, emergencies, centre } = table
  const people = [
    ...units.flatMap(({ responders, head }) => [...responders, ...(head ? [head] : [])]),
    ...peopleOfCentre(centre),
  ]
  const things: Readonly<Record<string, readonly { readonly id: string; readonly name: Words }[]>> = {
    unit: units,
    category: categories,
    area: areas,
    line: lines,
    emergency: emergencies,
    person: people,
  }
  return (kind: string, id: string): string => {
    const name = things[kind]?.find((thing) => thing.id === id)?.name
    return name === undefined ? id : inLanguage(name, language, table)
  }
}

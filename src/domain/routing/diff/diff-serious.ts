import type { RoutingTable, SeriousKind, SupervisionClass } from '../routing-table.ts'
import { type Difference, difference } from './difference.ts'
import { type FieldRule, fieldChanges, wordChanges } from './field-changes.ts'
import { nameIn, pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

type Tables = { readonly before: RoutingTable; readonly after: RoutingTable }

const listed = (of: readonly string[], say: (one: string) => Saying): Saying =>
  of.length === 0 ? text('nothing') : list(of.map(say))
const isFewer = (before: readonly string[], after: readonly string[]): boolean =>
  before.some((one) => !after.includes(one))
const isNoLonger = (before: boolean, after: boolean): boolean => before && !after

const rules: readonly FieldRule<SeriousKind>[] = [
  { of: 'digit' },
  { of: 'critical', weakens: isNoLonger },
  { of: 'reinforces', weakens: isNoLonger },
  {
    of: 'units',
    said: (units: readonly string[], table) => listed(units, (id) => nameIn(table.units, id)),
    weakens: isFewer,
  },
  {
    of: 'informs',
    said: (offices: readonly string[]) => listed(offices, (to) => word('target', to)),
    weakens: isFewer,
  },
  { of: 'onReinforcement' },
]

/** What makes cases serious and what follows from it, and the classes of supervision. */
export function diffSerious(tables: Tables): readonly Difference[] {
  const kinds = pair(tables.before.seriousKinds, tables.after.seriousKinds, ({ id }) => id)
  const classes = pair(tables.before.supervisionClasses, tables.after.supervisionClasses, ({ id }) => id)
  const kind = ({ name }: SeriousKind) => ({ kind: { words: name } })
  const name = ({ name }: SupervisionClass) => ({ name: { words: name } })
  return [
    ...kinds.gone.map((one) => difference('centre', text('seriousGone', kind(one)), { weakens: true })),
    ...kinds.added.map((one) => difference('centre', text('seriousNew', kind(one)))),
    ...kinds.both.flatMap(({ before, after }) => [
      ...wordChanges('centre', { words: before.name }, before.name, after.name),
      ...fieldChanges('centre', { words: after.name }, { before, after }, rules, tables),
    ]),
    ...classes.gone.map((one) => difference('centre', text('classGone', name(one)), { weakens: true })),
    ...classes.added.map((one) => difference('centre', text('classNew', name(one)))),
    ...classes.both.flatMap(({ before, after }) =>
      wordChanges('centre', { words: before.name }, before.name, after.name),
    ),
  ]
}

import type { CancelReason, Destination, RoutingTable } from '../routing-table.ts'
import { type Difference, difference } from './difference.ts'
import { fieldChanges, wordChanges } from './field-changes.ts'
import { pair } from './names.ts'
import { type Saying, text } from './saying.ts'

type Tables = { readonly before: RoutingTable; readonly after: RoutingTable }

/** Where matters can be handed to besides the emergencies. */
export function diffDestinations(tables: Tables): readonly Difference[] {
  const { both, gone, added } = pair(tables.before.destinations, tables.after.destinations, ({ id }) => id)
  const named = ({ name, number }: Destination): Saying =>
    text('platform', { name: { words: name }, number: number ?? '—' })
  return [
    ...gone.map((one) => difference('emergency', text('platformGone', { platform: named(one) }), { weakens: true })),
    ...added.map((one) => difference('emergency', text('platformNew', { platform: named(one) }))),
    ...both.flatMap(({ before, after }) => [
      ...wordChanges('emergency', { words: before.name }, before.name, after.name),
      ...fieldChanges('emergency', { words: after.name }, { before, after }, [{ of: 'number' }], tables),
    ]),
  ]
}

/** Why cases may be cancelled, and who is told of it. */
export function diffCancelReasons(tables: Tables): readonly Difference[] {
  const { both, gone, added } = pair(tables.before.cancelReasons, tables.after.cancelReasons, ({ id }) => id)
  const named = ({ name }: CancelReason) => ({ reason: { words: name } })
  const untold = (before: boolean, after: boolean): boolean => before && !after
  return [
    ...gone.map((one) => difference('centre', text('cancelReasonGone', named(one)))),
    ...added.map((one) => difference('centre', text('cancelReasonNew', named(one)))),
    ...both.flatMap(({ before, after }) => [
      ...wordChanges('centre', { words: before.name }, before.name, after.name),
      ...fieldChanges(
        'centre',
        { words: after.name },
        { before, after },
        [{ of: 'tellsCaller', weakens: untold }],
        tables,
      ),
    ]),
  ]
}

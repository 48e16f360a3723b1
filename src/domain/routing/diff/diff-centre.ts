import { isSame } from '../merge/merge-values.ts'
import type { Area, Centre, Emergency, GoldenCall, ReturnReason, RoutingTable, Timings } from '../routing-table.ts'
import { diffSerious } from './diff-serious.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { type FieldRule, fieldChanges, wordChanges } from './field-changes.ts'
import { nameIn, pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

/** What is left: the centre and those above it, others' platforms, places, designations, notices, languages, seconds, golden calls. */
export function diffCentre(sides: Sides): readonly Difference[] {
  const tables = { before: sides.before.rules.table, after: sides.after.rules.table }
  return [
    ...designations(tables),
    ...returnReasons(tables),
    ...emergencies(tables),
    ...diffSerious(tables),
    ...centre(tables),
    ...areas(tables),
    ...notices(tables),
    ...languages(tables),
    ...fieldChanges(
      'timing',
      text('everyCall'),
      { before: tables.before.timings, after: tables.after.timings },
      timingRules,
      tables,
    ),
    ...goldenCalls(tables),
  ]
}

type Tables = { readonly before: RoutingTable; readonly after: RoutingTable }

/** By name, so that a field that is added is not forgotten. */
const timingFields: Readonly<Record<keyof Timings, true>> = {
  noKeySeconds: true,
  wrongKeys: true,
  statementMaxSeconds: true,
  statementSilenceSeconds: true,
  decideSeconds: true,
  interDigitSeconds: true,
  abandonedAfterSeconds: true,
  conversationMaxMinutes: true,
  answerSeconds: true,
  dispatchMinutes: true,
  situationMinutes: true,
  reviewMinutes: true,
  feedbackAgainMinutes: true,
  rulingMinutes: true,
  callBackMinutes: true,
  confirmBy: true,
  phoneTestDays: true,
}
/** What the citizen waits longer for. */
const clocks: readonly (keyof Timings)[] = [
  'answerSeconds',
  'dispatchMinutes',
  'situationMinutes',
  'reviewMinutes',
  'feedbackAgainMinutes',
  'rulingMinutes',
  'callBackMinutes',
  'confirmBy',
]
const longer = (before: number | string, after: number | string): boolean => after > before
const timingRules: readonly FieldRule<Timings>[] = (Object.keys(timingFields) as (keyof Timings)[]).map((of) =>
  clocks.includes(of) ? { of, weakens: longer } : { of },
)

function designations({ before, after }: Tables): readonly Difference[] {
  const { both, gone, added } = pair(before.designations, after.designations, ({ id }) => id)
  const whose = ({ units }: RoutingTable, unit: string | null): Saying =>
    unit === null ? text('dutyOfficer') : nameIn(units, unit)
  return [
    ...gone.map(({ name }) =>
      difference('designation', text('designationGone', { name: { words: name } }), { weakens: true }),
    ),
    ...added.map(({ name, unit }) =>
      difference('designation', text('designationNew', { name: { words: name }, unit: whose(after, unit) })),
    ),
    ...both.flatMap(({ before: was, after: is }) => [
      ...wordChanges('designation', { words: was.name }, was.name, is.name),
      ...(was.unit === is.unit
        ? []
        : [
            difference(
              'designation',
              text('designationOther', {
                name: { words: is.name },
                after: whose(after, is.unit),
                before: whose(before, was.unit),
              }),
              { weakens: is.unit === null, units: [is.unit, was.unit].filter((unit) => unit !== null) },
            ),
          ]),
    ]),
  ]
}

function returnReasons(tables: Tables): readonly Difference[] {
  const { both, gone, added } = pair(tables.before.returnReasons, tables.after.returnReasons, ({ id }) => id)
  const rules: readonly FieldRule<ReturnReason>[] = [{ of: 'key' }]
  return [
    ...gone.map(({ name }) => difference('returnReason', text('returnReasonGone', { name: { words: name } }))),
    ...added.map(({ name }) => difference('returnReason', text('returnReasonNew', { name: { words: name } }))),
    ...both.flatMap(({ before, after }) => [
      ...wordChanges('returnReason', { words: before.name }, before.name, after.name),
      ...fieldChanges('returnReason', { words: after.name }, { before, after }, rules, tables),
    ]),
  ]
}

function emergencies(tables: Tables): readonly Difference[] {
  const { both, gone, added } = pair(tables.before.emergencies, tables.after.emergencies, ({ id }) => id)
  const rules: readonly FieldRule<Emergency>[] = [{ of: 'number' }, { of: 'ringSeconds' }]
  const platform = ({ name, number }: Emergency): Saying => text('platform', { name: { words: name }, number })
  return [
    ...gone.map((one) => difference('emergency', text('platformGone', { platform: platform(one) }), { weakens: true })),
    ...added.map((one) => difference('emergency', text('platformNew', { platform: platform(one) }))),
    ...both.flatMap(({ before, after }) => [
      ...wordChanges('emergency', { words: before.name }, before.name, after.name),
      ...fieldChanges('emergency', { words: after.name }, { before, after }, rules, tables),
    ]),
  ]
}

function centre(tables: Tables): readonly Difference[] {
  const things = { before: tables.before.centre, after: tables.after.centre }
  const what: Saying = { words: things.after.name }
  const offices = (['supervision', 'leadingGroup'] as const).flatMap((office) => {
    const [was, is] = [things.before[office], things.after[office]]
    if (was?.id === is?.id) return []
    const named = (person: Centre[typeof office]): Saying => (person === null ? text('nobody') : { words: person.name })
    const values = { what, field: word('field', `centre.${office}`), after: named(is), before: named(was) }
    return [difference('centre', text('field', values), { weakens: is === null })]
  })
  return [
    ...wordChanges('centre', { words: things.before.name }, things.before.name, things.after.name),
    ...fieldChanges('centre', what, things, [{ of: 'ringSeconds' }], tables),
    ...offices,
  ]
}

function areas(tables: Tables): readonly Difference[] {
  const { both, gone, added } = pair(tables.before.areas, tables.after.areas, ({ id }) => id)
  const rules: readonly FieldRule<Area>[] = [{ of: 'key' }, { of: 'prefixes' }]
  return [
    ...gone.map(({ id, name }) => difference('area', text('areaGone', { area: { words: name } }), { areas: [id] })),
    ...added.map(({ id, name }) => difference('area', text('areaNew', { area: { words: name } }), { areas: [id] })),
    ...both.flatMap(({ key, before, after }) => [
      ...wordChanges('area', { words: before.name }, before.name, after.name, { areas: [key] }),
      ...fieldChanges('area', { words: after.name }, { before, after }, rules, tables, { areas: [key] }),
    ]),
    ...ordered('area', 'areasOrdered', tables.before.areas, tables.after.areas),
  ]
}

/** Places are announced in the order in which they stand. */
function ordered(
  kind: 'area',
  code: 'areasOrdered',
  before: readonly Area[],
  after: readonly Area[],
): readonly Difference[] {
  const ids = (things: readonly Area[], others: readonly Area[]) =>
    things.flatMap(({ id, key }) => (key !== null && others.some((other) => other.id === id) ? [id] : []))
  if (isSame(ids(before, after), ids(after, before))) return []
  return [difference(kind, text(code, { areas: list(after.map(({ name }) => ({ words: name }))) }))]
}

function notices({ before, after }: Tables): readonly Difference[] {
  const { both, gone, added } = pair(before.notices, after.notices, ({ id }) => id)
  return [
    ...gone.map((one) => difference('notice', text('noticeGone', { notice: { words: one.text } }))),
    ...added.map((one) => difference('notice', text('noticeNew', { notice: { words: one.text } }))),
    ...both.flatMap((one) =>
      wordChanges('notice', text('noticeWords', { id: one.key }), one.before.text, one.after.text),
    ),
  ]
}

function languages({ before, after }: Tables): readonly Difference[] {
  if (isSame(before.languages, after.languages)) return []
  const named = (all: readonly string[]): Saying => list(all.map((language) => word('language', language)))
  const values = { after: named(after.languages), before: named(before.languages) }
  const weakens = before.languages.some((language) => !after.languages.includes(language))
  return [difference('language', text('languages', values), { weakens })]
}

function goldenCalls({ before, after }: Tables): readonly Difference[] {
  const { both, gone, added } = pair<GoldenCall>(before.goldenCalls, after.goldenCalls, ({ id }) => id)
  return [
    ...gone.map(({ id }) => difference('goldenCall', text('goldenGone', { id }))),
    ...added.map(({ id }) => difference('goldenCall', text('goldenNew', { id }))),
    ...both
      .filter((one) => !isSame(one.before, one.after))
      .map(({ key }) => difference('goldenCall', text('goldenOther', { id: key }))),
  ]
}

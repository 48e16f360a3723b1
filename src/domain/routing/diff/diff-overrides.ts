import type { TimedOverride } from '../duty.ts'
import { isSame } from '../merge/merge-values.ts'
import type { RoutingRules } from '../people-on-duty.ts'
import { isEmpty, oneSpan, type Spans } from '../proof/spans.ts'
import { type Difference, differenceAt, type Sides, whenSeen } from './difference.ts'
import { emergencyName, nameIn, pair } from './names.ts'
import { type Saying, text } from './saying.ts'

/** Timed overrides that come and go, as far as they are in force at some time that is told of. */
export function diffOverrides(before: RoutingRules, after: RoutingRules, sides: Sides): readonly Difference[] {
  const { both, gone, added } = pair(before.duty.overrides, after.duty.overrides, ({ id }) => id)
  const changed = both.filter((one) => !isSame(effectOf(one.before), effectOf(one.after)))
  return [
    ...[...gone, ...changed.map((one) => one.before)].flatMap((one) => tell('overrideGone', one, before, sides)),
    ...[...added, ...changed.map((one) => one.after)].flatMap((one) => tell('overrideNew', one, after, sides)),
  ]
}

const effectOf = ({ kind, line, to, from, ...one }: TimedOverride): unknown => [
  kind,
  line,
  to,
  from,
  endOf(one),
  one.reason,
]
const endOf = ({ until, ended }: Pick<TimedOverride, 'until' | 'ended'>): number => Math.min(until, ended?.at ?? until)

function tell(
  code: 'overrideNew' | 'overrideGone',
  override: TimedOverride,
  { table }: RoutingRules,
  { looking }: Sides,
): readonly Difference[] {
  const { kind, line, to, reason } = override
  const spans: Spans = oneSpan(Math.max(override.from, looking.from), Math.min(endOf(override), looking.until))
  if (isEmpty(spans)) return []
  const values = {
    when: { when: whenSeen(oneSpan(override.from, endOf(override)), looking) },
    on: line === null ? text('everyLine') : text('onLines', { lines: nameIn(table.lines, line) }),
    what: whatOf(override, table),
    reason,
  }
  const isHard = kind === 'close' || (kind === 'sendAll' && to === null)
  return [
    differenceAt(spans, 'override', text(code, values), {
      weakens: code === 'overrideNew' && isHard,
      ...(line === null ? {} : { lines: [line] }),
      units: kind === 'sendAll' && to !== null ? [to] : [],
    }),
  ]
}

function whatOf({ kind, to }: TimedOverride, table: RoutingRules['table']): Saying {
  switch (kind) {
    case 'close':
      return text('closeTo', { to: emergencyName(table, to ?? '') })
    case 'open':
      return text('openNow')
    case 'notice':
      return text('noticeOf', { notice: words(table, to ?? '') })
    case 'sendAll':
      return text('sendAllTo', { to: to === null ? text('dutyOfficer') : nameIn(table.units, to) })
  }
}

const words = ({ notices }: RoutingRules['table'], id: string): Saying => {
  const notice = notices.find((one) => one.id === id)
  return notice === undefined ? id : { words: notice.text }
}

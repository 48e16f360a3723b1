/** Promise to the sysadmin: a roster that changes is one sentence with its weekly pattern, however many nights and keys it touches. */
import { centreRoster } from '../../roster/roster.ts'
import { isSame } from '../merge/merge-values.ts'
import { officersOnDuty, peopleOnDuty, type RoutingRules } from '../people-on-duty.ts'
import { seenOf } from '../proof/finding.ts'
import { isEmpty, noSpans, type Spans, spansFrom, unite, without } from '../proof/spans.ts'
import type { When } from '../proof/when.ts'
import type { Responder } from '../routing-table.ts'
import { type Difference, differenceAt, type Sides, whenSeen } from './difference.ts'
import { nameIn, pair, turnName } from './names.ts'
import { rosterInstants } from './roster-instants.ts'
import { list, type Saying, text } from './saying.ts'

/** Whose people: a unit's, or only a team's; null: the duty officers. */
type Subject = { readonly unit: string; readonly team: string | null } | null

/** Other people, for a while: those who were rung, and those who are, by their ids in ringing order. */
type Change = { readonly before: readonly string[]; readonly after: readonly string[]; readonly spans: Spans }

/** So many changes of the same people are told in their sentence; the others are counted. */
const mostChanges = 3

/** Who of each unit, each team and the duty officers is rung, as far as that is another at some time. */
export function diffPeople(sides: Sides): readonly Difference[] {
  const [old, now] = [sides.before.rules.table, sides.after.rules.table]
  const units = pair(old.units, now.units, ({ id }) => id).both.flatMap(({ key: unit, before, after }) => {
    const teams = pair(before.teams, after.teams, ({ id }) => id).both
    const ofTeams = teams.map(({ key: team }) => ({
      subject: { unit, team },
      changes: changesOf({ unit, team }, sides),
    }))
    const told = ofTeams.flatMap(({ changes }) => changes.map(({ spans }) => spans)).reduce(unite, noSpans)
    // What is told of its teams is not told of the unit once more.
    const ofAll = changesOf({ unit, team: null }, sides)
      .map((change) => ({ ...change, spans: without(change.spans, told) }))
      .filter(({ spans }) => !isEmpty(seenOf(spans, sides.looking)))
    return [...ofTeams, { subject: { unit, team: null }, changes: ofAll }]
  })
  return [...units, { subject: null, changes: changesOf(null, sides) }]
    .filter(({ changes }) => changes.length > 0)
    .map(({ subject, changes }) => tell(subject, changes, sides))
}

function changesOf(subject: Subject, { before, after, looking }: Sides): readonly Change[] {
  const both = [before, after] as const
  const [was, is] = both.map(({ rules }) => groundsOf(rules, subject))
  if (isSame(was, is)) return []
  const cuts = both.flatMap((side) =>
    rostersOf(side.rules, subject).flatMap((roster) =>
      rosterInstants(roster, side.days, { zone: side.rules.zone, calendar: side.rules.table.calendar }),
    ),
  )
  const { from, until } = after
  const bounds = [...new Set([from, ...cuts.filter((cut) => cut > from && cut < until)])].sort((a, b) => a - b)
  const found = new Map<string, Omit<Change, 'spans'> & { readonly bounds: number[] }>()
  bounds.forEach((at, index) => {
    const [old, now] = [rungAt(before.rules, subject, at), rungAt(after.rules, subject, at)]
    if (isSame(old, now)) return
    const key = JSON.stringify([old, now])
    const change = found.get(key) ?? { before: old, after: now, bounds: [] }
    found.set(key, change)
    const end = bounds[index + 1] ?? until
    if (change.bounds.at(-1) === at) change.bounds[change.bounds.length - 1] = end
    else change.bounds.push(at, end)
  })
  return [...found.values()]
    .map(({ bounds: pairs, ...change }) => ({ ...change, spans: seenOf(spansFrom(pairs), looking) }))
    .filter(({ spans }) => !isEmpty(spans))
    .sort((one, other) => (one.spans[0] ?? 0) - (other.spans[0] ?? 0))
}

/** All that the answer depends on. */
function groundsOf(rules: RoutingRules, subject: Subject): unknown {
  const rosters = rostersOf(rules, subject)
  const unit = rules.table.units.find(({ id }) => id === subject?.unit)
  return {
    people: peopleIn(rules, subject).map(({ id }) => id),
    teams: unit?.teams.map(({ id, members }) => [id, members]),
    rosters: rosters.map(({ covers, rotations, shifts, overrides }) => ({ covers, rotations, shifts, overrides })),
    calendar: rosters.length === 0 ? [] : rules.table.calendar.map(({ date, kind }) => [date, kind]),
  }
}

/** Rosters that say who of them is on duty. */
export function rostersOf({ table, duty }: Pick<RoutingRules, 'table' | 'duty'>, subject: Subject) {
  if (subject === null) return duty.rosters.filter(({ covers }) => covers === centreRoster)
  const teams = table.units.find(({ id }) => id === subject.unit)?.teams ?? []
  const bodies = [subject.unit, ...teams.map(({ id }) => id)]
  return duty.rosters.filter(({ covers }) => bodies.includes(covers))
}

const peopleIn = ({ table }: Pick<RoutingRules, 'table'>, subject: Subject): readonly Responder[] =>
  subject === null ? table.centre.dutyOfficers : (table.units.find(({ id }) => id === subject.unit)?.responders ?? [])

function rungAt(rules: RoutingRules, subject: Subject, at: number): readonly string[] {
  const unit = rules.table.units.find(({ id }) => id === subject?.unit)
  const people =
    subject === null ? officersOnDuty(rules, at) : unit === undefined ? [] : peopleOnDuty(rules, unit, subject.team, at)
  return people.map(({ id }) => id)
}

/** A rotation that turns otherwise changes every other week: the first two times, and how many more. */
function timesOf(when: readonly When[]): Saying {
  const rest = when.slice(timesNamed)
  if (rest.length < 2) return { when }
  const count = rest.reduce((sum, one) => sum + (one.is === 'sometimes' ? one.times : 1), 0)
  return text('moreTimes', { when: { when: when.slice(0, timesNamed) }, count })
}
const timesNamed = 2

function tell(subject: Subject, changes: readonly Change[], sides: Sides): Difference {
  const [old, now] = [sides.before.rules, sides.after.rules]
  const names = (rules: RoutingRules, ids: readonly string[]): Saying =>
    ids.length === 0
      ? text('nobody')
      : list(
          ids.map((id) => nameIn(peopleIn(rules, subject), id)),
          'inTurn',
        )
  const told = changes.slice(0, mostChanges).map(({ before, after, spans }) => {
    const when = whenSeen(spans, sides.looking)
    const values = { after: names(now, after), before: names(old, before), when: timesOf(when) }
    return text(when[0]?.is === 'always' ? 'peopleAlways' : 'peopleWhen', values)
  })
  const more = changes.slice(mostChanges).length
  const spans = changes.map((change) => change.spans).reduce(unite)
  const values = {
    unit: subject === null ? text('dutyOfficers') : turnName(now.table, subject),
    changes: list([...told, ...(more === 0 ? [] : [text('moreChanges', { count: more })])], 'semicolon'),
  }
  const people = changes.flatMap((change) => [...change.before, ...change.after])
  return differenceAt(spans, 'duty', text('people', values), {
    weakens: changes.some(({ after }) => after.length === 0),
    units: subject === null ? [] : [subject.unit],
    people: [...new Set(people)],
    rosters: [...new Set([...rostersOf(old, subject), ...rostersOf(now, subject)].map(({ id }) => id))],
  })
}

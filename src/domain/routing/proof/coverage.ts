/** Promise to the sysadmin: for any stretch of time it is known who can be rung when, by the rules that live calls follow. */

import type { LocalDay } from '../../clocks/local-day.ts'
import type { Instant } from '../../instant.ts'
import { centreRoster, type Roster } from '../../roster/roster.ts'
import type { UnitTurn } from '../choose-route.ts'
import { type OverrideKind, overrideAt, type TimedOverride } from '../duty.ts'
import { leadsBy } from '../entrance.ts'
import { lineOf } from '../line-of.ts'
import { localCalendarOf, type RoutingRules } from '../people-on-duty.ts'
import { voiceNumbersOf } from '../phones-of.ts'
import type { Responder, Unit } from '../routing-table.ts'
import { understoodDuty } from '../understood-duty.ts'
import { daysBetween } from './day-spans.ts'
import { type RosterSpans, rosterSpans } from './roster-spans.ts'
import { meet, noSpans, oneSpan, type Spans, unite, without } from './spans.ts'
import type { WayIn } from './ways-in.ts'
import { windowSpans } from './window-spans.ts'

/** Everything is worked out when it is first asked for, and once. */
export type Coverage = {
  readonly rules: RoutingRules
  readonly from: Instant
  readonly until: Instant
  readonly whole: Spans
  readonly days: readonly LocalDay[]
  /** When a window is open; of one that is not there: never. */
  readonly open: (window: string) => Spans
  readonly roster: (roster: Roster) => RosterSpans
  /** When somebody of a unit's turn can be rung. */
  readonly staffed: (turn: UnitTurn) => Spans
  /** When a duty officer can be rung who is on duty: where no roster is kept for them, all are. */
  readonly officers: () => Spans
  /** When such a way leads to its category, and not to an emergency. */
  readonly reached: (way: WayIn) => Spans
  /** The stretches in which one override, or none, sends a line's cases elsewhere. */
  readonly sendings: (line: string) => readonly Sending[]
}
export type Sending = { readonly spans: Spans; readonly sentAway: TimedOverride | null }

const dayMs = 24 * 60 * 60 * 1000

export function coverageOf(given: RoutingRules, from: Instant, until: Instant): Coverage {
  const rules = { ...given, duty: understoodDuty(given) }
  const { table, duty, zone } = rules
  const whole = oneSpan(from, until)
  // What begins on the day before is still going on, and what begins on the last ends later.
  const days = daysBetween(from - dayMs, until + dayMs, zone)
  const local = localCalendarOf(rules)
  const within = (spans: Spans): Spans => meet(whole, spans)

  const open = once((id: string): Spans => {
    const window = table.windows.find((candidate) => candidate.id === id)
    return window === undefined ? noSpans : within(windowSpans(window, days, local))
  })
  const rosters = new Map<Roster, RosterSpans>()
  const roster = (kept: Roster): RosterSpans => {
    const found = rosters.get(kept) ?? rosterSpans(kept, days, local)
    rosters.set(kept, found)
    return found
  }
  const keptFor = (covers: string): RosterSpans | null => {
    const kept = duty.rosters.find((candidate) => candidate.covers === covers)
    return kept === undefined ? null : roster(kept)
  }
  const staffedById = once((key: string): Spans => {
    const [id, team] = JSON.parse(key) as [string, string | null]
    const unit = table.units.find((candidate) => candidate.id === id)
    return unit === undefined ? noSpans : within(spansOfUnit(unit, team, keptFor, whole))
  })
  const officers = once((): Spans => {
    const kept = keptFor(centreRoster)
    return within(uniteAll(rungOf(table.centre.dutyOfficers).map(({ id }) => kept?.of(id) ?? whole)))
  })
  const stretches = once((line: string) => stretchesOf(duty.overrides, line, from, until))
  const leadsIn = (line: string, { override }: Stretch, hours: 'open' | 'closed'): boolean =>
    leadsBy(
      { did: null, line: lineOf(table, line), language: '', window: '' },
      {
        hours: hours === 'open' ? { open: true } : { open: false, closedTo: '' },
        closing: override('close'),
        opening: override('open'),
      },
    ).to === 'menu'
  const reachedBy = once((key: string): Spans => {
    const [line, window] = JSON.parse(key) as [string, string]
    const hours = table.windows.some(({ id }) => id === window) ? open(window) : whole
    return stretches(line).reduce((found, stretch) => {
      const opened = leadsIn(line, stretch, 'open') ? meet(hours, stretch.spans) : noSpans
      const closed = leadsIn(line, stretch, 'closed') ? without(stretch.spans, hours) : noSpans
      return unite(found, unite(opened, closed))
    }, noSpans)
  })
  return {
    rules,
    from,
    until,
    whole,
    days,
    open,
    roster,
    staffed: ({ unit, team }) => staffedById(JSON.stringify([unit, team])),
    officers: () => officers(''),
    reached: ({ line, windows }) => uniteAll(windows.map((window) => reachedBy(JSON.stringify([line, window])))),
    sendings: once((line: string) =>
      stretches(line).map(({ spans, override }) => ({ spans, sentAway: override('sendAll') })),
    ),
  }

  function stretchesOf(overrides: readonly TimedOverride[], line: string, first: Instant, last: Instant): Stretch[] {
    const cuts = overrides.flatMap((one) => [one.from, Math.min(one.until, one.ended?.at ?? one.until)])
    const bounds = [...new Set([first, ...cuts.filter((cut) => cut > first && cut < last), last])].sort((a, b) => a - b)
    return bounds.slice(0, -1).map((begin, index) => ({
      spans: oneSpan(begin, bounds[index + 1] as number),
      override: (kind) => overrideAt(duty, kind, line, begin),
    }))
  }
}

/** A stretch of time in which no override begins or ends. */
type Stretch = { readonly spans: Spans; readonly override: (kind: OverrideKind) => TimedOverride | null }

/** What `peopleOnDuty` says of each instant, as far as those people have a telephone to be rung on. */
function spansOfUnit(
  unit: Unit,
  team: string | null,
  keptFor: (covers: string) => RosterSpans | null,
  whole: Spans,
): Spans {
  const rung = rungOf(unit.responders)
  const ofUnit = keptFor(unit.id)
  const teams = unit.teams.filter(({ id }) => team === null || id === team)
  const onRoster = (kept: RosterSpans | null, people: readonly Responder[]): Spans =>
    uniteAll(people.map(({ id }) => kept?.of(id) ?? whole))
  if (teams.length === 0) return onRoster(ofUnit, rung)
  return uniteAll(
    teams.map(({ id, members }) => {
      const own = keptFor(id)
      return own === null
        ? onRoster(
            ofUnit,
            rung.filter((one) => members.includes(one.id)),
          )
        : onRoster(own, rung)
    }),
  )
}

/** Those who can be rung. */
export const rungOf = (people: readonly Responder[]): readonly Responder[] =>
  people.filter((person) => voiceNumbersOf(person).length > 0)

const uniteAll = (all: readonly Spans[]): Spans => all.reduce(unite, noSpans)

/** The answer to a question, worked out the first time. */
function once<Answer>(ask: (about: string) => Answer): (about: string) => Answer {
  const known = new Map<string, Answer>()
  return (about) => {
    const found = known.get(about)
    if (found !== undefined) return found
    const answer = ask(about)
    known.set(about, answer)
    return answer
  }
}

/** Promise to the sysadmin: who is on duty is worked out by the rules that telephones ring by, for a whole year at once. */
import type { LocalDay } from '../../clocks/local-day.ts'
import { minutesOfDay } from '../../clocks/time-of-day.ts'
import type { LocalCalendar } from '../../clocks/working-day.ts'
import type { Roster, Rotation, Shift } from '../../roster/roster.ts'
import { handOverOf, startsOn, turnOn } from '../../roster/who-is-on-call.ts'
import { noteFrame } from './day-spans.ts'
import { isEmpty, meet, noSpans, oneSpan, type Spans, spansFrom, unite, without } from './spans.ts'

/** When whom a roster has on duty. */
export type RosterSpans = {
  readonly of: (person: string) => Spans
  /** When two of its own shifts have somebody at once. */
  readonly twice: (person: string) => Spans
  readonly people: readonly string[]
}

/** What `whoIsOnCall` says of each instant of these days, which follow one another, by person. */
export function rosterSpans(roster: Roster, days: readonly LocalDay[], local: LocalCalendar): RosterSpans {
  const onDuty = new Map<string, Spans>()
  const twice = new Map<string, Spans>()
  const turns = new Map(roster.rotations.toReversed().map((rotation) => [rotation.id, turnSpans(rotation, days)]))
  for (const shift of roster.shifts) {
    const whole = shiftSpans(shift, days, local)
    const rotation = 'rotation' in shift.on ? turns.get(shift.on.rotation) : undefined
    const people = 'people' in shift.on ? new Set(shift.on.people) : (rotation?.keys() ?? [])
    for (const person of people) {
      const spans = rotation === undefined ? whole : meet(whole, rotation.get(person) ?? noSpans)
      const before = onDuty.get(person) ?? noSpans
      const both = meet(before, spans)
      if (!isEmpty(both)) twice.set(person, unite(twice.get(person) ?? noSpans, both))
      onDuty.set(person, unite(before, spans))
    }
  }
  const of = (person: string): Spans => onDuty.get(person) ?? noSpans
  for (const { from, until, off, on } of roster.overrides) {
    const span = oneSpan(from, until)
    const counts = off === null ? span : meet(span, of(off))
    if (on !== null) onDuty.set(on, unite(of(on), counts))
    if (off !== null) onDuty.set(off, without(of(off), counts))
  }
  return { of, twice: (person) => meet(twice.get(person) ?? noSpans, of(person)), people: [...onDuty.keys()] }
}

function shiftSpans(shift: Shift, days: readonly LocalDay[], local: LocalCalendar): Spans {
  const [from, to] = [minutesOfDay(shift.from) ?? 0, minutesOfDay(shift.to) ?? 0]
  const bounds: number[] = []
  days.forEach((day, index) => {
    if (startsOn(shift, day, local)) noteFrame(bounds, day, days[index + 1] ?? null, from, to)
  })
  return spansFrom(bounds)
}

/** When it is whose turn, by person. */
function turnSpans(rotation: Rotation, days: readonly LocalDay[]): ReadonlyMap<string, Spans> {
  const bounds: number[][] = rotation.groups.map(() => [])
  for (const day of days) {
    const handOver = Math.min(handOverOf(rotation, day), day.end)
    const [before, after] = [turnOn(rotation, day.date, false), turnOn(rotation, day.date, true)]
    if (before !== null) noteTurn(bounds[before] as number[], day.start, handOver)
    if (after !== null) noteTurn(bounds[after] as number[], handOver, day.end)
  }
  const spans = new Map<string, Spans>()
  rotation.groups.forEach((group, place) => {
    const turn = spansFrom(bounds[place] as number[])
    for (const person of new Set(group)) spans.set(person, unite(spans.get(person) ?? noSpans, turn))
  })
  return spans
}

/** A turn goes on over midnight. */
function noteTurn(bounds: number[], from: number, until: number): void {
  if (until <= from) return
  if (bounds.at(-1) === from) bounds[bounds.length - 1] = until
  else bounds.push(from, until)
}

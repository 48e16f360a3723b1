import ICAL from 'ical.js'
import type { Shift } from '../../domain/roster/roster.ts'
import type { Words } from '../../domain/routing/routing-table.ts'
import { digestOf, eventsProperty, personProperty, rosterProperty } from './roster-calendar.ts'
import { type EventDays, onDay, shiftsOfEvent } from './shifts-of-event.ts'
import type { CalendarFault, CalendarFaultCode } from './texts/calendar-fault-texts.ts'
import { daysBetween, daysOn, isZone, tzidOf, type WallTime, wallTimeOf, weekdayOf } from './wall-time.ts'

export type CalendarReading =
  /** The calendar carries a roster: its text. */
  | { readonly ok: true; readonly document: string }
  /** Its events are somebody's own. */
  | { readonly ok: true; readonly shifts: readonly Shift[]; readonly title: string | null }
  | { readonly ok: false; readonly faults: readonly CalendarFault[] }

/** People of a roster: an event is whoever's id or name stands in it. */
export type Known = readonly { readonly id: string; readonly name: Words }[]

type Component = InstanceType<typeof ICAL.Component>
type IcalTime = InstanceType<typeof ICAL.Time>

const mostBytes = 4 * 1024 * 1024
const mostEvents = 5000
/** Times a rule is written out, where it is neither daily nor weekly but has an end. */
const mostTimes = 500

/** Reads a calendar that is to become a roster. Every fault at once, each with the line of its event. */
export function readCalendar(text: string, zone: string, known: Known): CalendarReading {
  const whole = (code: CalendarFaultCode, values = {}): CalendarReading => ({
    ok: false,
    faults: [{ line: null, event: null, code, values }],
  })
  if (text.length > mostBytes) return whole('tooLarge', { most: mostBytes })
  let calendar: Component
  try {
    calendar = new ICAL.Component(ICAL.parse(text.replace(/^\ufeff/, '')))
  } catch (error) {
    return whole('notCalendar', { detail: (error as Error).message.slice(0, 200) })
  }
  if (calendar.name !== 'vcalendar') return whole('notCalendar', { detail: calendar.name ?? '-' })
  const events = calendar.getAllSubcomponents('vevent')
  if (events.length > mostEvents) return whole('tooManyEvents', { events: events.length, most: mostEvents })
  const carried = calendar.getFirstPropertyValue(rosterProperty)
  if (carried !== null) {
    if (calendar.getFirstPropertyValue(eventsProperty) !== digestOf(events)) return whole('edited')
    return { ok: true, document: Buffer.from(String(carried), 'base64').toString('utf8') }
  }
  const faults: CalendarFault[] = []
  const lines = text.split(/\r?\n/).flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []))
  const blame = (event: Component, code: CalendarFaultCode, values = {}) =>
    faults.push({ line: lines[events.indexOf(event)] ?? null, event: summaryOf(event), code, values })
  const series = events.filter((event) => !event.hasProperty('recurrence-id'))
  const moved = events.filter((event) => event.hasProperty('recurrence-id'))
  for (const event of moved) if (!series.some((one) => uidOf(one) === uidOf(event))) blame(event, 'noSeries')
  const shifts = [
    ...series.flatMap((event) => {
      const others = moved.filter((other) => uidOf(other) === uidOf(event))
      return shiftsOf(event, others, zone, known, blame)
    }),
    ...moved.flatMap((event) => shiftsOf(event, [], zone, known, blame)),
  ]
  if (faults.length > 0) return { ok: false, faults }
  const title = calendar.getFirstPropertyValue('x-wr-calname')
  return {
    ok: true,
    shifts: shifts.map((shift, index) => ({ id: `event-${index + 1}`, ...shift })),
    title: title === null ? null : String(title),
  }
}

const uidOf = (event: Component): string => String(event.getFirstPropertyValue('uid') ?? '')
const summaryOf = (event: Component): string => String(event.getFirstPropertyValue('summary') ?? uidOf(event))

type Blame = (event: Component, code: CalendarFaultCode, values?: Record<string, string | number>) => unknown

function shiftsOf(
  event: Component,
  moved: readonly Component[],
  zone: string,
  known: Known,
  blame: Blame,
): readonly Omit<Shift, 'id'>[] {
  if (/^cancelled$/i.test(String(event.getFirstPropertyValue('status') ?? ''))) return []
  const { startDate: start, endDate: end } = new ICAL.Event(event)
  const people = peopleOf(event, known)
  if (people.length === 0) blame(event, 'noPerson', { value: JSON.stringify(summaryOf(event)) })
  const unknown = unknownZones(event)
  for (const tzid of unknown) blame(event, 'unknownZone', { zone: tzid })
  if (!start || !end || end.compare(start) <= 0) {
    blame(event, 'noTime')
    return []
  }
  if (unknown.length > 0) return []
  const tzid = tzidOf(event.getFirstProperty('dtstart'))
  const ends = event.getFirstProperty('dtend')
  const times = {
    from: wallTimeOf(start, tzid, zone),
    until: wallTimeOf(end, ends === null ? tzid : tzidOf(ends), zone),
  }
  const days = daysOfEvent(event, start, times.from, zone, moved, blame)
  return days.flatMap((one) => shiftsOfEvent(one, times, people))
}

/** Zones of its times that neither the world's list nor the file knows. */
const unknownZones = (event: Component): readonly string[] => {
  const told = event.parent?.getAllSubcomponents('vtimezone').map((one) => one.getFirstPropertyValue('tzid')) ?? []
  const used = ['dtstart', 'dtend', 'exdate', 'rdate', 'recurrence-id'].flatMap((name) =>
    event.getAllProperties(name).flatMap((property) => tzidOf(property) ?? []),
  )
  return [...new Set(used)].filter((tzid) => !isZone(tzid) && !told.includes(tzid))
}

/** Whose ids or names stand in an event, in that order: as we write it, as an attendee, or in its title. */
function peopleOf(event: Component, known: Known): readonly string[] {
  const own = event.getAllProperties(personProperty).map((property) => String(property.getFirstValue()))
  const attendees = event
    .getAllProperties('attendee')
    .flatMap((property) => [String(property.getParameter('cn') ?? ''), String(property.getFirstValue())])
  for (const said of [own, attendees, [summaryOf(event)]]) {
    const places = known.flatMap(({ id, name }) => {
      const found = said.flatMap((text, index) => {
        const at = [id, ...Object.values(name)].map((word) => placeOfWord(text, word)).filter((place) => place >= 0)
        return at.length === 0 ? [] : [index * 10_000 + Math.min(...at)]
      })
      return found.length === 0 ? [] : [{ id, place: Math.min(...found) }]
    })
    if (places.length > 0) return places.sort((one, other) => one.place - other.place).map(({ id }) => id)
  }
  return []
}

/** Where a word stands by itself: `0501` is not in `10501`; Chinese words stand side by side. */
function placeOfWord(text: string, word: string): number {
  if (word === '') return -1
  const edge = (end: string) => (/[\p{Script=Latin}\p{N}]/u.test(end) ? '(?![\\p{Script=Latin}\\p{N}])' : '')
  const before = /^[\p{Script=Latin}\p{N}]/u.test(word) ? '(?<![\\p{Script=Latin}\\p{N}])' : ''
  const quoted = word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
  return text.search(new RegExp(`${before}${quoted}${edge(word.at(-1) ?? '')}`, 'iu'))
}

const weekdays: Readonly<Record<string, number>> = { MO: 1, TU: 2, WE: 3, TH: 4, FR: 5, SA: 6, SU: 7 }

/** The days on which an event begins, in the clock of the zone. */
function daysOfEvent(
  event: Component,
  start: IcalTime,
  from: WallTime,
  zone: string,
  moved: readonly Component[],
  blame: Blame,
): readonly EventDays[] {
  const tzid = tzidOf(event.getFirstProperty('dtstart'))
  const dateOf = (time: IcalTime): string => wallTimeOf(time, tzid, zone).date
  const datesIn = (component: Component, name: string): readonly string[] =>
    component.getAllProperties(name).flatMap((property) => {
      const own = tzidOf(property)
      return property.getValues().map((time) => wallTimeOf(time as IcalTime, own, zone).date)
    })
  const more = datesIn(event, 'rdate')
  const except = new Set([...datesIn(event, 'exdate'), ...moved.flatMap((other) => datesIn(other, 'recurrence-id'))])
  const alone = more.filter((date) => !except.has(date) && date !== from.date).map(onDay)
  const rule = event.getFirstPropertyValue('rrule') as InstanceType<typeof ICAL.Recur> | null
  if (rule === null) return [...(except.has(from.date) ? [] : [onDay(from.date)]), ...alone]
  if (!keepsItsHour(start, tzid, from, zone)) {
    blame(event, 'otherZone', { zone: tzid ?? '-' })
    return []
  }
  const parts = rule.parts as Readonly<Record<string, readonly (string | number)[]>>
  const names = Object.keys(parts).filter((name) => name !== 'BYDAY')
  const byDay = parts.BYDAY?.map((day) => weekdays[String(day)])
  const isPlain = rule.interval === 1 && names.length === 0 && (byDay?.every((day) => day !== undefined) ?? true)
  const said = rule.toString()
  if (isPlain && (rule.freq === 'WEEKLY' || (rule.freq === 'DAILY' && byDay === undefined))) {
    // A zone's own day may be another one in ours.
    const shift = weekdayOf(from.date) - isoWeekdayOf(start)
    const own = rule.freq === 'DAILY' ? [1, 2, 3, 4, 5, 6, 7] : (byDay ?? [isoWeekdayOf(start)])
    const days = own.map((day) => ((((day as number) - 1 + shift) % 7) + 7) % 7).map((day) => day + 1)
    const last = rule.count === null && rule.until === null ? null : lastDateOf(rule, start, dateOf)
    return [{ days: days.sort((one, other) => one - other), first: from.date, last, except }, ...alone]
  }
  if (rule.count === null && rule.until === null) {
    blame(event, 'endless', { rule: said })
    return []
  }
  const dates = expand(rule, start, mostTimes + 1).map(dateOf)
  if (dates.length > mostTimes) {
    blame(event, 'tooOften', { rule: said, most: mostTimes })
    return []
  }
  return [...dates.filter((date) => !except.has(date)).map(onDay), ...alone]
}

const isoWeekdayOf = (time: IcalTime): number => ((time.dayOfWeek() + 5) % 7) + 1

/** Whether it begins at the same hour of our clocks all year round. */
function keepsItsHour(start: IcalTime, tzid: string | null, from: WallTime, zone: string): boolean {
  const later = start.clone()
  later.adjust(26 * 7, 0, 0, 0)
  const there = wallTimeOf(later, tzid, zone)
  return there.minute === from.minute && daysBetween(from.date, there.date) === 26 * 7
}

/** Some decades of days: more would be a mistake, and counting them would take long. */
const mostCounted = 20_000

/** The day on which it begins for the last time; the one before the first where it never does. */
function lastDateOf(
  rule: InstanceType<typeof ICAL.Recur>,
  start: IcalTime,
  dateOf: (time: IcalTime) => string,
): string {
  const last = expand(rule, start, mostCounted).at(-1)
  return last === undefined ? daysOn(dateOf(start), -1) : dateOf(last)
}

function expand(rule: InstanceType<typeof ICAL.Recur>, start: IcalTime, most: number): readonly IcalTime[] {
  const times: IcalTime[] = []
  const iterator = rule.iterator(start)
  for (let time = iterator.next(); time && times.length < most; time = iterator.next()) times.push(time.clone())
  return times
}

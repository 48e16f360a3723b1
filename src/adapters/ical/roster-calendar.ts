import { createHash } from 'node:crypto'
import ICAL from 'ical.js'
import type { Instant } from '../../domain/instant.ts'
import type { DutySpan } from '../../domain/roster/duty-spans.ts'
import type { Roster } from '../../domain/roster/roster.ts'

/** The whole roster, so that a calendar comes back as exactly the same; and a digest by which changed events are noticed. */
export const rosterProperty = 'x-hotline-roster'
export const eventsProperty = 'x-hotline-events'
export const personProperty = 'x-hotline-person'

/** How often a calendar program asks again. */
const refresh = 'PT1H'

/**
 * A calendar of who is on duty when, as every calendar program understands it: an event for each time that somebody is.
 * @param carried the roster's own text, in a calendar that may be imported again; null: it is for looking alone.
 */
export function rosterCalendar(about: {
  readonly roster: Pick<Roster, 'id'>
  readonly spans: readonly DutySpan[]
  readonly carried: string | null
  readonly title: string
  readonly sayPerson: (id: string) => string
  readonly zone: string
  readonly now: Instant
}): string {
  const { roster, spans, carried, title, sayPerson, zone, now } = about
  const calendar = new ICAL.Component('vcalendar')
  const set = (component: InstanceType<typeof ICAL.Component>, name: string, value: unknown) =>
    component.addPropertyWithValue(name, value as string)
  set(calendar, 'prodid', '-//Yihaotong//duty roster//EN')
  set(calendar, 'version', '2.0')
  set(calendar, 'method', 'PUBLISH')
  set(calendar, 'x-wr-calname', title)
  set(calendar, 'x-wr-timezone', zone)
  calendar.addProperty(new ICAL.Property(['refresh-interval', {}, 'duration', refresh], calendar))
  set(calendar, 'x-published-ttl', refresh)
  const events = spans.map(({ person, from, until }) => {
    const event = new ICAL.Component('vevent')
    set(event, 'uid', `${roster.id}-${person}-${from}@yihaotong`)
    set(event, 'dtstamp', utc(now))
    set(event, 'dtstart', utc(from))
    set(event, 'dtend', utc(until))
    set(event, 'summary', `${sayPerson(person)} · ${title}`)
    set(event, personProperty, person)
    return event
  })
  if (carried !== null) {
    set(calendar, rosterProperty, Buffer.from(carried).toString('base64'))
    set(calendar, eventsProperty, digestOf(events))
  }
  for (const event of events) calendar.addSubcomponent(event)
  return `${calendar.toString()}\r\n`
}

const utc = (at: Instant): InstanceType<typeof ICAL.Time> =>
  ICAL.Time.fromJSDate(new Date(Math.round(at / 1000) * 1000), true)

/** Of what people would change about events: when, what, whose. */
export function digestOf(events: readonly InstanceType<typeof ICAL.Component>[]): string {
  const said = events
    .map((event) =>
      JSON.stringify(
        [
          'uid',
          'dtstart',
          'dtend',
          'duration',
          'rrule',
          'rdate',
          'exdate',
          'recurrence-id',
          'status',
          'summary',
          'attendee',
        ]
          .flatMap((name) => event.getAllProperties(name))
          .map((property) => [
            property.name,
            property.getParameter('tzid') ?? null,
            ...property.getValues().map(String),
          ]),
      ),
    )
    .sort()
  return createHash('sha256').update(said.join('\n')).digest('hex')
}

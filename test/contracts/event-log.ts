import type { Telephony, TelephonyEvent } from '../../src/application/ports/telephony.ts'

type EventOf<T extends TelephonyEvent['type']> = Extract<TelephonyEvent, { type: T }>

/** Everything a telephony reported, and a way to wait for what is still to come. */
export function logEvents(telephony: Telephony, limitMs = 15_000) {
  const events: TelephonyEvent[] = []
  const waiting = new Set<() => void>()
  telephony.onEvent((event) => {
    events.push(event)
    for (const check of [...waiting]) check()
  })

  return {
    events,
    of: (id: string): TelephonyEvent['type'][] =>
      events.filter((event) => Object.values(event).includes(id)).map(({ type }) => type),
    /** The first event of this type that fits, come or to come; throws after the limit with all that came. */
    until<T extends TelephonyEvent['type']>(
      type: T,
      fits: (event: EventOf<T>) => boolean = () => true,
    ): Promise<EventOf<T>> {
      return new Promise((resolve, reject) => {
        const check = (): void => {
          const found = events.find((event) => event.type === type && fits(event as EventOf<T>))
          if (!found) return
          clearTimeout(timer)
          waiting.delete(check)
          resolve(found as EventOf<T>)
        }
        const timer = setTimeout(() => {
          waiting.delete(check)
          reject(new Error(`no ${type} within ${limitMs} ms; there were ${JSON.stringify(events)}`))
        }, limitMs)
        waiting.add(check)
        check()
      })
    },
  }
}

/**
 * Brings every change to those who follow them. Each event is read from the database once, by its place, and given to all
 * that listen: what another process has committed counts too, and whoever comes back goes on behind the last event he has
 * seen, without a gap and without a double. Nobody waits for a listener: one who reads too slowly is dropped.
 */
import type { EventFeed, StoredEvent } from '../ports/event-feed.ts'
import type { Log } from '../ports/log.ts'

export type Listener = {
  /** Takes an event, never waiting; false: the listener is too far behind, or gone. */
  send(event: StoredEvent): boolean
  /** Resolves when the listener has taken what it was sent (while it catches up); false: it is gone, or takes too long. */
  ready(): Promise<boolean>
  /** It has seen all there is: what comes from now on is new. */
  caughtUp(sequence: number): void
  /** Says that the line still stands. */
  beat(): void
  /** Ends it. */
  end(): void
}

export type EventHub = {
  /** Something was committed: what is new is read and brought to those who listen. */
  wake(): void
  /**
   * Listens from behind an event on (null: from now on).
   * @returns how to stop.
   */
  listen(listener: Listener, after: number | null): () => void
  listeners(): number
  /** Ends all listeners and takes no more. */
  close(): void
}

/** Events read at once, and sent before the connections have their turn: far less than a listener may be behind. */
const batch = 100
/** How often other processes' commits are looked for, and after how many looks a sign of life is given: every 15 s. */
const lookMs = 1000
const looksToBeat = 15

export function createEventHub(deps: {
  readonly feed: Pick<EventFeed, 'after' | 'range'>
  readonly log: Log
  /** Calls back again and again until it is told to stop. */
  readonly every: (ms: number, run: () => void) => () => void
  /** Lets the connections take what they were sent, and calls go on. */
  readonly breathe: () => Promise<unknown>
}): EventHub {
  const { feed, log } = deps
  /** Those that have seen everything up to `position`, with the place they came in at. */
  const live = new Map<Listener, number>()
  const catchingUp = new Set<Listener>()
  let position = 0
  let pumping = false
  let again = false
  let closed = false
  let stopLooking: (() => void) | null = null

  function drop(listener: Listener): void {
    live.delete(listener)
    catchingUp.delete(listener)
    listener.end()
    if (live.size + catchingUp.size === 0) {
      stopLooking?.()
      stopLooking = null
    }
  }

  async function pump(): Promise<void> {
    again = true
    if (pumping) return
    pumping = true
    try {
      while (again && !closed && live.size > 0) {
        again = false
        for (let events = await feed.after(position, batch); events.length > 0; ) {
          for (const event of events) {
            for (const [listener, from] of live) {
              if (event.sequence > from && !listener.send(event)) drop(listener)
            }
            position = event.sequence
          }
          await deps.breathe()
          events = await feed.after(position, batch)
        }
      }
    } catch (error) {
      log.error({ err: error }, 'events could not be read; they are brought with the next ones')
    } finally {
      pumping = false
    }
  }

  async function catchUp(listener: Listener, after: number | null): Promise<void> {
    const { newest } = await feed.range()
    let seen = after ?? newest
    // Nobody listened until now, so nothing was read: this one catches up at its own pace.
    if (live.size === 0 && !pumping) position = Math.max(position, newest)
    while (catchingUp.has(listener)) {
      // Behind the last event that was brought to the others: what comes after it will be brought to this one, too.
      if (seen >= position) {
        catchingUp.delete(listener)
        live.set(listener, seen)
        listener.caughtUp(seen)
        return pump()
      }
      const events = (await feed.after(seen, batch)).filter(({ sequence }) => sequence <= position)
      for (const event of events) if (!listener.send(event)) return drop(listener)
      seen = events.at(-1)?.sequence ?? position
      await deps.breathe()
      if (!(await listener.ready())) return drop(listener)
    }
  }

  function look(): () => void {
    let looks = 0
    return deps.every(lookMs, () => {
      looks += 1
      void pump()
      if (looks % looksToBeat === 0) for (const listener of [...live.keys(), ...catchingUp]) listener.beat()
    })
  }

  return {
    wake: () => void pump(),
    listen(listener, after) {
      if (closed) {
        listener.end()
        return () => {}
      }
      stopLooking ??= look()
      catchingUp.add(listener)
      catchUp(listener, after).catch((error) => {
        log.error({ err: error }, 'events could not be read for a listener; it is dropped')
        drop(listener)
      })
      return () => drop(listener)
    },
    listeners: () => live.size + catchingUp.size,
    close() {
      closed = true
      for (const listener of [...live.keys(), ...catchingUp]) drop(listener)
    },
  }
}

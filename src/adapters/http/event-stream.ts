import type { ServerResponse } from 'node:http'
import type { StoredEvent } from '../../application/ports/event-feed.ts'
import type { Listener } from '../../application/record/event-hub.ts'

/** Bytes a listener may be behind: some hundred events. Who is further behind comes back and goes on where he was. */
const mostBehind = 256 * 1024
/** A listener that catches up has so long to take what it was sent. */
const drainMs = 30_000
/** How long a browser waits before it comes back. */
const retryMs = 2000

/**
 * One listener's connection, as server-sent events (WHATWG HTML, 9.2).
 * @param about.wants whether an event is of interest; the others are passed over.
 * @param about.write the event's text, made once for all listeners.
 * @param about.reset where a listener wants to go on from a place that is not kept (any more), what it is told.
 */
export function eventStream(
  response: ServerResponse,
  about: {
    readonly wants: (event: StoredEvent) => boolean
    readonly write: (event: StoredEvent) => string
    readonly reset: string | null
    readonly gone: () => void
  },
): Listener {
  const isGone = (): boolean => response.destroyed || response.writableEnded
  response.on('close', about.gone)
  response.on('error', about.gone)
  response.write(`retry: ${retryMs}\n\n${about.reset ?? ''}`)
  return {
    send(event) {
      if (isGone()) return false
      if (!about.wants(event)) return true
      response.write(about.write(event))
      return response.writableLength <= mostBehind
    },
    ready: () =>
      new Promise((resolve) => {
        if (isGone()) return resolve(false)
        if (!response.writableNeedDrain) return resolve(true)
        const settle = (isReady: boolean) => () => {
          clearTimeout(timer)
          response.off('drain', drained).off('close', gone)
          resolve(isReady)
        }
        const drained = settle(true)
        const gone = settle(false)
        const timer = setTimeout(gone, drainMs)
        response.on('drain', drained).on('close', gone)
      }),
    caughtUp: (sequence) => void (isGone() || response.write(`: caught up ${sequence}\n\n`)),
    beat: () => void (isGone() || response.write(': alive\n\n')),
    end() {
      response.off('close', about.gone)
      // What waits for one who does not read is not kept.
      if (response.writableLength > mostBehind) response.destroy()
      else response.end()
    },
  }
}

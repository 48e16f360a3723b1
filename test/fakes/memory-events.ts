import type { EventFeed } from '../../src/application/ports/event-feed.ts'
import type { State } from './memory-state.ts'

/** The latest events in memory. */
export function memoryEvents(state: () => State): EventFeed {
  return {
    after: async (sequence, limit) =>
      state()
        .events.filter((event) => event.sequence > sequence)
        .slice(0, limit)
        .map((event) => ({ ...event, caseNumber: state().case.get(event.caseId ?? '')?.number ?? null })),
    range: async () => ({
      oldest: state().events[0]?.sequence ?? 0,
      newest: state().events.at(-1)?.sequence ?? 0,
    }),
    async dropBefore(at, limit) {
      const { events } = state()
      const newest = events.at(-1)
      const dropped = events.slice(0, limit).filter((event) => event.at < at && event !== newest)
      state().events = events.filter((event) => !dropped.includes(event))
      return dropped.length
    },
  }
}

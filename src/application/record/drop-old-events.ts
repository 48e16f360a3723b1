import { type Instant, minutes } from '../../domain/instant.ts'
import type { EventFeed } from '../ports/event-feed.ts'

/** Whoever follows may be away over a weekend night and a day; the record itself is the timeline, which stays. */
const keptHours = 48
/** Dropped at once: calls must not wait for it. */
const batch = 500

/** Drops the events that are no longer kept. `breathe` lets others have their turn. */
export async function dropOldEvents(
  feed: Pick<EventFeed, 'dropBefore'>,
  now: Instant,
  breathe: () => Promise<unknown>,
): Promise<void> {
  const before = now - minutes(keptHours * 60)
  while ((await feed.dropBefore(before, batch)) === batch) await breathe()
}

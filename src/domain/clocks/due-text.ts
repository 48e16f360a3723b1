import type { Instant } from '../instant.ts'
import { localClock, localDate } from './local-time.ts'

/** `14:35`, with the date (`11-24 02:05`) where that is not today's. */
export function dueText(due: Instant, now: Instant, zone: string): string {
  const date = localDate(due, zone)
  return date === localDate(now, zone) ? localClock(due, zone) : `${date.slice(5)} ${localClock(due, zone)}`
}

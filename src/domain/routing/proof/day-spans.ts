import { instantOf, type LocalDay, localDayOf } from '../../clocks/local-day.ts'
import type { Instant } from '../../instant.ts'

/** The days of a zone from the one `from` falls on to the one before `until` falls on, each lived one after the other. */
export function daysBetween(from: Instant, until: Instant, zone: string): readonly LocalDay[] {
  const days: LocalDay[] = []
  for (let day = localDayOf(from, zone); day.start < until; day = localDayOf(day.end, zone)) days.push(day)
  return days
}

/**
 * Writes down when something is that begins on a day at a minute and ends at another: on the next day where `to` is not later
 * than `from`. `next` null: that day is not looked at any more.
 */
export function noteFrame(bounds: number[], day: LocalDay, next: LocalDay | null, from: number, to: number): void {
  const begin = Math.min(instantOf(day, from), day.end)
  if (to > from) bounds.push(begin, Math.min(instantOf(day, to), day.end))
  else bounds.push(begin, next === null ? day.end : Math.min(instantOf(next, to), next.end))
}

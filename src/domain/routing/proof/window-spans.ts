import type { LocalDay } from '../../clocks/local-day.ts'
import type { LocalCalendar } from '../../clocks/working-day.ts'
import type { ServiceWindow } from '../routing-table.ts'
import { framesStartingOn } from '../service-window.ts'
import { noteFrame } from './day-spans.ts'
import { type Spans, spansFrom } from './spans.ts'

/** When a window is open on these days, which follow one another: what `isWithinServiceWindow` says of each instant. */
export function windowSpans(window: ServiceWindow, days: readonly LocalDay[], local: LocalCalendar): Spans {
  const bounds: number[] = []
  days.forEach((day, index) => {
    const next = days[index + 1] ?? null
    for (const { from, to } of framesStartingOn(window, day, local).frames) noteFrame(bounds, day, next, from, to)
  })
  return spansFrom(bounds)
}

/** Promise to the citizen: whatever number of ours is dialled, at whatever hour, the call leads somewhere. */
import type { Instant } from '../instant.ts'
import { overrideAt, type TimedOverride } from './duty.ts'
import { lineOf } from './line-of.ts'
import { localCalendarOf, type RoutingRules } from './people-on-duty.ts'
import type { Did, RoutingTable, ServiceLine } from './routing-table.ts'
import { isWithinServiceWindow } from './service-window.ts'

/** What a dialled number belongs to. `did` null: not in the table, answered like the first line. */
export type Entrance = {
  readonly did: Did | null
  readonly line: ServiceLine
  readonly language: string
  /** Window whose hours count. */
  readonly window: string
}

/** Where a call leads before any key: to a menu, straight to a category, or to an emergency's platform. */
export type Leads =
  | { readonly to: 'menu'; readonly menu: string }
  | { readonly to: 'category'; readonly category: string }
  | { readonly to: 'emergency'; readonly emergency: string; readonly why: 'closed' | 'forward' }

export function entranceOf(table: RoutingTable, dialled: string | null): Entrance {
  const did = table.numbers.find(({ number }) => number === dialled) ?? null
  const line = lineOf(table, did?.line ?? null)
  return { did, line, language: did?.language ?? line.language, window: did?.window ?? line.window }
}

/** All that the way in depends on besides the table, at some moment. */
export type EntranceGrounds = {
  readonly hours: { readonly open: true } | { readonly open: false; readonly closedTo: string }
  /** The overrides that close and open the line; null: none. */
  readonly closing: TimedOverride | null
  readonly opening: TimedOverride | null
}

/**
 * The rule itself, whose grounds are handed in. Of an override that closes and one that opens the later one counts, and
 * either before the hours; only what is open leads on, also elsewhere.
 */
export function leadsBy({ did, line }: Entrance, { hours, closing, opening }: EntranceGrounds): Leads {
  const isClosed = closing !== null && closing.at >= (opening?.at ?? closing.at)
  const closedTo = (isClosed ? closing.to : null) ?? (opening === null && !hours.open ? hours.closedTo : null)
  if (closedTo !== null) return { to: 'emergency', emergency: closedTo, why: 'closed' }
  if (did?.forward) return { to: 'emergency', emergency: did.forward, why: 'forward' }
  if (did?.category) return { to: 'category', category: did.category }
  return { to: 'menu', menu: line.menu }
}

/** Where a call on such a number leads at an instant. */
export function leadsAt(rules: RoutingRules, entrance: Entrance, at: Instant): Leads {
  const { table, duty } = rules
  const window = table.windows.find(({ id }) => id === entrance.window)
  const override = (kind: 'close' | 'open') => overrideAt(duty, kind, entrance.line.id, at)
  return leadsBy(entrance, {
    hours: window === undefined ? { open: true } : isWithinServiceWindow(window, at, localCalendarOf(rules)),
    closing: override('close'),
    opening: override('open'),
  })
}

import { shortTime } from './short-time.ts'
import { tellTable } from './tell-table.ts'

/** A timed override as the API shows it. */
export type ToldOverride = {
  readonly id: string
  readonly kind: string
  readonly line: string | null
  readonly to: string | null
  readonly from: string
  readonly until: string
  readonly by: string
  readonly reason: string
  readonly ended: { readonly at: string; readonly by: string } | null
  readonly state: 'coming' | 'inForce' | 'over'
}

const states = { coming: 'to come', inForce: 'counts', over: 'over' }

export const tellOverrides = (overrides: readonly ToldOverride[]): readonly string[] =>
  tellTable(
    ['override', 'kind', 'to', 'line', 'from', 'until', 'state', 'by', 'reason'],
    overrides.map(({ id, kind, to, line, from, until, state, by, reason, ended }) => [
      id,
      kind,
      to ?? (kind === 'sendAll' ? 'duty officer' : '-'),
      line ?? 'all',
      shortTime(from),
      ended === null ? shortTime(until) : `${shortTime(ended.at)} (by ${ended.by})`,
      states[state],
      by,
      reason,
    ]),
  )

import type { Actor } from '../../domain/case/timeline-line.ts'
import type { Instant } from '../../domain/instant.ts'
import { type AuditEntry, auditedChanges } from '../../domain/routing/audit-entry.ts'
import type { Duty } from '../../domain/routing/duty.ts'
import { changesOf } from '../../domain/routing/merge/merge-tables.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { Clock } from '../ports/clock.ts'
import type { DutyCheck } from '../ports/duty-check.ts'
import type { DutyChange, DutyStore } from '../ports/duty-store.ts'
import type { Log } from '../ports/log.ts'
import type { RoutingStore } from '../ports/routing-store.ts'
import type { Finding } from '../ports/table-check.ts'

export type ChangingDuty = {
  readonly duty: DutyStore
  readonly routing: Pick<RoutingStore, 'current'>
  /** What a change is looked at for besides the rules: whether it leaves a hole. */
  readonly dutyChecks: readonly DutyCheck[]
  readonly clock: Clock
  readonly log: Log
}

/** What a change is decided on. */
export type DutySeen = { readonly duty: Duty; readonly table: RoutingTable; readonly now: Instant }

/** What is to be done: a change with what the audit tells of it, or (null) nothing, because it is so already. */
export type DutyDecision = {
  readonly change: DutyChange
  readonly what: AuditEntry['what']
  readonly refs: AuditEntry['refs']
} | null

export type DutyChanged = {
  readonly ok: true
  /** Of the duty by now. */
  readonly revision: number
  readonly isChanged: boolean
  readonly findings: readonly Finding[]
}
/** It would leave a hole: that needs a reason, and the codes of what was found. */
export type HoleRefusal = {
  readonly ok: false
  readonly reason: 'unacknowledged'
  readonly findings: readonly Finding[]
}
type Refused = { readonly ok: false; readonly reason: string }

/** As often as somebody else is faster; more would mean that something is broken. */
const mostTries = 50

/**
 * Changes the duty: reads it, decides, writes the next revision with its line of the audit. Promise to all who change it at
 * once: each is decided on the duty that it is written over, so that nothing is lost and no rule is broken by two together.
 * @param request.acknowledged codes of findings it is done in spite of, where there is a reason; `all`: whoever does it can't
 *   be asked.
 * @param decide is asked again where somebody else was faster. What it refuses is handed on.
 */
export async function changeDuty<Refusal extends Refused>(
  deps: ChangingDuty,
  request: { readonly by: Actor; readonly why: string | null; readonly acknowledged: readonly string[] | 'all' },
  decide: (seen: DutySeen) => DutyDecision | Refusal | Promise<DutyDecision | Refusal>,
): Promise<DutyChanged | HoleRefusal | Refusal> {
  const { by, why, acknowledged } = request
  for (let tries = 0; tries < mostTries; tries += 1) {
    const [duty, version] = await Promise.all([deps.duty.current(), deps.routing.current()])
    if (version === null) throw new Error('There is no published routing table')
    const seen = { duty, table: version.table, now: deps.clock.now() }
    const decided = await decide(seen)
    if (decided !== null && 'ok' in decided) return decided
    if (decided === null) return { ok: true, revision: duty.revision, isChanged: false, findings: [] }
    const { change, what, refs } = decided
    const after = changed(duty, change)
    const findings: Finding[] = []
    for (const check of deps.dutyChecks) {
      findings.push(...(await check({ table: seen.table, before: duty, after, at: seen.now })))
    }
    const isKnown = ({ code }: Finding) => acknowledged === 'all' || (why !== null && acknowledged.includes(code))
    if (!findings.every(isKnown)) return { ok: false, reason: 'unacknowledged', findings }
    const { revision } = after
    const saved = await deps.duty.save(
      { revision, changedAt: seen.now, changedBy: by, change },
      {
        at: seen.now,
        by,
        what,
        refs: { ...refs, duty: String(revision) },
        ...auditedChanges(changesOf(placeOf(change), thingOf(duty, change), thingOf(after, change))),
        why,
      },
    )
    if (!saved) continue
    if (findings.length > 0) {
      const codes = [...new Set(findings.map(({ code }) => code))]
      deps.log.warn({ duty: revision, by, why, codes, ...refs }, 'a change of the duty leaves a hole')
    }
    return { ok: true, revision, isChanged: true, findings }
  }
  throw new Error(`the duty was changed by others ${mostTries} times in a row`)
}

/** The duty as a change leaves it. */
function changed(duty: Duty, change: DutyChange): Duty {
  const revision = duty.revision + 1
  if (change.kind === 'roster') {
    const { roster, id } = change
    return { ...duty, revision, rosters: replaced(duty.rosters, id, roster) }
  }
  const { override } = change
  return { ...duty, revision, overrides: replaced(duty.overrides, override.id, override) }
}

function replaced<Thing extends { readonly id: string }>(things: readonly Thing[], id: string, thing: Thing | null) {
  if (thing === null) return things.filter((one) => one.id !== id)
  return things.some((one) => one.id === id) ? things.map((one) => (one.id === id ? thing : one)) : [...things, thing]
}

const placeOf = (change: DutyChange): string =>
  change.kind === 'roster' ? `rosters[${change.id}]` : `overrides[${change.override.id}]`

const thingOf = ({ rosters, overrides }: Duty, change: DutyChange): unknown =>
  change.kind === 'roster'
    ? rosters.find(({ id }) => id === change.id)
    : overrides.find(({ id }) => id === change.override.id)

import type { Actor } from '../../domain/case/timeline-line.ts'
import { overAt, type TimedOverride } from '../../domain/routing/duty.ts'
import { validateTimedOverride } from '../../domain/routing/validate-timed-override.ts'
import type { OverrideDesk, OverrideOutcome } from '../ports/override-desk.ts'
import { type ChangingDuty, changeDuty } from './change-duty.ts'

type Refusal = Extract<OverrideOutcome, { ok: false }>

/** The one place where timed overrides are set and ended: by telephone, by the API, by the command line. */
export const createOverrideDesk = (deps: ChangingDuty): OverrideDesk => ({
  set: (override) => settle(set(deps, override)),
  end: (id, by, why) => settle(end(deps, id, by, why ?? null)),
})

const set = (deps: ChangingDuty, override: TimedOverride) =>
  changeDuty<Refusal>(deps, { by: override.by, why: override.reason, acknowledged: 'all' }, async ({ table, now }) => {
    if ((await deps.duty.override(override.id)) !== null) return null
    const faults = validateTimedOverride(override, table, now)
    if (faults.length > 0) return { ok: false, reason: 'invalid', faults }
    return { change: { kind: 'override', override }, what: 'overrideSet', refs: { override: override.id } }
  })

const end = (deps: ChangingDuty, id: string, by: Actor, why: string | null) =>
  changeDuty<Refusal>(deps, { by, why, acknowledged: 'all' }, async ({ now }) => {
    const override = await deps.duty.override(id)
    if (override === null) return { ok: false, reason: 'noOverride' }
    if (override.ended !== null || overAt(override) <= now) return null
    const ended: TimedOverride = { ...override, ended: { at: now, by } }
    return { change: { kind: 'override', override: ended }, what: 'overrideEnded', refs: { override: id } }
  })

async function settle(work: ReturnType<typeof set>): Promise<OverrideOutcome> {
  const done = await work
  if (done.ok) return { ok: true, findings: done.findings }
  // Everything that is found was acknowledged: an override has its reason, and who is on the telephone can't be asked.
  if (done.reason === 'unacknowledged') throw new Error('an override was refused for what it leaves uncovered')
  return done
}

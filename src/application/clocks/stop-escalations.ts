import type { Actor } from '../../domain/case/timeline-line.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import { type StopRefusal, stopEscalation } from '../../domain/clocks/stop-escalation.ts'
import { linesBy } from '../../domain/decision.ts'
import { loadCase } from '../case/load-case.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { CaseReader, DeadlineReader, EscalatingFilter, Ledger, StepKey } from '../ports/ledger.ts'
import type { NotifyDeadline } from './acknowledge-deadline.ts'

export type StopEscalationsDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly deadlines: Pick<DeadlineReader, 'escalating'>
  readonly clock: Clock
  readonly ids: Ids
  readonly notifyDeadline: NotifyDeadline
}

/** Deadlines stopped in one transaction; the calls have their turn between two of them. */
const batch = 100

type Unknown = { readonly ok: false; readonly reason: 'noCase' | 'noDeadline' }

/** Stops the escalation of one deadline of a case. */
export const stopDeadline =
  (deps: StopEscalationsDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly deadlineId: string
    readonly by: Actor
    readonly reason: string
  }): Promise<{ readonly ok: true; readonly deadline: DeadlineRecord } | Unknown | StopRefusal | Conflict> => {
    const done = await commitDecision(deps.ledger, async () => {
      const loaded = await loadCase(deps.cases, input.caseNumber)
      if (!loaded) return { ok: false, reason: 'noCase' } satisfies Unknown
      const deadline = loaded.deadlines.find(({ id }) => id === input.deadlineId)
      if (!deadline) return { ok: false, reason: 'noDeadline' } satisfies Unknown
      return stopEscalation(deadline, input.by, input.reason, linesOf(deps, input.by))
    })
    if (!done.ok) return done
    deps.notifyDeadline(input.deadlineId)
    return { ok: true, deadline: done.decided.deadline }
  }

/**
 * Stops a rule: the escalation of every running deadline of a kind, a unit, a category, or of what all of these given say.
 * A batch is one transaction, with a line in each case. A deadline that starts later follows the published table.
 * @returns how many were stopped; after a `conflict` these are, and asking again stops the others.
 */
export const stopEscalations =
  (deps: StopEscalationsDeps) =>
  async (input: {
    readonly rule: EscalatingFilter
    readonly by: Actor
    readonly reason: string
  }): Promise<{ readonly ok: true; readonly stopped: number } | Conflict> => {
    let stopped = 0
    let after: StepKey | null = null
    for (;;) {
      let last: DeadlineRecord | undefined
      const done = await commitDecision(deps.ledger, async () => {
        const found: readonly DeadlineRecord[] = await deps.deadlines.escalating(input.rule, batch, after)
        last = found.at(-1)
        const decided = found
          .map((deadline) => stopEscalation(deadline, input.by, input.reason, linesOf(deps, input.by)))
          .filter((one) => one.ok)
        return { ok: true as const, decided, changes: decided.flatMap(({ changes }) => changes) }
      })
      if (!done.ok) return done
      for (const { deadline } of done.decided.decided) deps.notifyDeadline(deadline.id)
      stopped += done.decided.decided.length
      if (last?.nextStepAt == null) return { ok: true, stopped }
      after = { at: last.nextStepAt, id: last.id }
    }
  }

const linesOf = ({ clock, ids }: StopEscalationsDeps, by: Actor) =>
  linesBy(by, { now: clock.now(), newId: () => ids.next() })

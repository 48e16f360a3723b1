import type { Actor } from '../../domain/case/timeline-line.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import { type AcknowledgeRefusal, acknowledge } from '../../domain/clocks/next-step.ts'
import { linesBy } from '../../domain/decision.ts'
import { loadCase } from '../case/load-case.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { CaseReader, Ledger } from '../ports/ledger.ts'

/** Brings the news to the call that tells of this deadline, so that its telephones stop. */
export type NotifyDeadline = (deadlineId: string) => void

export type AcknowledgeDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly clock: Clock
  readonly ids: Ids
  readonly notifyDeadline: NotifyDeadline
}

type Unknown = { readonly ok: false; readonly reason: 'noCase' | 'noDeadline' }

/** Somebody takes note of a deadline: in the same commit nothing of its ladder is pending any more. */
export const acknowledgeDeadline =
  (deps: AcknowledgeDeps) =>
  async (input: {
    readonly caseNumber: string
    readonly deadlineId: string
    readonly by: Actor
  }): Promise<{ readonly ok: true; readonly deadline: DeadlineRecord } | Unknown | AcknowledgeRefusal | Conflict> => {
    const done = await commitDecision(deps.ledger, async () => {
      const loaded = await loadCase(deps.cases, input.caseNumber)
      if (!loaded) return { ok: false, reason: 'noCase' } satisfies Unknown
      const deadline = loaded.deadlines.find(({ id }) => id === input.deadlineId)
      if (!deadline) return { ok: false, reason: 'noDeadline' } satisfies Unknown
      const acknowledged = acknowledge(deadline, input.by)
      if (!acknowledged.ok) return acknowledged
      const { line } = linesBy(input.by, { now: deps.clock.now(), newId: () => deps.ids.next() })
      return {
        ...acknowledged,
        changes: [
          { put: 'deadline' as const, row: acknowledged.deadline },
          line(deadline.caseId, 'escalationAcknowledged', {
            refs: { deadline: deadline.id },
            after: { kind: deadline.kind },
          }),
        ],
      }
    })
    if (!done.ok) return done
    deps.notifyDeadline(input.deadlineId)
    return { ok: true, deadline: done.decided.deadline }
  }

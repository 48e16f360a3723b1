import { liftSupervision, type SupervisionRefusal, supervise } from '../../domain/case/supervise.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import { type Conflict, commitDecision } from '../commit-decision.ts'
import type { Ledger } from '../ports/ledger.ts'
import { type CaseToReinforceDeps, caseToReinforce } from './case-to-reinforce.ts'
import { keepWords } from './keep-words.ts'

export type SuperviseDeps = CaseToReinforceDeps & { readonly ledger: Ledger }

export type Supervised =
  | { readonly ok: true }
  | SupervisionRefusal
  | { readonly ok: false; readonly reason: 'noCase' }
  | Conflict

type Input = {
  readonly caseNumber: string
  readonly by: Actor
  /** Personal: it may speak of the citizen. */
  readonly reason: string
}

/** Puts a case that is not late under supervision, in a class of the table it was opened by. */
export const superviseCase =
  (deps: SuperviseDeps) =>
  (input: Input & { readonly class: string }): Promise<Supervised> =>
    change(deps, input, ({ subject, decision }, reasonRef) =>
      supervise(subject, { class: input.class, by: input.by, reasonRef }, decision),
    )

/** Lifts the supervision of a case. */
export const unsuperviseCase =
  (deps: SuperviseDeps) =>
  (input: Input): Promise<Supervised> =>
    change(deps, input, ({ subject, decision }, reasonRef) =>
      liftSupervision(subject, { by: input.by, reasonRef }, decision),
    )

async function change(
  deps: SuperviseDeps,
  { caseNumber, by, reason }: Input,
  decide: (
    found: NonNullable<Awaited<ReturnType<typeof caseToReinforce>>>,
    reasonRef: string,
  ) => ReturnType<typeof supervise>,
): Promise<Supervised> {
  const done = await commitDecision(deps.ledger, async () => {
    const found = await caseToReinforce(deps, caseNumber, by)
    if (found === null) return { ok: false, reason: 'noCase' } as const
    const words = keepWords(reason, found.decision)
    const decided = decide(found, words.ref)
    return decided.ok ? { ...decided, changes: [...words.changes, ...decided.changes] } : decided
  })
  return done.ok ? { ok: true } : done
}

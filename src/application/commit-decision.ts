import type { Change } from '../domain/change.ts'
import type { CommitOutcome, Ledger } from './ports/ledger.ts'

/** How often a decision is taken anew when somebody else was faster. */
const tries = 3

export type Conflict = { readonly ok: false; readonly reason: 'conflict' }

/**
 * Decides on what is there now and commits; decides again when somebody else changed it in between, up to three times.
 * @param decide reads and decides; its refusal is the answer, and nothing is written.
 * @returns the decision with what the store assigned, its refusal, or `conflict` after the third try.
 */
export async function commitDecision<Outcome extends Decided | { readonly ok: false }>(
  ledger: Ledger,
  decide: () => Promise<Outcome>,
): Promise<
  | { readonly ok: true; readonly decided: Extract<Outcome, { ok: true }>; readonly outcome: Committed }
  | Exclude<Outcome, { ok: true }>
  | Conflict
> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const decided = await decide()
    if (!isDecided(decided)) return decided as Exclude<Outcome, { ok: true }>
    const outcome = await ledger.commit({ changes: decided.changes })
    if (outcome.ok) return { ok: true, decided, outcome }
  }
  return { ok: false, reason: 'conflict' }
}

type Decided = { readonly ok: true; readonly changes: readonly Change[] }
export type Committed = Extract<CommitOutcome, { ok: true }>

const isDecided = <Outcome extends { readonly ok: boolean }>(
  outcome: Outcome,
): outcome is Extract<Outcome, { ok: true }> => outcome.ok

import type { Ledger } from '../ports/ledger.ts'

/** The same ledger, which calls `kick` after each commit that queued a message: nobody waits for the next tick. */
export function kickAfterCommit(ledger: Ledger, kick: () => void): Ledger {
  return {
    async commit(commit) {
      const outcome = await ledger.commit(commit)
      const isQueued = commit.changes.some(
        (change) => 'put' in change && change.put === 'message' && change.row.revision === 1,
      )
      if (outcome.ok && isQueued) kick()
      return outcome
    },
  }
}

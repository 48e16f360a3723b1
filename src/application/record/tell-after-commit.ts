import type { Ledger } from '../ports/ledger.ts'

/** The same ledger, which tells of each commit when it is done: whoever follows changes need not ask for them. */
export const tellAfterCommit = (ledger: Ledger, tell: () => void): Ledger => ({
  async commit(commit) {
    const outcome = await ledger.commit(commit)
    if (outcome.ok) tell()
    return outcome
  },
})

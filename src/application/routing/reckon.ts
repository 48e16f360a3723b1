import { diffRules } from '../../domain/routing/diff/diff-rules.ts'
import { nextUncovered } from '../../domain/routing/proof/next-uncovered.ts'
import { proveChange } from '../../domain/routing/proof/prove-change.ts'
import { proveRules } from '../../domain/routing/proof/prove-rules.ts'
import type { Reckoned, Reckoning } from '../ports/prover.ts'

/** The reckoning itself, on whichever thread. */
export function reckon(asked: Reckoning): Reckoned[Reckoning['do']] {
  switch (asked.do) {
    case 'prove':
      return proveRules(asked.rules, asked.horizon, asked.announced)
    case 'proveChange':
      return proveChange(asked.rules, asked.before, asked.horizon)
    case 'nextUncovered':
      return nextUncovered(asked.rules, asked.asked, asked.horizon)
    case 'diff':
      return diffRules(asked.before, asked.after, asked.horizon)
  }
}

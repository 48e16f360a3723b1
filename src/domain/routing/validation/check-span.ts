import type { Instant } from '../../instant.ts'
import type { Blame, TablePath } from './table-fault.ts'

/** Longest reason, in characters. */
const longestReason = 1000

/** From before until, and not over already: what can't count any more is a slip. */
export function checkSpan(
  blame: Blame,
  path: TablePath,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  now: Instant,
): void {
  if (until <= from) blame([...path, 'until'], 'untilNotAfterFrom')
  else if (until <= now) blame([...path, 'until'], 'alreadyOver')
}

/** Why somebody has changed what counts: whoever must understand it later needs it. */
export function checkReason(blame: Blame, path: TablePath, reason: string): void {
  if (reason.trim() === '' || reason.length > longestReason) blame(path, 'reasonNeeded', { most: longestReason })
}

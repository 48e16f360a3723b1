import type { Change } from '../../domain/change.ts'
import type { Decision } from '../../domain/decision.ts'

/** Words of a person go into a row of their own, which can be erased. */
export function keepWords(
  words: string,
  { now, newId }: Pick<Decision, 'now' | 'newId'>,
): { readonly ref: string; readonly changes: readonly Change[] } {
  const ref = newId()
  return { ref, changes: [{ put: 'personal', row: { id: ref, kind: 'result', value: words, at: now } }] }
}

/** The same where there may be none. */
export const keepAnyWords = (words: string | null, decision: Pick<Decision, 'now' | 'newId'>) =>
  words === null ? { ref: null, changes: [] } : keepWords(words, decision)

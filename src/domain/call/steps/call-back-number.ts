import { normaliseNumber } from '../../numbers/normalise-number.ts'
import type { Turn } from '../turn.ts'

/** Longest number that is listened to; further digits of a flood are ignored. */
const longest = 20

/** Adds a key to a number that is being keyed in: `#` ends it, `*` begins it anew. */
export function keyIntoNumber(entry: string, key: string): { readonly done: boolean; readonly entry: string } {
  if (key === '#') return { done: true, entry }
  if (key === '*') return { done: false, entry: '' }
  return { done: false, entry: entry.length < longest ? `${entry}${key}` : entry }
}

/**
 * Makes what the caller keyed in the number to call back: kept apart as personal data, referred to by the case.
 * @returns the number as normalised; null when it is none, and nothing is changed.
 */
export function setCallBackNumber(turn: Turn, keyed: string): string | null {
  const number = normaliseNumber(keyed)
  const { matter } = turn.state
  if (number === null || matter === null) return null
  const caseRow = turn.facts.subject?.caseRow
  if (caseRow) {
    const ref = turn.facts.newId()
    turn.changes.push(
      { put: 'personal', row: { id: ref, kind: 'phone', value: number, at: turn.facts.now } },
      { put: 'case', row: { ...caseRow, revision: caseRow.revision + 1, callBackRef: ref } },
      turn.decision.line(caseRow.id, 'callBackNumberGiven', {
        actor: 'caller',
        refs: { phone: ref },
        before: { callBackRef: caseRow.callBackRef },
        after: { callBackRef: ref },
      }),
    )
  }
  turn.state = { ...turn.state, callBackNumber: number }
  return number
}

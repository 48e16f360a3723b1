import type { Phrase } from '../phrase.ts'
import type { Turn } from '../turn.ts'

/** The case number, twice; nothing while it is not known. */
export function numberPhrases(turn: Turn): Phrase[] {
  const number = turn.state.matter?.caseNumber
  if (!number) return []
  return [{ say: 'caseNumberIs' }, { digits: number }, { say: 'onceMore' }, { digits: number }]
}

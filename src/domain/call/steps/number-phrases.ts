import type { Phrase } from '../phrase.ts'
import type { Turn } from '../turn.ts'

/** The case number; nothing while it is not known. */
export function numberOnce(turn: Turn): Phrase[] {
  const number = turn.state.matter?.caseNumber
  return number ? [{ say: 'caseNumberIs' }, { digits: number }] : []
}

/** The case number, twice, for one who can write it down only now. */
export function numberTwice(turn: Turn): Phrase[] {
  const number = turn.state.matter?.caseNumber
  return number ? [...numberOnce(turn), { say: 'onceMore' }, { digits: number }] : []
}

/** The way of the centre's people to what they alone may do by telephone. For everybody else the key means nothing. */
import { personOfCentre } from '../../routing/person-of-centre.ts'
import type { Greeting, Menu } from '../call-state.ts'
import type { Phrase } from '../phrase.ts'
import { goTo, type Turn } from '../turn.ts'

/** Pressed on the menu's first level, or in the greeting of a number that has no menu or is closed. */
export const codeKey = '#'

/** Asks for the PIN of whoever of the centre calls from his own telephone. @returns false: it is nobody of the centre. */
export function askForPin(turn: Turn, back: Greeting | Menu): boolean {
  const person = personOfCentre(turn.facts.table, turn.state.callerNumber)
  if (person === null) return false
  goTo(turn, { at: 'identifying', person: person.id, keyed: 0, checking: false, back })
  return true
}

/** The call goes on where it was before the key, after the words `before`. */
export function goBack(turn: Turn, back: Greeting | Menu, before: readonly Phrase[] = []): void {
  const again: Phrase = { say: 'greeting', of: turn.state.record.line }
  const closed: Phrase[] =
    back.at === 'greeting' && back.after === 'transfer' && back.why === 'closed' ? [{ say: 'closed' }] : []
  goTo(turn, back, back.at === 'menu' ? before : [...before, again, ...closed])
}

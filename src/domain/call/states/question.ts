/** A category may have one question of its own (pipeline gas or bottle?); never more than these two levels. */

import type { Family, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { choose, chooseOfficer } from '../steps/choosing.ts'
import { goTo, sayToCaller, setTimer, type Turn } from '../turn.ts'

export const question: Family<'question'> = {
  enter: (turn, position, before) => sayToCaller(turn, [...before, ...questionPhrases(turn, position.category)]),
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        return event.leg === turn.state.caller ? questionKey(turn, event.digit, position) : undefined
      case 'PromptFinished':
      case 'PromptFailed':
        return setTimer(turn, 'key', turn.facts.table.timings.noKeySeconds)
      // The kind of help is known: the case must not be lost for want of a detail.
      case 'TimerFired':
        return event.timer === 'key' ? choose(turn, position.category, null) : undefined
      default:
    }
  },
  resume: (turn, position) => goTo(turn, position),
}

function questionKey(turn: Turn, key: string, position: PositionAt<'question'>): void {
  if (key === '0') return chooseOfficer(turn, 'the caller asked for a person', position.category)
  if (key === '*') return goTo(turn, position)
  const answer = answersOf(turn, position.category).find((candidate) => candidate.key === key)
  if (answer) return choose(turn, position.category, answer.id)
  const wrong = position.wrong + 1
  if (wrong >= turn.facts.table.timings.wrongKeys) return choose(turn, position.category, null)
  goTo(turn, { ...position, wrong }, [{ say: 'wrongKey' }])
}

const answersOf = (turn: Turn, category: string) =>
  turn.facts.table.categories.find((candidate) => candidate.id === category)?.question?.answers ?? []

const questionPhrases = (turn: Turn, category: string): Phrase[] => [
  { say: 'question', of: category },
  ...answersOf(turn, category).map<Phrase>(({ id }) => ({ say: 'answerChoice', of: id })),
]

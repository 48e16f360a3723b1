/**
 * What a category asks before anything is done: its own question (pipeline gas or bottle?), or where it is. Never more
 * than these two levels. The kind of help is known by then: the case must not be lost for want of a detail.
 */

import type { Family, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { choose, chooseOfficer, type Detail, unknownDetail } from '../steps/choosing.ts'
import { goTo, sayToCaller, setTimer, type Turn } from '../turn.ts'

export const question: Family<'question'> = {
  enter: (turn, position, before) => {
    const { ask, choices } = askedBy(turn, position.category)
    sayToCaller(turn, [...before, ask, ...choices.map(({ say }) => say)])
  },
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        return event.leg === turn.state.caller ? questionKey(turn, event.digit, position) : undefined
      case 'PromptFinished':
      case 'PromptFailed':
        return setTimer(turn, 'key', turn.facts.table.timings.noKeySeconds)
      case 'TimerFired':
        return event.timer === 'key' ? choose(turn, position.category, unknownDetail) : undefined
      default:
    }
  },
  resume: (turn, position) => goTo(turn, position),
}

function questionKey(turn: Turn, key: string, position: PositionAt<'question'>): void {
  if (key === '0') return chooseOfficer(turn, 'the caller asked for a person', { category: position.category })
  if (key === '*') return goTo(turn, position)
  const chosen = askedBy(turn, position.category).choices.find((choice) => choice.key === key)
  if (chosen) return choose(turn, position.category, chosen.detail)
  const wrong = position.wrong + 1
  if (wrong >= turn.facts.table.timings.wrongKeys) return choose(turn, position.category, unknownDetail)
  goTo(turn, { ...position, wrong }, [{ say: 'wrongKey' }])
}

/** Choices are data: an answer of the category's question, or an area that has a key. */
type Choice = { readonly key: string; readonly say: Phrase; readonly detail: Detail }

function askedBy(turn: Turn, id: string): { readonly ask: Phrase; readonly choices: readonly Choice[] } {
  const { categories, areas } = turn.facts.table
  const own = categories.find((candidate) => candidate.id === id)?.question
  if (own) {
    const choices = own.answers.map(
      ({ id: answer, key }): Choice => ({
        key,
        say: { say: 'answerChoice', of: answer },
        detail: { answer, area: null },
      }),
    )
    return { ask: { say: 'question', of: id }, choices }
  }
  const choices = areas.flatMap(({ id: area, key }): Choice[] =>
    key === null ? [] : [{ key, say: { say: 'areaChoice', of: area }, detail: { answer: null, area } }],
  )
  return { ask: { say: 'areaAsk' }, choices }
}

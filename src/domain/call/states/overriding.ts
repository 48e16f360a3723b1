/**
 * Somebody of the centre, known by telephone and PIN, closes or opens the line he has called, gives it words, sends all its
 * cases elsewhere, or ends that. Promise to him: it is read back before it counts, and "done" is said only when it is saved.
 */
import type { Family, FamilyEvent, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { overridePhrases } from '../steps/override-phrases.ts'
import { overrideSteps } from '../steps/override-steps.ts'
import { goBack } from '../steps/phone-code.ts'
import { closeWith } from '../steps/promising.ts'
import { clearTimer, goTo, sayToCaller, setTimer, stay, stopSaying, type Turn } from '../turn.ts'

type AtOverriding = PositionAt<'overriding'>

/** The answer of the desk is waited for no longer; asked again, it is the same override. */
const savingSeconds = 15

export const overriding: Family<'overriding'> = {
  enter(turn, position, before) {
    if (position.step === 'saving') return save(turn, position)
    sayToCaller(turn, [...before, ...overrideSteps[position.step].ask(turn, position)])
  },
  on(turn, event, position) {
    switch (event.type) {
      case 'DigitPressed':
        if (event.leg !== turn.state.caller || position.step === 'saving') return
        return overrideKey(turn, event.digit, position)
      case 'PromptFinished':
      case 'PromptFailed':
        if (position.step === 'saving') return setTimer(turn, 'comfort', 1)
        return setTimer(turn, 'key', turn.facts.table.timings.interDigitSeconds * 2)
      case 'TimerFired':
        if (event.timer === 'comfort') return sayToCaller(turn, [{ say: 'comfort' }])
        if (event.timer === 'entry') return take(turn, position, position.entry)
        if (event.timer === 'key') return wrong(turn, position, [])
        return event.timer === 'saving' ? anew(turn, position, [{ say: 'trouble' }]) : undefined
      case 'OverrideSettled':
        return position.step === 'saving' && event.id === position.override?.id
          ? settled(turn, event, position)
          : undefined
      default:
    }
  },
  resume: (turn, position) => goTo(turn, { ...position, entry: '' }),
}

function overrideKey(turn: Turn, digit: string, position: AtOverriding): void {
  if (position.step === 'saving') return
  const { digits, endsByItself } = overrideSteps[position.step]
  if (digit === '*') return goTo(turn, { ...position, entry: '' })
  if (digit === '#') {
    if (position.entry !== '') return take(turn, position, position.entry)
    // After an answer that ended by itself it is a habit, and means nothing.
    return position.step === 'what' ? goBack(turn, position.back) : undefined
  }
  if (!/^\d$/.test(digit)) return
  const entry = `${position.entry}${digit}`
  if (endsByItself && entry.length >= digits) return take(turn, position, entry)
  if (turn.state.caller !== null) stopSaying(turn, turn.state.caller)
  clearTimer(turn, 'key')
  // One digit more than may be is kept, so that it is seen to be wrong.
  stay(turn, { ...position, entry: entry.slice(0, digits + 1) })
  setTimer(turn, 'entry', turn.facts.table.timings.interDigitSeconds)
}

function take(turn: Turn, position: AtOverriding, entry: string): void {
  if (position.step === 'saving') return
  const next = overrideSteps[position.step].take(turn, position, entry)
  if (next === null) return wrong(turn, position, [{ say: 'wrongKey' }])
  goTo(turn, { ...next, entry: '', wrong: 0 })
}

function wrong(turn: Turn, position: AtOverriding, words: readonly Phrase[]): void {
  const { caller } = turn.state
  const count = position.wrong + 1
  if (caller !== null && count >= turn.facts.table.timings.wrongKeys) {
    const termination = { result: 'override', reason: `${count} wrong answers, or none, at ${position.step}` } as const
    return closeWith(turn, caller, termination, [{ say: 'goodbye' }])
  }
  goTo(turn, { ...position, entry: '', wrong: count }, words)
}

function save(turn: Turn, { kind, override, person }: AtOverriding): void {
  if (override === null) return
  setTimer(turn, 'saving', savingSeconds)
  sayToCaller(turn, [{ say: 'comfort' }])
  turn.commands.push(
    kind === 'end' ? { do: 'endOverride', id: override.id, by: `officer:${person}` } : { do: 'setOverride', override },
  )
}

function settled(
  turn: Turn,
  { outcome }: Extract<FamilyEvent, { type: 'OverrideSettled' }>,
  position: AtOverriding,
): void {
  const { caller } = turn.state
  if (outcome !== 'done') return anew(turn, position, [{ say: outcome === 'refused' ? 'overrideRefused' : 'trouble' }])
  if (caller === null || position.override === null) return
  const isEnd = position.kind === 'end'
  const reason = `the override ${position.override.kind} ${position.override.id} is ${isEnd ? 'ended' : 'set'}`
  closeWith(turn, caller, { result: 'override', reason }, [
    { say: isEnd ? 'overrideEnded' : 'overrideSet' },
    ...(isEnd ? [] : overridePhrases(turn, position.override)),
    { say: 'goodbye' },
  ])
}

/** Nothing came of it: he is told so, and may say again what he wants. */
const anew = (turn: Turn, position: AtOverriding, words: readonly Phrase[]): void =>
  wrong(turn, { ...position, step: 'what', kind: null, to: null, override: null }, words)

/**
 * Promise to the citizen: the telephones of the team ring one after another (or together) until somebody takes the case;
 * while one who has answered is deciding, the next already rings; a telephone that is in one of our calls is left alone.
 */
import type { HuntStage } from '../../routing/choose-route.ts'
import { lineOf } from '../../routing/line-of.ts'
import type { Hunting, Leg } from '../call-state.ts'
import { clearTimer, nextId, setTimer, stay, type Turn } from '../turn.ts'
import { huntExhausted } from './promising.ts'
import { announceStage } from './waiting.ts'

/** Timer of the wait for officers whose telephones are all in use: how long, how often (a minute in all). */
export const againTimer = 'again'
const waitSeconds = 5
const mostWaits = 12

const hunted: readonly Leg['progress'][] = ['dialling', 'ringing', 'deciding']

/** Legs of the hunt that may still lead to somebody. */
export const legsUnderWay = (turn: Turn): readonly [string, Leg][] =>
  Object.entries(turn.state.legs).filter(([, leg]) => leg.role !== 'caller' && hunted.includes(leg.progress))

/** Rings whoever is to be rung now; at the end of a stage the next; at the end of all, the hunt is over. */
export function ringOn(turn: Turn): void {
  for (let position = huntingOf(turn); position !== null; position = huntingOf(turn)) {
    const stage = position.stages[position.stage]
    if (!stage) return huntExhausted(turn)
    const together = stage.strategy === 'allAtOnce'
    const underWay = legsUnderWay(turn)
    if (!together && underWay.some(([, leg]) => leg.progress !== 'deciding')) return
    const rung = ringNext(turn, position, stage)
    if (rung) clearTimer(turn, againTimer)
    if (rung && !together) return
    if (rung) continue
    if (underWay.length > 0) return
    if (waitsForOfficers(turn, position, stage)) return
    enterStage(turn, position, position.stage + 1)
    announceStage(turn)
  }
}

/** Brings the hunt to a stage and freezes the order in which its telephones ring. */
export function enterStage(turn: Turn, position: Hunting, index: number): void {
  const stage = position.stages[index]
  const { lastUsed } = turn.facts
  const stages =
    stage?.strategy === 'longestIdle'
      ? position.stages.with(index, {
          ...stage,
          responders: stage.responders.toSorted((a, b) => (lastUsed[a.number] ?? 0) - (lastUsed[b.number] ?? 0)),
        })
      : position.stages
  stay(turn, { ...position, stages, stage: index, next: 0, waits: 0 })
}

/**
 * The duty officers are the last there are, and their telephones are often in use for a moment only (being told of a
 * critical case, a last word): when all are, they are waited for instead of being given up on.
 */
function waitsForOfficers(turn: Turn, position: Hunting, stage: HuntStage): boolean {
  const allBusy = stage.responders.length > 0 && stage.responders.every(({ number }) => turn.facts.busy.has(number))
  if (stage.unit !== null || !allBusy || position.waits >= mostWaits) return false
  stay(turn, { ...position, waits: position.waits + 1, next: 0 })
  setTimer(turn, againTimer, waitSeconds)
  return true
}

/** The wait for telephones that were in use is over. */
export function ringAgain(turn: Turn, position: Hunting): void {
  stay(turn, { ...position, next: 0 })
  ringOn(turn)
}

const huntingOf = (turn: Turn): Hunting | null => (turn.state.position.at === 'hunting' ? turn.state.position : null)

/** Rings the next free telephone of the stage; false when there is none left. */
function ringNext(turn: Turn, position: Hunting, stage: HuntStage): boolean {
  const free = stage.responders.findIndex(({ id, number }, index) => {
    if (index < position.next) return false
    if (!turn.facts.busy.has(number) && !isInThisCall(turn, number)) return true
    if (position.waits === 0) noteAttempt(turn, 'responderSkipped', id, 'the telephone is in a call of ours')
    return false
  })
  const responder = stage.responders[free]
  stay(turn, { ...position, next: responder ? free + 1 : stage.responders.length })
  if (!responder) return false
  const leg = nextId(turn)
  const role = stage.unit === null ? 'officer' : 'responder'
  const dialled: Leg = { role, number: responder.number, responder: responder.id, progress: 'dialling', playback: null }
  turn.state = { ...turn.state, legs: { ...turn.state.legs, [leg]: dialled } }
  const { callerId } = lineOf(turn.facts.table, turn.state.record.line)
  turn.commands.push({ do: 'dial', leg, number: responder.number, callerId, ringSeconds: stage.ringSeconds })
  noteAttempt(turn, 'responderRung', responder.id, null)
  return true
}

const isInThisCall = (turn: Turn, number: string): boolean =>
  Object.values(turn.state.legs).some((leg) => leg.number === number && leg.role !== 'caller')

/** One line of the case's timeline about a telephone that was tried. */
export function noteAttempt(turn: Turn, what: string, responder: string, why: string | null): void {
  const { matter, record } = turn.state
  if (matter === null) return
  const order = matter.orderId === null ? {} : { order: matter.orderId }
  turn.changes.push(turn.decision.line(matter.caseId, what, { refs: { responder, call: record.id, ...order }, why }))
}

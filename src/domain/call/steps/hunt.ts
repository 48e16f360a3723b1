/**
 * Promise to the citizen: the telephones of the team ring one after another (or together) until somebody takes the case;
 * while one who has answered is deciding, the next already rings; a telephone that is in one of our calls is left alone.
 */
import { type HuntStage, peopleOfStage, type RungPhone } from '../../routing/choose-route.ts'
import { lineOf } from '../../routing/line-of.ts'
import type { Hunting, Leg } from '../call-state.ts'
import { clearTimer, hangUp, nextId, setTimer, stay, type Turn } from '../turn.ts'
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

/** Brings the hunt to a stage: those who are on duty at this moment ring, in this order. */
export function enterStage(turn: Turn, position: Hunting, index: number): void {
  const stage = position.stages[index]
  const stages =
    stage === undefined
      ? position.stages
      : position.stages.with(index, { ...stage, responders: rungNow(turn, position, stage) })
  stay(turn, { ...position, stages, stage: index, next: 0, waits: 0 })
}

function rungNow(turn: Turn, { purpose }: Hunting, stage: HuntStage): readonly RungPhone[] {
  // Whoever is to be told of something is named by it.
  const phones = purpose === 'inform' ? stage.responders : peopleOfStage(turn.facts, stage, turn.facts.now)
  return stage.strategy === 'longestIdle' ? byIdleTime(phones, turn.facts.lastUsed) : phones
}

/**
 * Whose telephones are still to be rung. Before each next one the roster is looked at again, so that nobody is rung who has
 * gone off duty while another's telephone rang, and whoever has come on duty is, at his place in the order. What rings
 * already rings on, and nobody who had his turn has another.
 */
function stillToRing(turn: Turn, position: Hunting, stage: HuntStage): readonly RungPhone[] {
  const now = rungNow(turn, position, stage)
  const rest = stage.responders.slice(position.next).filter((phone) => now.some((one) => isSamePhone(one, phone)))
  for (const [at, newcomer] of now.entries()) {
    if (stage.responders.some(({ id }) => id === newcomer.id)) continue
    const place = rest.findIndex((phone) => now.slice(at + 1).some((one) => isSamePhone(one, phone)))
    rest.splice(place < 0 ? rest.length : place, 0, newcomer)
  }
  return rest
}

const isSamePhone = (one: RungPhone, other: RungPhone): boolean => one.id === other.id && one.number === other.number

/** Whoever was in none of our calls for longest comes first, each with his telephones in their order. */
function byIdleTime(phones: readonly RungPhone[], lastUsed: Readonly<Record<string, number>>): readonly RungPhone[] {
  const lastOf = (person: string): number =>
    Math.max(...phones.filter(({ id }) => id === person).map(({ number }) => lastUsed[number] ?? 0))
  return phones.toSorted((one, other) => lastOf(one.id) - lastOf(other.id))
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

/**
 * Rings the next free telephone of the stage; false when there is none left. Somebody who is just deciding on one telephone
 * is not rung on another: his others come last, should it have been his answering machine.
 */
function ringNext(turn: Turn, position: Hunting, stage: HuntStage): boolean {
  const isDeciding = (person: string): boolean =>
    legsUnderWay(turn).some(([, leg]) => leg.progress === 'deciding' && leg.responder === person)
  const rest = stillToRing(turn, position, stage)
  const held = rest.filter(({ id }) => isDeciding(id))
  const open = rest.filter(({ id }) => !isDeciding(id))
  const free = open.findIndex(({ id, number }) => {
    if (!turn.facts.busy.has(number) && !isInTheseCalls(turn, number)) return true
    if (position.waits === 0) noteAttempt(turn, 'responderSkipped', id, 'the telephone is in a call of ours')
    return false
  })
  const responder = open[free]
  const responders = [...stage.responders.slice(0, position.next), ...open, ...held]
  const stages = position.stages.with(position.stage, { ...stage, responders })
  stay(turn, { ...position, stages, next: position.next + (responder ? free + 1 : open.length) })
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

/** Somebody had his turn, but his telephone never rang: he is the next to be rung. */
export function putBack(turn: Turn, position: Hunting, { responder, number }: Leg): void {
  const stage = position.stages[position.stage]
  const before = stage?.responders.slice(0, position.next) ?? []
  const at = before.findLastIndex((phone) => phone.id === responder && phone.number === number)
  const phone = before[at]
  if (stage === undefined || phone === undefined) return
  const responders = [...before.toSpliced(at, 1), phone, ...stage.responders.slice(position.next)]
  const stages = position.stages.with(position.stage, { ...stage, responders })
  stay(turn, { ...position, stages, next: position.next - 1 })
}

/** Somebody has said no: none of his other telephones is rung for this any more. */
export function passOver(turn: Turn, person: string): void {
  for (const [id, leg] of legsUnderWay(turn)) {
    if (leg.responder === person && leg.progress !== 'deciding') hangUp(turn, id)
  }
  const position = huntingOf(turn)
  const stage = position?.stages[position.stage]
  if (position === null || stage === undefined) return
  const responders = stage.responders.filter(({ id }, at) => at < position.next || id !== person)
  stay(turn, { ...position, stages: position.stages.with(position.stage, { ...stage, responders }) })
}

/** In this call, or in one that comes out of it in this moment. */
const isInTheseCalls = ({ together }: Turn, number: string): boolean =>
  together.some(({ state }) => Object.values(state.legs).some((leg) => leg.number === number && leg.role !== 'caller'))

/** One line of the case's timeline about a telephone that was tried. */
export function noteAttempt(turn: Turn, what: string, responder: string, why: string | null): void {
  const { matter, record } = turn.state
  if (matter === null) return
  const order = matter.orderId === null ? {} : { order: matter.orderId }
  turn.changes.push(turn.decision.line(matter.caseId, what, { refs: { responder, call: record.id, ...order }, why }))
}

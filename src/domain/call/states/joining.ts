/**
 * The moment between the key (or 110's answer) and the conversation: the caller hears who comes and when, the taker hears
 * whom he gets. Both are bridged as soon as both have heard their words, and neither is left in silence before that.
 */
import { officerStage } from '../../routing/choose-route.ts'
import type { Family, FamilyEvent, PositionAt } from '../family.ts'
import type { Phrase } from '../phrase.ts'
import { emergencyNotReached, handoverPhrases } from '../steps/emergency-reach.ts'
import { takeBridgeDown } from '../steps/end-call.ts'
import { promiseCallBack } from '../steps/promising.ts'
import { beginRecording } from '../steps/record-calls.ts'
import { huntFor } from '../steps/stages-for.ts'
import {
  callerLeg,
  dismiss,
  goTo,
  nextId,
  say,
  sayToCaller,
  setTimer,
  stay,
  type Turn,
  updateLeg,
  updateRecord,
} from '../turn.ts'

type AtJoining = PositionAt<'joining'>

/** Words of either side take no longer; after that both are bridged whatever is being played. */
const joinSeconds = 30
/** Pause before a sound that could not be played is tried again. */
const retrySeconds = 5

export const joining: Family<'joining'> = {
  enter(turn, position, before) {
    updateLeg(turn, position.leg, { progress: 'joining' })
    setTimer(turn, 'join', joinSeconds)
    if (before.length > 0) sayToCaller(turn, before)
    else {
      stay(turn, { ...position, callerReady: true })
      // What he hears now may go on; where it could not be played he must not wait in silence.
      if (callerLeg(turn.state)?.playback === null) sayToCaller(turn, [{ say: 'comfort' }])
    }
    const words: Phrase[] = position.emergency === null ? [{ say: 'connectingCaller' }] : handoverPhrases(turn)
    say(turn, position.leg, words)
  },
  on(turn, event, position) {
    switch (event.type) {
      case 'PromptFinished':
      case 'PromptFailed':
        return wordsOver(turn, event.leg, position, event.type === 'PromptFinished')
      case 'TimerFired':
        if (event.timer === 'join') return bridgeNow(turn, position)
        return event.timer === 'comfort' ? comfortWhoWaits(turn, position) : undefined
      case 'LegsBridged':
        return conversationBegins(turn, event, position)
      case 'BridgeFailed':
        return event.bridge === turn.state.bridge?.id ? bridgeFailed(turn, event.detail, position) : undefined
      case 'LegGone':
        return event.leg === position.leg ? takerGone(turn, position, event.reason ?? 'hung up') : undefined
      default:
    }
  },
  resume: (turn, position) => bridgeNow(turn, position),
}

function wordsOver(turn: Turn, leg: string, position: AtJoining, canBePlayed: boolean): void {
  if (turn.state.bridge !== null) return
  const isCaller = leg === turn.state.caller
  const current: AtJoining = isCaller ? { ...position, callerReady: true } : { ...position, takerReady: true }
  stay(turn, current)
  if (!current.callerReady || !current.takerReady) {
    // Sounds that fail are tried again a little later, not in a loop.
    return canBePlayed ? comfortWhoWaits(turn, current) : setTimer(turn, 'comfort', retrySeconds)
  }
  const listening = [turn.state.caller, position.leg].flatMap((id) => (id && turn.state.legs[id]?.playback) || [])
  // A leg joins only when its playback has really ended: the end is waited for.
  for (const playback of listening) turn.commands.push({ do: 'stopPlayback', playback })
  if (listening.length === 0) bridge(turn, current)
}

/** Whoever is ready first hears the comfort sound until the other is. */
function comfortWhoWaits(turn: Turn, { leg, callerReady, takerReady }: AtJoining): void {
  if (turn.state.bridge !== null) return
  const waiting = [callerReady ? turn.state.caller : null, takerReady ? leg : null]
  for (const one of waiting) {
    if (one !== null && turn.state.legs[one]?.playback === null) say(turn, one, [{ say: 'comfort' }])
  }
}

function bridgeNow(turn: Turn, position: AtJoining): void {
  for (const leg of [turn.state.caller, position.leg]) {
    const playback = leg === null ? null : turn.state.legs[leg]?.playback
    if (leg === null || !playback) continue
    turn.commands.push({ do: 'stopPlayback', playback })
    updateLeg(turn, leg, { playback: null })
  }
  takeBridgeDown(turn)
  bridge(turn, position)
}

function bridge(turn: Turn, position: AtJoining): void {
  const { caller, matter } = turn.state
  if (caller === null || matter === null) return
  const recording = beginRecording(turn, 'conversation', matter.caseId)
  const id = nextId(turn)
  turn.state = { ...turn.state, bridge: { id, recording } }
  setTimer(turn, 'join', joinSeconds)
  turn.commands.push({ do: 'bridge', bridge: id, legs: [caller, position.leg], recording })
}

function conversationBegins(
  turn: Turn,
  event: Extract<FamilyEvent, { type: 'LegsBridged' }>,
  position: AtJoining,
): void {
  if (event.bridge !== turn.state.bridge?.id) return
  if (turn.state.caller !== null) updateLeg(turn, turn.state.caller, { progress: 'joined' })
  updateLeg(turn, position.leg, { progress: 'joined' })
  updateRecord(turn, { connectedAt: turn.facts.now })
  goTo(turn, { at: 'talking', leg: position.leg })
}

function bridgeFailed(turn: Turn, detail: string, position: AtJoining): void {
  takeBridgeDown(turn)
  if (position.tries === 0) {
    const again: AtJoining = { ...position, tries: 1 }
    stay(turn, again)
    return bridge(turn, again)
  }
  const number = turn.state.callBackNumber
  dismiss(turn, position.leg, [
    { say: 'trouble' },
    ...(number === null ? [] : ([{ say: 'callerNumberIs' }, { digits: number }] as const)),
  ])
  takerGone(turn, position, detail)
}

/** The taker is lost before a word was spoken. The caller must not pay for that: somebody else is rung. */
function takerGone(turn: Turn, position: AtJoining, reason: string): void {
  takeBridgeDown(turn)
  if (position.emergency !== null) return emergencyNotReached(turn, position.emergency, reason)
  const wasOfficer = turn.state.position.at === 'joining' && isOfficer(turn, position.leg)
  if (wasOfficer || turn.state.matter === null) return promiseCallBack(turn, [{ say: 'nobodyTook' }])
  goTo(turn, huntFor('officer', [officerStage(turn.facts, turn.facts.now)]), [{ say: 'toOfficer' }])
}

const isOfficer = (turn: Turn, leg: string): boolean => turn.state.legs[leg]?.role === 'officer'

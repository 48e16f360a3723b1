import type { Termination } from '../call-record.ts'
import { goTo, hangUp, setTimer, type Turn, updateRecord } from '../turn.ts'
import { finishRecording } from './record-calls.ts'

/** Seconds after which legs that are still there are told again to hang up. */
const endingSeconds = 2
/** After so many rounds the network is not answering; what is left is found by the reconciliation. */
const endingTries = 15
/** After so many rounds a recording whose end is not reported is taken for lost. */
const recordingTries = 4

/**
 * Ends the call: its termination is recorded, once, and everything it had is taken down: the bridge, every leg. The call
 * is over when the network has confirmed the end of each.
 */
export function endCall(turn: Turn, termination: Termination): void {
  if (turn.state.record.endedAt === null) updateRecord(turn, { endedAt: turn.facts.now, termination })
  takeBridgeDown(turn)
  for (const leg of Object.keys(turn.state.legs)) hangUp(turn, leg)
  goTo(turn, { at: 'ending', tries: 0 })
  setTimer(turn, 'ending', endingSeconds)
  endWhenEmpty(turn)
}

/** Takes the call's bridge away and ends its recording. */
export function takeBridgeDown(turn: Turn): void {
  const { bridge } = turn.state
  if (bridge === null) return
  turn.commands.push({ do: 'unbridge', bridge: bridge.id, recording: bridge.recording })
  turn.state = { ...turn.state, bridge: null }
}

/** The call is over when no leg and no recording of it is left. */
export function endWhenEmpty(turn: Turn): void {
  if (turn.state.position.at !== 'ending') return
  if (Object.keys(turn.state.legs).length > 0 || Object.keys(turn.state.recordings).length > 0) return
  goTo(turn, { at: 'ended' })
  turn.state = { ...turn.state, timers: {} }
}

/** Legs that are still there are told again; a recording is stopped, which also finds one whose end was missed. */
export function endAgain(turn: Turn): void {
  if (turn.state.position.at !== 'ending') return
  const tries = turn.state.position.tries + 1
  for (const leg of Object.keys(turn.state.legs)) hangUp(turn, leg)
  for (const [recording, row] of Object.entries(turn.state.recordings)) {
    if (tries < recordingTries) turn.commands.push({ do: 'stopRecording', recording })
    else finishRecording(turn, row.name, null, 'its end was not reported')
  }
  if (tries >= endingTries) turn.state = { ...turn.state, legs: {}, caller: null }
  goTo(turn, { at: 'ending', tries })
  setTimer(turn, 'ending', endingSeconds)
  endWhenEmpty(turn)
}

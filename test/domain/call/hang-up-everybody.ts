import type { CallEvent } from '../../../src/domain/call/call-event.ts'
import type { CallState } from '../../../src/domain/call/call-state.ts'
import { type Edges, type Moment, step } from './explore.ts'

/** More than any call needs: a fall-back, two officers, three rounds of telling them. */
const mostSteps = 400

/**
 * Everybody who is in the call, or is rung by it or by what comes out of it, hangs up, and whatever was recorded or played
 * ends, until nothing is left. Throws when that never comes about.
 */
export function hangUpEverybody(moment: Moment, edges: Edges): void {
  const queue = [moment]
  for (let count = 0; queue.length > 0; count += 1) {
    const next = queue.shift()
    if (!next || next.state.position.at === 'ended') continue
    const event = endingOf(next.state)
    if (event === null || count > mostSteps) {
      throw new Error(`a call stays in ${next.state.position.at} with nobody in it: ${JSON.stringify(next.state.legs)}`)
    }
    queue.push(...step(next, event, [], edges))
  }
}

function endingOf({ legs, recordings, timers }: CallState): CallEvent | null {
  const [recording] = Object.keys(recordings)
  if (recording !== undefined) return { type: 'RecordingFinished', recording, seconds: 3 }
  const [found] = Object.entries(legs)
  if (found) {
    const [leg, { progress }] = found
    return progress === 'dialling' || progress === 'ringing'
      ? { type: 'LegFailed', leg, reason: 'noAnswer' }
      : { type: 'LegEnded', leg }
  }
  const [timer] = Object.keys(timers)
  return timer === undefined ? null : { type: 'TimerFired', timer }
}

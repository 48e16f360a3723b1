import { nowMs } from './now.ts'
import { callerNumber, dialledNumber, type Way } from './numbers.ts'
import type { CalledHears, RingingCall, SipCall, SipPhones } from './sip-phones.ts'
import type { Voice } from './voice.ts'

/** What happened in one call of the bench, in ms on the clock of `nowMs`; null: it did not come to that. */
export type CallTimes = {
  readonly dialled: number
  answered: number | null
  /** The end of the caller's key was sent. */
  pressed: number | null
  /** The unit's telephone was called. */
  rung: number | null
  /** The responder's key was sent; in the bare dialplan, which asks for none, the moment of the answer. */
  accepted: number | null
  /** The caller heard the responder. */
  heard: number | null
}

export type BenchCall = {
  readonly times: CallTimes
  /** The caller hangs up at a random instant, whatever happens then. */
  readonly leavesEarly: boolean
  /** Why it counts as lost; null: it went as it should. */
  failure(): string | null
  /** Neither the caller nor a responder is on the line. */
  isOver(): boolean
  /** A telephone of the line is rung. */
  rings(ringing: RingingCall): CalledHears
  hangUp(): void
}

/** The script that all telephones keep to, in ms. */
export const script = {
  /** From the answer to the beginning of the caller's key. */
  untilKey: 1000,
  /** A unit's telephone rings. */
  ring: 300,
  /** From the responder's answer to the beginning of his key. */
  untilAccept: 500,
  talk: 3000,
}
/** In calls that are hung up at random it rings longer, so that many of them are hung up meanwhile. */
const longRing = 1500
/** A caller who leaves early does so within this time. */
const latestLeave = 4000
/** A caller waits no longer to hear somebody, nor a responder whom nobody hangs up. */
const patience = 20_000

/** Places one call and plays its caller and its responder. */
export function startBenchCall(options: {
  readonly way: Way
  readonly line: number
  readonly index: number
  readonly leaveAfterMs: number | null
  readonly phones: SipPhones
  readonly voice: Voice
}): BenchCall {
  const { way, phones, voice, leaveAfterMs } = options
  const leavesEarly = leaveAfterMs !== null
  const times: CallTimes = {
    dialled: nowMs(),
    answered: null,
    pressed: null,
    rung: null,
    accepted: null,
    heard: null,
  }
  const timers = new Set<NodeJS.Timeout>()
  const after = (ms: number, then: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      then()
    }, ms)
    timers.add(timer)
  }
  let fault: string | null = null
  const fail = (why: string): void => {
    fault ??= why
  }
  let callerVoice: number | null = null
  let caller: SipCall | null = null
  const responders = new Set<SipCall>()
  const giveUp = (why: string): void => {
    fail(why)
    hangUp()
  }

  function hangUp(): void {
    caller?.hangUp()
    for (const responder of responders) responder.hangUp()
  }

  function heard(at: number): void {
    if (times.heard !== null || caller === null) return
    times.heard = at
    if (callerVoice !== null) voice.talk(callerVoice)
    after(script.talk, () => caller?.hangUp())
  }

  caller = phones.call(dialledNumber(way, options.line), callerNumber(options.index), {
    answered(port) {
      times.answered = nowMs()
      callerVoice = port
      voice.add(port, {
        pressed(at) {
          times.pressed = at
        },
        heard,
      })
      after(script.untilKey, () => callerVoice !== null && voice.press(callerVoice, '1'))
    },
    ended({ byUs, status }) {
      for (const timer of timers) clearTimeout(timer)
      if (callerVoice !== null) voice.remove(callerVoice)
      callerVoice = null
      caller = null
      if (status !== null) fail(`the call ended with ${status}`)
      else if (!byUs) fail('the caller was hung up on')
      // Whoever took the call is let go by the hotline; a unit whose caller left early goes through its order first.
      if (responders.size > 0)
        setTimeout(() => {
          if (responders.size === 0) return
          fail('the unit was not let go')
          hangUp()
        }, patience).unref()
    },
  })
  if (leaveAfterMs !== null) after(leaveAfterMs, () => caller?.hangUp())
  after(patience, () => giveUp(times.answered === null ? 'never answered' : 'never put through'))

  return {
    times,
    leavesEarly,
    failure: () => fault ?? (leavesEarly || times.heard !== null ? null : 'never put through'),
    isOver: () => caller === null && responders.size === 0,
    hangUp,
    rings(ringing) {
      if (times.rung === null) times.rung = nowMs()
      else fail('a unit was called twice')
      responders.add(ringing)
      setTimeout(() => ringing.answer(), leavesEarly ? longRing : script.ring)
      let isThere = true
      return {
        talks() {
          voice.add(ringing.voicePort, {
            pressed(at) {
              times.accepted = at
              voice.talk(ringing.voicePort)
            },
            heard() {},
          })
          if (way === 'dialplan') {
            times.accepted = nowMs()
            return voice.talk(ringing.voicePort)
          }
          setTimeout(() => isThere && voice.press(ringing.voicePort, '1'), script.untilAccept)
        },
        ended({ status }) {
          isThere = false
          voice.remove(ringing.voicePort)
          responders.delete(ringing)
          if (status !== null) fail(`the unit's telephone got no answer (${status})`)
        },
      }
    },
  }
}

/** When a caller who leaves early does so. */
export const leaveInstant = (random: () => number): number => random() * latestLeave

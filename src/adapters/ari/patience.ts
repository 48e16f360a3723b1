import type { AriConnection } from './ari-connection.ts'
import type { Leg } from './legs.ts'
import { channelPath } from './paths.ts'
import { longestSeconds } from './sound-length.ts'

/**
 * Promise to the citizen: whoever is alone in Asterisk because this server has died is cared for by the dialplan. Each
 * channel has a time by which it leaves us (TIMEOUT(absolute)); as long as the server lives it is put off in time.
 *
 * A caller's is set before each sound, to the sound's end and this much silence; then [alone] of extensions.conf takes him.
 * Setting it later would not do: Asterisk carries that out only after the sound, and a time that has come meanwhile counts.
 * It may come while the server lives and only waits for a key: then he is back within milliseconds and hears nothing of it.
 */
const aloneMs = 4_500
/** A time that is later than it should be by no more than this is left as it is: saves a request of 0.3 ms of CPU. */
const slackMs = 10_000
/** Before the first words, with the mark of the call: greeting and menu of the demonstration table take 36 to 42 s. */
const firstMs = 50_000
/** What the dialplan gives a call that comes in, or comes back. */
export const arrivalMs = 20_000
/** Somebody we rang is given this long after his telephone stops ringing: to answer, hear the case, and decide. */
const decidingSeconds = 120

export type Patience = ReturnType<typeof createPatience>

/** Keeps the times of channels. `now`: milliseconds of a clock that never jumps. */
export function createPatience({
  connection,
  now,
}: {
  readonly connection: AriConnection
  readonly now: () => number
}) {
  const set = async (leg: Leg, variables: Readonly<Record<string, string | number>>, ms: number): Promise<void> => {
    leg.patientUntil = now() + ms
    await connection.request('POST', `${channelPath(leg.id)}/variable`, {
      variable: `ARRAY(${Object.keys(variables).join(',')})`,
      value: Object.values(variables).join(','),
    })
  }
  const setTime = async (leg: Leg, ms: number): Promise<void> => {
    leg.patientUntil = now() + ms
    const query = { variable: timeout, value: Math.round(ms / 100) / 10 }
    await connection.request('POST', `${channelPath(leg.id)}/variable`, query)
  }

  return {
    /** Variables a leg that we dial is created with: it is let go in time, and lets its partner go. */
    forDialling(leg: Leg, ringSeconds: number): Readonly<Record<string, string>> {
      leg.patientUntil = now() + (ringSeconds + decidingSeconds) * 1000
      return {
        [timeout]: String(ringSeconds + decidingSeconds),
        'CHANNEL(hangup_handler_push)': 'conversation-over,s,1',
      }
    },

    /** One request that marks a caller's channel with its call and gives it time for the first words. */
    forCall(leg: Leg | undefined, call: string): { readonly variable: string; readonly value: string } {
      if (leg) leg.patientUntil = now() + firstMs
      return { variable: `ARRAY(HOTLINE_CALL,${timeout})`, value: `${call},${firstMs / 1000}` }
    },

    /** Before sounds are played. One we dialled has time enough as a rule, and is never given less. */
    async forSounds(leg: Leg | undefined, media: readonly string[]): Promise<void> {
      if (!leg) return
      const needed = longestSeconds(media) * 1000 + aloneMs
      const left = leg.patientUntil - now()
      if (left >= needed && (leg.dialled !== null || left <= needed + slackMs)) return
      await setTime(leg, leg.dialled === null ? needed : needed + decidingSeconds * 1000)
    },

    /** Before a recording, which may be ended by its speaker at any moment: the time until then is its longest. */
    async forRecording(leg: Leg, maxSeconds: number): Promise<void> {
      await setTime(leg, maxSeconds * 1000 + arrivalMs)
    },

    /** Behind a recording: what is set now counts from its end. Asterisk keeps it even if this server dies meanwhile. */
    afterRecording(leg: Leg): void {
      connection.leave('POST', `${channelPath(leg.id)}/variable`, { variable: timeout, value: aloneMs / 1000 })
    },

    /** A caller is keying in something long: nothing is played, and his time runs out. */
    onKey(leg: Leg): void {
      if (leg.dialled !== null || leg.patientUntil - now() > aloneMs) return
      void setTime(leg, 2 * aloneMs)
    },

    /** Two who talk are never disturbed; when one of them hangs up without the server there, the other is let go. */
    async forConversation(legs: readonly Leg[]): Promise<void> {
      const [first, second] = legs
      if (!first || !second || legs.length > 2) {
        await Promise.all(legs.map((leg) => set(leg, { [timeout]: 0 }, Number.POSITIVE_INFINITY)))
        return
      }
      await Promise.all([
        set(first, { [timeout]: 0, HOTLINE_PEER: second.id }, Number.POSITIVE_INFINITY),
        set(second, { [timeout]: 0, HOTLINE_PEER: first.id }, Number.POSITIVE_INFINITY),
      ])
    },

    /** A recording has ended, a conversation did not come about: the time has to be set anew. */
    forget(leg: Leg): void {
      leg.patientUntil = unknownTime
    },
  }
}

const timeout = 'TIMEOUT(absolute)'
/** A time that is long past: whatever is needed next is more. */
export const unknownTime = Number.NEGATIVE_INFINITY

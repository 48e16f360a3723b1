import type { LegId, PlaybackId, TelephonyEvent, TelephonyOutcome } from '../../application/ports/telephony.ts'
import type { RawEvent } from './ari-request.ts'
import { untilGone } from './bridge-legs.ts'
import { type Legs, tellOf } from './legs.ts'
import { type Carrier, carryOut, look, refused } from './outcomes.ts'
import { channelPath, playbackPath } from './paths.ts'
import type { Patience } from './patience.ts'

/** Media that Asterisk ends with an event. Of an unknown kind it says nothing more for ever, and the leg's queue stands still. */
const playable = /^(sound|recording):./

/** Plays sounds to legs and tells how each playback ended. */
export function createPlaybacks(
  options: Carrier & { readonly legs: Legs; readonly patience: Patience; emit(event: TelephonyEvent): void },
) {
  const { connection, legs, patience, emit } = options
  /** Play requests under way: a stop waits for its own start, and for nothing else in the leg's queue. */
  const starting = new Map<PlaybackId, { settled: Promise<unknown>; finished: boolean }>()

  function start(leg: LegId, playback: PlaybackId, media: readonly string[]): Promise<TelephonyOutcome> {
    const path = playbackPath(playback)
    return carryOut(
      options,
      { method: 'POST', path: `${channelPath(leg)}/play/${encodeURIComponent(playback)}`, body: { media } },
      async () => {
        // A short sound has come to its end before the answer was missed.
        if (starting.get(playback)?.finished) return 'yes'
        const found = await look(connection, path, () => true)
        if (found !== 'gone') return found
        const channel = await look(connection, channelPath(leg), () => true)
        return channel === 'yes' ? 'no' : channel
      },
      false,
    )
  }

  return {
    size: () => starting.size,

    async play(leg: LegId, playback: PlaybackId, media: readonly string[]): Promise<TelephonyOutcome> {
      const wrong = media.find((one) => !playable.test(one))
      if (wrong !== undefined || media.length === 0) return refused(`not a sound: ${wrong ?? 'nothing'}`)
      const under: { settled: Promise<unknown>; finished: boolean } = { settled: Promise.resolve(), finished: false }
      starting.set(playback, under)
      const started = patience.forSounds(legs.get(leg), media).then(() => start(leg, playback, media))
      under.settled = started
      const outcome = await started
      starting.delete(playback)
      return outcome
    },

    async stop(playback: PlaybackId): Promise<TelephonyOutcome> {
      await starting.get(playback)?.settled
      const path = playbackPath(playback)
      return untilGone(options, { method: 'DELETE', path }, path)
    },

    /** One event a playback, whatever the number of its sounds; a sound that is missing shows only when it is the last. */
    finished(event: RawEvent): void {
      const { id, state, target_uri, media_uri } = event.playback as Readonly<Record<string, string>>
      if (id === undefined) return
      const under = starting.get(id)
      if (under) under.finished = true
      const leg = legs.get(target_uri?.slice('channel:'.length) ?? '')
      const told: TelephonyEvent =
        state === 'done'
          ? { type: 'PromptFinished', playback: id }
          : { type: 'PromptFailed', playback: id, reason: leg?.hungUp ? 'the leg hung up' : `can't play ${media_uri}` }
      if (leg) tellOf(leg, told, emit)
      else emit(told)
    },
  }
}

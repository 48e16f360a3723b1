import type {
  LegId,
  PlaybackId,
  RecordingName,
  RecordRequest,
  TelephonyEvent,
} from '../../src/application/ports/telephony.ts'
import type { Instant } from '../../src/domain/instant.ts'

/** The telephone at the other end of a leg, as the network sees it. */
export type Party = {
  /** A sound came to its end. */
  heard(sound: string): void
  /** The leg is up: the call it made was answered. */
  answered(): void
  ended(by: 'network' | 'party' | 'dialplan'): void
}

/** What a leg is busy with: sounds and recordings wait for each other, as in a real channel's one queue. */
export type Task =
  | { readonly kind: 'play'; readonly playback: PlaybackId; readonly media: readonly string[] }
  | { readonly kind: 'record'; readonly request: RecordRequest }

/** What was recorded: whole seconds of sound, and whose voices. */
export type Recorded = { readonly seconds: number; readonly voices: readonly string[]; readonly damaged?: boolean }

export type FakeLeg = {
  readonly id: LegId
  /** By whom and under which number it came in; null: we dialled it. */
  readonly arrival: { readonly dialled: string; readonly caller: string | null } | null
  readonly party: Party
  call: string | null
  up: boolean
  rang: boolean
  /** We asked for its end. */
  hangingUp: boolean
  ended: boolean
  bridge: string | null
  queue: Task[]
  /** Takes back what the current task and the ring time wait for. */
  cancelTask: () => void
  cancelRing: () => void
  taskBegan: Instant
  /** Voices in the recording that runs. */
  voices: string[]
  spokenUntil: Instant
  /** The last request that others wait for. */
  lastRequest: Promise<unknown> | null
}

export const newLeg = (about: Pick<FakeLeg, 'id' | 'arrival' | 'party' | 'call'>): FakeLeg => ({
  ...about,
  up: false,
  rang: false,
  hangingUp: false,
  ended: false,
  bridge: null,
  queue: [],
  cancelTask() {},
  cancelRing() {},
  taskBegan: 0,
  voices: [],
  spokenUntil: 0,
  lastRequest: null,
})

/** How long a sound lasts, in ms: about what speech takes. */
export function durationOf(sound: string, recordings: ReadonlyMap<RecordingName, Recorded>): number {
  if (sound.startsWith('recording:')) return 1000 * (recordings.get(sound.slice('recording:'.length))?.seconds ?? 0)
  if (sound === 'comfort') return 10_000
  if (sound.startsWith('digit.') || sound === 'beep') return 400
  const [, seconds] = /^long\.(\d+)$/.exec(sound) ?? []
  return seconds === undefined ? 1000 : Number(seconds) * 1000
}

/** Sounds that are not there: a test names them so. */
export const isMissing = (sound: string): boolean => sound.startsWith('missing')

export type Emit = (event: TelephonyEvent) => void

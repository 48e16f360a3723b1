import type { PhoneCall } from '../../scripts/carrier/phones.ts'
import { encodeTone } from '../../src/adapters/speech/tone-code.ts'
import { sampleRate } from '../../src/adapters/speech/wav.ts'
import type { Heard, ToneBook } from '../harness/tone-ear.ts'

/** A stretch without a sound, from the last sound before it to the first after it (`performance.now()`). */
export type Gap = { readonly from: number; readonly to: number }

/**
 * One call at a telephone of the town, with an ear that knows what was heard and when there was no sound. Whatever is done
 * to it once the call is over does nothing.
 */
export type Line = {
  readonly name: string
  readonly number: string | null
  readonly direction: 'out' | 'in'
  readonly call: PhoneCall
  readonly beganAt: number
  upAt(): number | null
  overAt(): number | null
  /** The Asterisk that carried it was killed: nothing more comes, and it is not told so. */
  deadAt(): number | null
  lose(): void
  readonly heard: readonly Heard[]
  /** When the last sound was heard; null: none yet. */
  soundAt(): number | null
  /** Silences of half a second and more that are over. */
  readonly gaps: readonly Gap[]
  onHeard(listener: (key: string) => void): void
  /** Resolves when the call is over. */
  readonly over: Promise<void>
  press(keys: string): Promise<void>
  say(key: string): Promise<void>
  hangUp(): Promise<void>
}

/** Louder than this (of full scale) is a sound: comfort noise and A-law's idle code are not. */
const loud = 0.01 * 32768
const shortestGapMs = 500
const breath = new Int16Array(0.1 * sampleRate)

export function openLine(call: PhoneCall, name: string, book: ToneBook): Line {
  const ear = book.ear()
  const gaps: Gap[] = []
  const listeners: ((key: string) => void)[] = []
  let upAt: number | null = null
  let overAt: number | null = null
  let deadAt: number | null = null
  let soundAt: number | null = null
  const ended = Promise.withResolvers<void>()

  const note = (state: string): void => {
    if (state === 'up') upAt ??= performance.now()
    if (state !== 'over' || overAt !== null) return
    overAt = performance.now()
    ended.resolve()
  }
  call.onChange(note)
  note(call.state())
  call.onSound((samples, at) => {
    if (samples.some((sample) => sample > loud || sample < -loud)) {
      const before = soundAt ?? upAt
      if (before !== null && at - before >= shortestGapMs) gaps.push({ from: before, to: at })
      soundAt = at
    }
    const known = ear.heard.length
    ear.listen(samples, at)
    for (const { key } of ear.heard.slice(known)) for (const listener of listeners) listener(key)
  })

  return {
    name,
    number: call.phone,
    direction: call.direction,
    call,
    beganAt: performance.now(),
    upAt: () => upAt,
    overAt: () => overAt,
    deadAt: () => deadAt,
    lose() {
      if (overAt === null) deadAt ??= performance.now()
    },
    heard: ear.heard,
    soundAt: () => soundAt,
    gaps,
    onHeard: (listener) => void listeners.push(listener),
    over: ended.promise,
    async press(keys) {
      if (call.state() === 'up') await call.press(keys).catch(() => {})
    },
    async say(key) {
      if (call.state() !== 'up') return
      book.add(key)
      const code = encodeTone(key)
      const samples = new Int16Array(2 * breath.length + code.length)
      samples.set(code, breath.length)
      await call.say(samples)
    },
    async hangUp() {
      await call.hangUp().catch(() => {})
    },
  }
}

/** Resolves after so many seconds, or when the call is over; false: it is over. */
export async function waitOn(line: Line, seconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000)
  })
  await Promise.race([passed, line.over])
  clearTimeout(timer)
  return line.overAt() === null
}

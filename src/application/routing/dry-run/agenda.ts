import type { CallEvent } from '../../../domain/call/call-event.ts'
import type { Instant } from '../../../domain/instant.ts'

/** Something that will happen. `key` names what it belongs to, so that it can be taken back. */
export type Coming = {
  readonly at: Instant
  readonly key: string
  /** Call that it comes to; null: to whichever has the leg, playback or recording it is about by then. */
  readonly call: string | null
  readonly event: CallEvent
}

/** What is to come, in the order of its instants; of the same instant, in the order in which it was planned. */
export type Agenda = {
  plan(coming: Coming): void
  /** Takes back what belongs to this key. @returns whether there was anything. */
  takeBack(key: string): boolean
  has(key: string): boolean
  /** When the next thing happens; null: nothing will. */
  nextAt(): Instant | null
  /** Takes the next thing off. */
  take(): Coming | null
}

export function createAgenda(): Agenda {
  let coming: readonly Coming[] = []
  return {
    plan(one) {
      const place = coming.findIndex(({ at }) => at > one.at)
      coming = place < 0 ? [...coming, one] : [...coming.slice(0, place), one, ...coming.slice(place)]
    },
    takeBack(key) {
      const before = coming.length
      coming = coming.filter((one) => one.key !== key)
      return coming.length < before
    },
    has: (key) => coming.some((one) => one.key === key),
    nextAt: () => coming[0]?.at ?? null,
    take() {
      const [first = null, ...rest] = coming
      coming = rest
      return first
    },
  }
}

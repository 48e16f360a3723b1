import type { CallState } from '../../domain/call/call-state.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Alarms } from '../ports/clock.ts'

/** Keeps exactly the alarms that the calls' states name. */
export type CallAlarms = {
  sync(state: CallState): void
  clear(): void
}

/** @param ring is told which timer of which call rang, and for which instant it had been set. */
export function createCallAlarms(
  alarms: Alarms,
  ring: (callId: string, timer: string, at: Instant) => void,
): CallAlarms {
  const set = new Map<string, Map<string, { readonly at: number; readonly cancel: () => void }>>()
  return {
    sync(state) {
      const wanted = state.position.at === 'ended' ? {} : state.timers
      const current = set.get(state.id) ?? new Map()
      for (const [name, alarm] of current) {
        if (wanted[name] === alarm.at) continue
        alarm.cancel()
        current.delete(name)
      }
      for (const [name, at] of Object.entries(wanted)) {
        if (current.has(name)) continue
        const cancel = alarms.set(at, () => {
          current.delete(name)
          ring(state.id, name, at)
        })
        current.set(name, { at, cancel })
      }
      if (current.size > 0) set.set(state.id, current)
      else set.delete(state.id)
    },
    clear() {
      for (const current of set.values()) for (const { cancel } of current.values()) cancel()
      set.clear()
    },
  }
}

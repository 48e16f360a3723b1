import type { Alarms, Clock } from '../../application/ports/clock.ts'

/** The machine's clock; `offset` (ms) moves it, for a demonstration at another time of day. */
export const systemClock = (offset = 0): Clock => ({ now: () => Date.now() + offset })

/** Longest delay `setTimeout` takes. */
const longestDelay = 2 ** 31 - 1

/** Alarms of the machine, on a clock. They don't keep the process alive. */
export const systemAlarms = (clock: Clock): Alarms => ({
  set(at, ring) {
    const alarm = setTimeout(ring, Math.min(Math.max(at - clock.now(), 0), longestDelay))
    alarm.unref()
    return () => clearTimeout(alarm)
  },
})

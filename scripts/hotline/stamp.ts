import { localClock, localDate } from '../../src/domain/clocks/local-time.ts'

/** An instant as the zone's clocks show it, to the millisecond. */
export function stamp(at: number, zone: string): string {
  const milliseconds = String(((at % 60_000) + 60_000) % 60_000).padStart(5, '0')
  return `${localDate(at, zone)} ${localClock(at, zone)}:${milliseconds.slice(0, 2)}.${milliseconds.slice(2)}`
}

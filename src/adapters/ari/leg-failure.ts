import type { LegFailure } from '../../application/ports/telephony.ts'

// ITU-T Q.850 cause values, as Asterisk makes them of SIP answers (486 -> 17, 480 -> 19, 403 -> 21, 404 -> 1, 503 -> 34).
const failures: Readonly<Record<number, LegFailure>> = {
  1: 'unallocated',
  2: 'unreachable',
  3: 'unreachable',
  16: 'cancelled',
  17: 'busy',
  18: 'unreachable',
  19: 'noAnswer',
  20: 'unreachable',
  21: 'refused',
  22: 'unallocated',
  26: 'cancelled',
  27: 'unreachable',
  28: 'unallocated',
  34: 'congestion',
  38: 'unreachable',
  41: 'congestion',
  42: 'congestion',
  44: 'congestion',
  47: 'congestion',
  102: 'unreachable',
}

/** Why a leg that was never answered ended, by the hang-up cause of its destruction; `refused` for causes without a name here. */
export const failureByCause = (cause: number): LegFailure => failures[cause] ?? 'refused'

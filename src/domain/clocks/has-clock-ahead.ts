import type { Instant } from '../instant.ts'
import type { DeadlineRecord } from './deadline-record.ts'

/**
 * Whether somebody is going to be reminded of an open case, or has been told all the way up: a running deadline that is not
 * due yet, or has a step to come, or whose ladder was climbed to its top, or of which somebody has taken note. A deadline
 * that passes without a ladder is none.
 */
export const hasClockAhead = (deadlines: readonly DeadlineRecord[], now: Instant): boolean =>
  deadlines.some(
    ({ status, due, nextStepAt, acknowledgedBy, stepsDone }) =>
      status === 'running' && (due > now || nextStepAt !== null || acknowledgedBy !== null || stepsDone > 0),
  )

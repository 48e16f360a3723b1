import type { Timings } from './routing-table.ts'

/**
 * What holds where a table says nothing of it, because it was written before it could: an answer within 15 s (NFPA 1225: 90
 * of 100 calls), the order within 60 s of the case (its time for processing a call), the centre's word on a feedback within the 12 hours
 * that the unit had for it, the situation told within 10 min of the arrival (the city's rules), a better feedback within a third of the
 * time for the first: the work is done, only the words are to be mended; the ruling on a return within half an hour.
 */
export const laterTimings = {
  answerSeconds: 15,
  dispatchMinutes: 1,
  situationMinutes: 10,
  reviewMinutes: 720,
  feedbackAgainMinutes: 240,
  rulingMinutes: 30,
} as const satisfies Partial<Timings>

import type { CallRecord } from '../../domain/call/call-record.ts'
import type { calls } from './schema/calls.ts'

/** The call as its row has it: the termination lies in two columns, so that calls can be found by their result. */
export const callRow = ({ termination, ...call }: CallRecord): typeof calls.$inferInsert => ({
  ...call,
  result: termination?.result ?? null,
  reason: termination?.reason ?? null,
})

/** The way back. */
export const callRecord = ({ result, reason, ...call }: typeof calls.$inferSelect): CallRecord => ({
  ...call,
  termination: result === null ? null : { result, reason: reason ?? '' },
})

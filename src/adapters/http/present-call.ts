import { z } from 'zod'
import type { CallView } from '../../application/call/call-view.ts'
import type { CallDetail } from '../../application/call/view-call.ts'
import { callKinds, callResults } from '../../domain/call/call-record.ts'
import { type IsoTime, withIsoTimes } from './iso-time.ts'
import { time } from './schemas.ts'

export const callSchema = z
  .object({
    id: z.string(),
    kind: z.enum(callKinds),
    dialled: z.string().nullable(),
    line: z.string(),
    language: z.string(),
    caller: z.string().nullable().describe('null: hidden, or a call we made'),
    caseNumber: z.string().nullable(),
    routingVersion: z.number(),
    node: z.string(),
    holder: z.string(),
    openedAt: time,
    answeredAt: time.nullable(),
    chosenAt: time.nullable(),
    rangAt: time.nullable(),
    connectedAt: time.nullable(),
    endedAt: time.nullable(),
    result: z.enum(callResults).nullable().describe('null: not over'),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Call' })

export const presentCall = (call: CallView, iso: IsoTime): z.infer<typeof callSchema> => ({
  ...call,
  openedAt: iso(call.openedAt),
  answeredAt: iso(call.answeredAt),
  chosenAt: iso(call.chosenAt),
  rangAt: iso(call.rangAt),
  connectedAt: iso(call.connectedAt),
  endedAt: iso(call.endedAt),
})

export const callDetailSchema = callSchema
  .extend({
    answers: z
      .array(
        z.object({
          by: z
            .enum(['system', 'person'])
            .describe('The system answers at once; a person where telephones rang for the caller'),
          from: time,
          seconds: z.number(),
          due: time,
          answeredAt: time.nullable(),
          status: z.enum(['met', 'late', 'left', 'running']).describe('left: the caller was gone before it was due'),
          explanation: z.string(),
        }),
      )
      .describe('Whether it was answered in time; none for calls we made'),
    log: z
      .array(z.object({ at: time, event: z.string(), from: z.string(), to: z.string(), detail: z.unknown() }))
      .describe('Every transition of the call'),
  })
  .meta({ id: 'CallDetail' })

export const presentCallDetail = (call: CallDetail, iso: IsoTime): z.infer<typeof callDetailSchema> => ({
  ...presentCall(call, iso),
  answers: call.answers.map((answer) => ({
    ...answer,
    from: iso(answer.from),
    due: iso(answer.due),
    answeredAt: iso(answer.answeredAt),
  })),
  log: call.log.map((line) => ({ ...line, at: iso(line.at), detail: withIsoTimes(line.detail, iso) })),
})

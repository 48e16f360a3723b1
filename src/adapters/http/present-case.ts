import { z } from 'zod'
import type { CaseView } from '../../application/case/case-view.ts'
import type { CaseDetail, LineView, RecordingView } from '../../application/case/view-case.ts'
import { caseOrigins, caseStatuses } from '../../domain/case/case-record.ts'
import { urgencies } from '../../domain/routing/routing-table.ts'
import { type IsoTime, withIsoTimes } from './iso-time.ts'
import { callSchema, presentCall } from './present-call.ts'
import { deadlineSchema, orderSchema, presentDeadline, presentOrder } from './present-order.ts'
import { time } from './schemas.ts'

export const caseSchema = z
  .object({
    id: z.string(),
    number: z.string().nullable(),
    category: z.string().nullable().describe('null: not known yet'),
    categoryName: z.string().nullable(),
    answer: z.string().nullable().describe("Answer to the category's question"),
    area: z.string().nullable().describe('Area of the routing table; null: not known'),
    areaName: z.string().nullable(),
    origin: z.enum(caseOrigins),
    status: z.enum(caseStatuses),
    urgency: z.enum(urgencies),
    caller: z.string().nullable(),
    callBack: z.string().nullable().describe('Number to call back'),
    language: z.string(),
    openedAt: time,
    closedAt: time.nullable(),
    referredTo: z.string().nullable().describe('Emergency the matter was handed to'),
    serious: z
      .array(z.object({ kind: z.string(), name: z.string(), at: time, by: z.string() }))
      .describe('What makes it serious; empty: it is not'),
    supervision: z
      .object({ class: z.string(), name: z.string(), at: time, by: z.string() })
      .nullable()
      .describe('Put under supervision though nothing is late; null: it is not'),
    routingVersion: z.number(),
    responsible: z
      .object({ orderId: z.string(), unit: z.string(), unitName: z.string() })
      .nullable()
      .describe('The unit that answers for the case; null: the centre itself, or nobody any more'),
    orders: z.array(orderSchema),
    deadlines: z.array(deadlineSchema),
  })
  .meta({ id: 'Case' })

const lineSchema = z.object({
  id: z.string(),
  at: time,
  actor: z.string(),
  what: z.string(),
  refs: z.record(z.string(), z.string()),
  before: z.unknown(),
  after: z.unknown(),
  why: z.string().nullable(),
  words: z.string().nullable().describe('What the result this line refers to says'),
})

const recordingSchema = z.object({
  name: z.string(),
  kind: z.enum(['statement', 'conversation']),
  callId: z.string(),
  startedAt: time,
  seconds: z.number().nullable().describe('null: still running; 0: nothing was said'),
  status: z.enum(['recording', 'done', 'failed', 'erased']),
  href: z.string().nullable().describe('Where the sound is; null: none, or not for this role'),
})

export const caseDetailSchema = caseSchema
  .extend({
    timeline: z.array(lineSchema).describe('Everything that happened, oldest first'),
    calls: z.array(callSchema),
    recordings: z.array(recordingSchema),
  })
  .meta({ id: 'CaseDetail' })

export const presentCase = (view: CaseView, iso: IsoTime): z.infer<typeof caseSchema> => ({
  ...view,
  openedAt: iso(view.openedAt),
  closedAt: iso(view.closedAt),
  serious: view.serious.map((mark) => ({ ...mark, at: iso(mark.at) })),
  supervision: view.supervision && { ...view.supervision, at: iso(view.supervision.at) },
  orders: view.orders.map((order) => presentOrder(order, iso)),
  deadlines: view.deadlines.map((deadline) => presentDeadline(deadline, iso)),
})

export const presentCaseDetail = (view: CaseDetail, iso: IsoTime): z.infer<typeof caseDetailSchema> => ({
  ...presentCase(view, iso),
  timeline: view.timeline.map((line) => presentLine(line, iso)),
  calls: view.calls.map((call) => presentCall(call, iso)),
  recordings: view.recordings.map((recording) => presentRecording(recording, iso)),
})

const presentLine = (line: LineView, iso: IsoTime): z.infer<typeof lineSchema> => ({
  ...line,
  at: iso(line.at),
  refs: { ...line.refs },
  before: withIsoTimes(line.before, iso),
  after: withIsoTimes(line.after, iso),
})

const presentRecording = (
  { playable, ...recording }: RecordingView,
  iso: IsoTime,
): z.infer<typeof recordingSchema> => ({
  ...recording,
  startedAt: iso(recording.startedAt),
  href: playable ? `/api/v1/recordings/${encodeURIComponent(recording.name)}` : null,
})

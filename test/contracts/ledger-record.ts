import { describe, expect, it } from 'vitest'
import type { CaseInRecord } from '../../src/application/ports/record-reader.ts'
import type { TimelineLine } from '../../src/domain/case/timeline-line.ts'
import { compareRows } from '../../src/domain/record/compare-rows.ts'
import { rebuildRows } from '../../src/domain/record/rebuild-rows.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import { committed } from './ledger.ts'
import { aCall, aCase, aDeadline, aLine, aMessage, anOrder, aRecording, noon, put } from './records.ts'

const recordOf = async (stores: Stores, caseId: string): Promise<CaseInRecord> => {
  const found = (await stores.record.cases(null, 100)).find((one) => one.caseId === caseId)
  if (found === undefined) throw new Error(`The record knows no case ${caseId}`)
  return found
}
const differences = ({ lines, rows }: CaseInRecord) => compareRows(rebuildRows(lines), rows)
const told = ({ lines }: CaseInRecord) => lines.map(({ what, rows }) => [what, rows])
const anEvent = (caseId: string, what: string, refs: TimelineLine['refs'] = {}) =>
  put.line(aLine(caseId, { what, refs, after: null }))

/** The record that every ledger keeps: what a commit did to rows lies in its lines. */
export function recordContract(name: string, make: () => Stores): void {
  describe(`${name}: the record`, () => {
    it('holds a new row whole, with what the store assigned, in the line that speaks of it', async () => {
      const stores = make()
      const opened = aCase({ answer: 'pipe' })
      const order = anOrder(opened.id)
      await committed(
        stores,
        anEvent(opened.id, 'caseOpened'),
        anEvent(opened.id, 'orderIssued', { order: order.id }),
        put.order(order),
        put.case(opened),
      )
      const record = await recordOf(stores, opened.id)
      expect(told(record)).toEqual([
        [
          'caseOpened',
          {
            case: {
              [opened.id]: {
                number: '2611230001',
                revision: 1,
                category: 'water',
                answer: 'pipe',
                origin: 'citizen',
                status: 'dispatched',
                urgency: 'urgent',
                language: 'zh-CN',
                routingVersion: 1,
                openedAt: noon,
              },
            },
          },
        ],
        [
          'orderIssued',
          {
            order: {
              [order.id]: {
                revision: 1,
                unit: '05',
                code: '100',
                lead: true,
                status: 'issued',
                issuedAt: noon,
                skipped: [],
              },
            },
          },
        ],
      ])
      expect(differences(record)).toEqual([])
    })

    it('holds of a changed row what changed: several rows in one line, several revisions in one change', async () => {
      const stores = make()
      const opened = aCase()
      const order = anOrder(opened.id)
      const deadline = aDeadline(opened.id, { orderId: order.id })
      await committed(stores, put.case(opened), put.order(order), put.deadline(deadline), put.line(aLine(opened.id)))
      const notified = { ...order, revision: 2, status: 'notified', notifiedAt: noon + 5 } as const
      await committed(
        stores,
        put.order(notified),
        put.order({ ...notified, revision: 3, status: 'accepted', acceptedAt: noon + 6, skipped: ['notified'] }),
        put.deadline({ ...deadline, revision: 2, status: 'met', settledAt: noon + 6, nextStepAt: null }),
        put.case({ ...opened, revision: 2, number: 'of no account', status: 'handling' }),
        anEvent(opened.id, 'orderAccepted', { order: order.id }),
      )
      const record = await recordOf(stores, opened.id)
      expect(told(record).at(-1)).toEqual([
        'orderAccepted',
        {
          case: { [opened.id]: { revision: 2, status: 'handling' } },
          order: {
            [order.id]: {
              revision: 3,
              status: 'accepted',
              notifiedAt: noon + 5,
              acceptedAt: noon + 6,
              skipped: ['notified'],
            },
          },
          deadline: { [deadline.id]: { revision: 2, status: 'met', settledAt: noon + 6, nextStepAt: null } },
        },
      ])
      expect(differences(record)).toEqual([])
    })

    it('says by itself what nobody has explained, once it is to be told', async () => {
      const stores = make()
      const opened = aCase()
      const call = aCall({ caseId: opened.id, endedAt: null })
      const recording = aRecording(call.id, opened.id)
      await committed(stores, put.case(opened), put.call(call), put.recording(recording), put.line(aLine(opened.id)))
      await committed(stores, put.case({ ...opened, revision: 2, area: 'harbour' }))
      await committed(stores, put.call({ ...call, rangAt: noon + 1 }))
      await committed(stores, put.recording({ ...recording, seconds: 3, status: 'done' }))
      const termination = { result: 'connected', reason: 'callerHungUp' } as const
      await committed(stores, put.call({ ...call, rangAt: noon + 1, endedAt: noon + 9, termination }))
      const record = await recordOf(stores, opened.id)
      expect(record.lines.slice(1)).toMatchObject([
        { what: 'caseChanged', actor: 'system', why: null, rows: { case: { [opened.id]: { area: 'harbour' } } } },
        { what: 'recordingAdded', refs: { recording: recording.name }, after: { status: 'done' } },
        { what: 'callOver', refs: { call: call.id }, after: termination },
      ])
      expect(record.lines.at(-1)?.rows?.call?.[call.id]).toMatchObject({ rangAt: noon + 1, termination })
      expect(differences(record)).toEqual([])
    })

    it('leaves tries of a message out, and knows what came of it', async () => {
      const stores = make()
      const opened = aCase()
      const message = aMessage({ caseId: opened.id })
      const double = aMessage({ caseId: opened.id, dedupeKey: message.dedupeKey })
      await committed(
        stores,
        put.case(opened),
        anEvent(opened.id, 'messageQueued', { message: message.id }),
        put.message(message),
        put.message(double),
      )
      const sending = { ...message, revision: 2, status: 'sending', attempts: 1, nextAttemptAt: noon + 9 } as const
      await committed(stores, put.message(sending))
      await committed(stores, put.message({ ...sending, revision: 3, status: 'pending', detail: 'unreachable: away' }))
      const sent = { ...sending, revision: 4, status: 'sent', transport: 'sip', reference: 'r', sentAt: noon } as const
      await committed(stores, put.message(sent), anEvent(opened.id, 'messageSent', { message: message.id }))
      const record = await recordOf(stores, opened.id)
      expect(told(record).slice(1)).toEqual([
        [
          'messageSent',
          { message: { [message.id]: { status: 'sent', transport: 'sip', reference: 'r', sentAt: noon } } },
        ],
      ])
      expect(Object.keys(record.lines[0]?.rows?.message ?? {})).toEqual([message.id])
      expect(differences(record)).toEqual([])
    })

    it('is read part by part, and knows nothing of what was refused', async () => {
      const stores = make()
      const cases = [aCase(), aCase(), aCase()]
      for (const opened of cases) await committed(stores, put.case(opened), put.line(aLine(opened.id)))
      const refused = await stores.ledger.commit({
        changes: [put.case({ ...cases[0]!, revision: 3 }), anEvent(cases[0]!.id, 'never')],
      })
      expect(refused.ok).toBe(false)
      const first = await stores.record.cases(null, 2)
      const rest = await stores.record.cases(first.at(-1)?.caseId ?? null, 2)
      expect([...first, ...rest].map(({ caseId }) => caseId)).toEqual(cases.map(({ id }) => id))
      expect(first[0]?.lines.map(({ what }) => what)).toEqual(['caseOpened'])
      expect(await stores.record.cases(cases[2]!.id, 2)).toEqual([])
    })
  })
}

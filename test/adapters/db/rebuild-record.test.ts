import { array, asyncProperty, assert as holds, integer } from 'fast-check'
import { expect, it } from 'vitest'
import { createRecordReader } from '../../../src/adapters/db/record-reader.ts'
import { createRecordWriter } from '../../../src/adapters/db/record-writer.ts'
import { eraseCase } from '../../../src/application/record/erase-case.ts'
import { rebuildRecord } from '../../../src/application/record/rebuild-record.ts'
import type { Change } from '../../../src/domain/change.ts'
import { settledDeadline } from '../../../src/domain/clocks/set-deadline.ts'
import type { Difference } from '../../../src/domain/record/compare-rows.ts'
import { erasableKinds } from '../../../src/domain/record/erasure.ts'
import { committed } from '../../contracts/ledger.ts'
import {
  aCall,
  aCase,
  aDeadline,
  aLine,
  aMessage,
  anOrder,
  aPhone,
  aRecording,
  freshId,
  noon,
  put,
} from '../../contracts/records.ts'
import { openHere, storesOf } from './temporary-database.ts'

async function rebuilt(handle: ReturnType<typeof openHere>) {
  const second = openHere()
  const differences: Difference[] = []
  const counts = await rebuildRecord({
    record: createRecordReader(handle),
    rebuilt: createRecordReader(second),
    write: createRecordWriter(second),
    tell: (difference) => void differences.push(difference),
  })
  return { counts, differences, stores: storesOf(second) }
}

it('the tables are rebuilt after any course of changes, and again after what is personal was erased', async () => {
  await holds(
    asyncProperty(array(integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 30 }), async (course) => {
      const handle = openHere()
      const stores = storesOf(handle)
      const phone = aPhone('13800012345')
      let row = aCase({ callerRef: phone.id })
      let order = anOrder(row.id)
      let deadline = aDeadline(row.id, { orderId: order.id })
      let message = aMessage({ caseId: row.id, toRef: phone.id })
      const call = aCall({ caseId: row.id, callerRef: phone.id })
      const recording = aRecording(call.id, row.id)
      await committed(stores, put.personal(phone), put.case(row), put.call(call), put.line(aLine(row.id)))
      await committed(stores, put.order(order), put.deadline(deadline), put.message(message), put.recording(recording))
      const again = {
        case(about: Partial<typeof row>): Change {
          row = { ...row, ...about, revision: row.revision + 1 }
          return put.case(row)
        },
        order(about: Partial<typeof order>): Change {
          order = { ...order, ...about, revision: order.revision + 1 }
          return put.order(order)
        },
        deadline(about: Partial<typeof deadline>): Change {
          deadline = { ...deadline, ...about, revision: deadline.revision + 1 }
          return put.deadline(deadline)
        },
        message(about: Partial<typeof message>): Change {
          message = { ...message, ...about, revision: message.revision + 1 }
          return put.message(message)
        },
      }
      const steps: (() => Change[])[] = [
        () => [again.case({ area: `area ${row.revision}` })],
        () => [again.order({ acceptedAt: noon + order.revision })],
        () => [again.order({ acceptedAt: null, lead: !order.lead })],
        () => [again.deadline({ stepsDone: deadline.stepsDone + 1 })],
        () => [again.message({ status: 'sending', attempts: 9 })],
        () => [again.message({ status: 'failed', detail: 'rejected' })],
        () => [put.recording({ ...recording, seconds: 4, status: 'done' })],
        () => [put.call({ ...call, endedAt: noon + 9, termination: { result: 'connected', reason: 'callerHungUp' } })],
        () => [put.order(anOrder(row.id)), put.deadline(aDeadline(row.id))],
      ]
      for (const [at, step] of course.entries()) {
        const lines = at % 2 === 0 ? [put.line(aLine(row.id, { what: 'changed', refs: { order: order.id } }))] : []
        await committed(stores, ...steps[step]!(), ...lines)
      }
      const closed = again.case({ status: 'closed', closedAt: noon + 99 })
      const orders = (await stores.cases.orders(row.id)).map((one) =>
        put.order({ ...one, revision: one.revision + 1, status: 'closed' }),
      )
      const deadlines = (await stores.cases.deadlines(row.id)).map((one) =>
        put.deadline(settledDeadline(one, 'met', noon)),
      )
      await committed(stores, closed, ...orders, ...deadlines, put.line(aLine(row.id, { what: 'caseClosed' })))
      expect((await rebuilt(handle)).differences).toEqual([])

      const deps = { ...stores, clock: { now: () => noon }, ids: { next: freshId }, deleteRecording: async () => true }
      const number = (await stores.cases.byId(row.id))?.number ?? ''
      const done = await eraseCase(deps)({ caseNumber: number, kinds: erasableKinds, reason: 'asked', by: 'api:admin' })
      expect(done).toMatchObject({ ok: true, erased: { phone: 1 }, left: {} })
      const after = await rebuilt(handle)
      expect(after.differences).toEqual([])
      expect(await after.stores.cases.timeline(row.id)).toEqual(await stores.cases.timeline(row.id))
      expect(await after.stores.cases.byId(row.id)).toEqual(await stores.cases.byId(row.id))
    }),
    { numRuns: 12 },
  )
})

it('every row that was changed behind the record is named', async () => {
  const handle = openHere()
  const stores = storesOf(handle)
  const opened = aCase()
  const [order, other] = [anOrder(opened.id), anOrder(opened.id)]
  await committed(stores, put.case(opened), put.order(order), put.order(other), put.line(aLine(opened.id)))
  handle.sqlite.prepare("UPDATE orders SET status = 'accepted', accepted_at = 5 WHERE id = ?").run(order.id)
  handle.sqlite.prepare('DELETE FROM orders WHERE id = ?').run(other.id)
  const { counts, differences } = await rebuilt(handle)
  expect(counts).toMatchObject({ cases: 1, lines: 1, rows: { case: 1, order: 2 }, differences: 3 })
  expect(differences.map(({ id, field, recorded, stored }) => [id, field, recorded, stored])).toEqual([
    [order.id, 'status', 'issued', 'accepted'],
    [order.id, 'acceptedAt', null, 5],
    [other.id, null, 'there', null],
  ])
})

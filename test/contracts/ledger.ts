import { describe, expect, it } from 'vitest'
import type { CallLogLine, CommitOutcome } from '../../src/application/ports/ledger.ts'
import type { Change } from '../../src/domain/change.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import {
  aCall,
  aCase,
  aDeadline,
  aLine,
  aMessage,
  anOrder,
  aPhone,
  aRecording,
  aState,
  freshId,
  noon,
  put,
} from './records.ts'

/** What a commit gave out; fails the test on a conflict. */
export async function committed(
  stores: Stores,
  ...changes: readonly Change[]
): Promise<Extract<CommitOutcome, { ok: true }>> {
  const outcome = await stores.ledger.commit({ changes })
  if (!outcome.ok) throw new Error('The commit was refused as a conflict')
  return outcome
}

/**
 * What every ledger keeps, whatever lies under it.
 * @param make fresh, empty stores in the zone Asia/Shanghai; called by each test, which leaves clearing up to the caller.
 */
export function ledgerContract(name: string, make: () => Stores): void {
  describe(`${name}: answers of telephones`, () => {
    it('keeps the latest of each, with who it was', async () => {
      const stores = make()
      const [first, second] = [aCall(), aCall()]
      const answer = { number: '13800000501', person: '0501', at: noon, callId: first.id }
      const later = { ...answer, person: '0502', at: noon + 1, callId: second.id }
      const other = { ...answer, number: '13800000502' }
      expect(await stores.phones.lastAnswered()).toEqual({})
      await committed(stores, { put: 'phoneAnswer', row: answer }, put.call(first))
      await committed(stores, put.call(second), { put: 'phoneAnswer', row: later }, { put: 'phoneAnswer', row: other })
      expect(await stores.phones.lastAnswered()).toEqual({ [answer.number]: later, [other.number]: other })
    })
  })

  describe(`${name}: a commit`, () => {
    it('gives back every record as it was put', async () => {
      const stores = make()
      const phone = aPhone('13800012345')
      const opened = aCase({ callerRef: phone.id, answer: 'burst "pipe" \u0000\u{1f6b0}' })
      const order = anOrder(opened.id, {
        skipped: ['arrived'],
        lead: false,
        staysResponsibleSince: noon + 9,
        designated: 'locked-in-child',
        acceptedBy: 'responder:0501',
        status: 'upheld',
        withdrawnAt: noon + 9,
        returned: { at: noon, by: 'responder:0501', reason: 'not-ours', wordsRef: 'words', from: 'accepted' },
        ruling: { outcome: 'upheld', at: noon + 9, by: 'officer:wang' },
      })
      const call = aCall({
        caseId: opened.id,
        termination: { result: 'connected', reason: '' },
        endedAt: noon + 60_000,
      })
      const deadline = aDeadline(opened.id, { orderId: order.id })
      const recording = aRecording(call.id, opened.id, { seconds: 0, status: 'done' })
      const message = aMessage({ caseId: opened.id, orderId: order.id, variables: { text: '停水“了”' } })
      const line = aLine(opened.id, {
        refs: { order: order.id },
        before: null,
        after: { deep: [1, { x: null }] },
        why: '',
      })
      const { caseNumbers, orderCodes } = await committed(
        stores,
        put.personal(phone),
        put.case(opened),
        put.call(call),
        put.order(order),
        put.deadline(deadline),
        put.recording(recording),
        put.message(message),
        put.line(line),
      )
      const stored = { ...opened, number: caseNumbers[opened.id] as string }
      expect(stored.number).toBe('2611230001')
      expect(orderCodes).toEqual({ [order.id]: expect.stringMatching(/^\d{3}$/) })
      expect(await stores.cases.byId(opened.id)).toEqual(stored)
      expect(await stores.cases.byNumber(stored.number)).toEqual(stored)
      expect(await stores.cases.orders(opened.id)).toEqual([{ ...order, code: orderCodes[order.id] }])
      expect(await stores.cases.order(order.id)).toEqual({ ...order, code: orderCodes[order.id] })
      expect(await stores.cases.deadlines(opened.id)).toEqual([deadline])
      expect(await stores.cases.timeline(opened.id)).toEqual([line])
      expect(await stores.cases.calls(opened.id)).toEqual([call])
      expect(await stores.cases.recordings(opened.id)).toEqual([recording])
      expect(await stores.cases.personal([phone.id, 'unknown'])).toEqual({ [phone.id]: phone })
      expect(await stores.calls.byId(call.id)).toEqual(call)
      expect(await stores.calls.recording(recording.name)).toEqual(recording)
      expect((await stores.messages.list({}, { cursor: null, limit: 5 })).items).toEqual([message])
    })

    it('takes the changes in any order and overwrites whole rows', async () => {
      const stores = make()
      const opened = aCase()
      const order = anOrder(opened.id)
      const deadline = aDeadline(opened.id, { orderId: order.id })
      const call = aCall({ caseId: opened.id })
      const changes = [put.line(aLine(opened.id)), put.deadline(deadline), put.order(order), put.call(call)]
      await committed(stores, ...changes, put.case(opened))
      const settled = { ...deadline, revision: 2, status: 'met', settledAt: noon + 5 } as const
      const over = { ...call, endedAt: noon + 9, termination: { result: 'failed', reason: 'trunk' } } as const
      await committed(stores, put.deadline(settled), put.call(over))
      expect(await stores.cases.deadlines(opened.id)).toEqual([settled])
      expect(await stores.calls.byId(call.id)).toEqual(over)
    })

    it('writes nothing when one change refers to a case that does not exist', async () => {
      const stores = make()
      const opened = aCase()
      const outcome = stores.ledger.commit({ changes: [put.case(opened), put.order(anOrder('nowhere'))] })
      await expect(outcome).rejects.toThrow()
      expect(await stores.cases.byId(opened.id)).toBeNull()
      expect((await committed(stores, put.case(aCase({ id: opened.id })))).caseNumbers).toEqual({
        [opened.id]: '2611230001',
      })
    })

    it('refuses a stale revision and then has written nothing at all', async () => {
      const stores = make()
      const opened = aCase()
      const order = anOrder(opened.id)
      await committed(stores, put.case(opened), put.order(order))
      await committed(stores, put.order({ ...order, revision: 2, status: 'accepted' }))

      const [other, phone, call] = [aCase(), aPhone('13900000001'), aCall()]
      const line: CallLogLine = { callId: call.id, at: noon, event: 'x', from: 'a', to: 'b', detail: {} }
      for (const stale of [1, 2, 4]) {
        const outcome = await stores.ledger.commit({
          changes: [
            put.case(other),
            put.personal(phone),
            put.call(call),
            put.line(aLine(other.id)),
            put.order({ ...order, revision: stale, status: 'arrived' }),
          ],
          snapshots: [{ callId: call.id, state: aState(call) }],
          log: [line],
        })
        expect(outcome).toEqual({ ok: false, reason: 'conflict' })
      }
      expect(await stores.ledger.commit({ changes: [put.case({ ...opened, revision: 3 })] })).toMatchObject({
        ok: false,
      })
      expect(await stores.ledger.commit({ changes: [put.case(opened)] })).toMatchObject({ ok: false })

      expect(await stores.cases.byId(other.id)).toBeNull()
      expect(await stores.cases.personal([phone.id])).toEqual({})
      expect(await stores.cases.timeline(other.id)).toEqual([])
      expect(await stores.calls.byId(call.id)).toBeNull()
      expect(await stores.calls.open()).toEqual([])
      expect(await stores.calls.log(call.id)).toEqual([])
      expect((await stores.cases.order(order.id))?.status).toBe('accepted')
      expect((await committed(stores, put.case(other))).caseNumbers[other.id]).toBe('2611230002')
    })

    it('asked for together with others fails alone', async () => {
      const stores = make()
      const opened = aCase()
      const line = aLine(opened.id)
      await committed(stores, put.case(opened), put.line(line))
      const [first, last] = [aCase(), aCase()]
      const taken = await Promise.allSettled([
        stores.ledger.commit({ changes: [put.case(first)] }),
        stores.ledger.commit({ changes: [put.line(aLine(opened.id)), put.case({ ...opened, revision: 3 })] }),
        stores.ledger.commit({ changes: [put.case({ ...opened, revision: 2 }), put.order(anOrder('nowhere'))] }),
        stores.ledger.commit({ changes: [put.case({ ...opened, revision: 2, status: 'handling' }), put.line(line)] }),
        stores.ledger.commit({ changes: [put.case({ ...opened, revision: 2, status: 'closed' })] }),
        stores.ledger.commit({ changes: [put.case(last)] }),
      ])
      expect(taken).toMatchObject([
        { value: { ok: true, caseNumbers: { [first.id]: '2611230002' } } },
        { value: { ok: false, reason: 'conflict' } },
        { status: 'rejected' },
        { value: { ok: true } },
        { value: { ok: false, reason: 'conflict' } },
        { value: { ok: true, caseNumbers: { [last.id]: '2611230003' } } },
      ])
      expect(await stores.cases.byId(opened.id)).toMatchObject({ revision: 2, status: 'handling' })
      expect(await stores.cases.timeline(opened.id)).toEqual([line, line])
    })

    it('lets only one of two change a deadline, and keeps its ladder and who took note', async () => {
      const stores = make()
      const opened = aCase()
      const started = aDeadline(opened.id)
      const line = aLine(opened.id)
      await committed(stores, put.case(opened), put.deadline(started), put.line(line))
      const climbed = { ...started, revision: 2, stepsDone: 1, nextStepAt: null }
      const noted = { ...started, revision: 2, nextStepAt: null, acknowledgedBy: 'officer:duty' }
      const outcomes = [
        await stores.ledger.commit({ changes: [put.deadline(climbed), put.line(line)] }),
        await stores.ledger.commit({ changes: [put.deadline(noted), put.line(aLine(opened.id))] }),
        await stores.ledger.commit({ changes: [put.deadline(started)] }),
      ]
      expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, false])
      expect(await stores.cases.deadlines(opened.id)).toEqual([climbed])
      expect(await stores.cases.timeline(opened.id)).toEqual([line, line])
      await committed(stores, put.deadline({ ...noted, revision: 3, stepsDone: 1 }))
      expect(await stores.cases.deadlines(opened.id)).toEqual([{ ...noted, revision: 3, stepsDone: 1 }])
    })

    it('takes several revisions of a row in one commit', async () => {
      const stores = make()
      const opened = aCase()
      await committed(stores, put.case(opened), put.case({ ...opened, revision: 2, status: 'handling' }))
      expect(await stores.cases.byId(opened.id)).toMatchObject({
        revision: 2,
        status: 'handling',
        number: '2611230001',
      })
    })

    it('drops a message whose key was used, and keeps the rest', async () => {
      const stores = make()
      const [first, second, opened] = [aMessage({ dedupeKey: 'k' }), aMessage({ dedupeKey: 'k' }), aCase()]
      await committed(stores, put.message(first))
      await committed(stores, put.message(second), put.case(opened))
      await committed(stores, put.message({ ...first, revision: 2, status: 'sent', attempts: 1 }))
      const { items } = await stores.messages.list({}, { cursor: null, limit: 5 })
      expect(items).toEqual([{ ...first, revision: 2, status: 'sent', attempts: 1 }])
      expect(await stores.cases.byId(opened.id)).not.toBeNull()
    })
  })

  describe(`${name}: a call`, () => {
    it('has its position until it is over, and its log in the order of writing', async () => {
      const stores = make()
      const [late, early] = [aCall({ openedAt: noon + 1 }), aCall()]
      const line = (event: string, at: number): CallLogLine => ({
        callId: early.id,
        at,
        event,
        from: 'menu',
        to: 'statement',
        detail: { key: '1', nested: { legs: 2 } },
      })
      await stores.ledger.commit({
        changes: [put.call(late), put.call(early)],
        snapshots: [late, early].map((call) => ({ callId: call.id, state: aState(call) })),
        log: [line('CallArrived', noon), line('DigitPressed', noon)],
      })
      const moved = aState(early, { sequence: 9, position: { at: 'ending', tries: 0 } })
      await stores.ledger.commit({
        changes: [],
        snapshots: [{ callId: early.id, state: moved }],
        log: [line('PromptFinished', noon - 1)],
      })
      expect(await stores.calls.open()).toEqual([
        { call: early, state: moved },
        { call: late, state: aState(late) },
      ])
      expect((await stores.calls.log(early.id)).map(({ event }) => event)).toEqual([
        'CallArrived',
        'DigitPressed',
        'PromptFinished',
      ])
      expect((await stores.calls.log(early.id))[1]).toEqual(line('DigitPressed', noon))

      await stores.ledger.commit({
        changes: [put.call({ ...early, endedAt: noon + 5 })],
        snapshots: [{ callId: early.id, state: null }],
      })
      expect((await stores.calls.open()).map(({ call }) => call.id)).toEqual([late.id])
    })

    it('can be looked for though it does not exist', async () => {
      const stores = make()
      expect(await stores.calls.byId(freshId())).toBeNull()
      expect(await stores.calls.log(freshId())).toEqual([])
      expect(await stores.calls.recording('none')).toBeNull()
      expect(await stores.cases.order(freshId())).toBeNull()
      expect(await stores.cases.byNumber('2611230001')).toBeNull()
    })
  })
}

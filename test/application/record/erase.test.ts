import { describe, expect, it } from 'vitest'
import { type EraseDeps, eraseCase, personalLeft } from '../../../src/application/record/erase-case.ts'
import { eraseMany } from '../../../src/application/record/erase-many.ts'
import type { InboundRecord } from '../../../src/domain/messaging/inbound-record.ts'
import { compareRows } from '../../../src/domain/record/compare-rows.ts'
import { erasableKinds } from '../../../src/domain/record/erasure.ts'
import { rebuildRows } from '../../../src/domain/record/rebuild-rows.ts'
import { sqliteStores } from '../../adapters/db/temporary-database.ts'
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
import { memoryStores, type Stores } from '../../fakes/memory-ledger.ts'

const day = 24 * 3_600_000
const number = '13800012345'

/** A case with everything personal that there can be. */
async function aPersonalCase(stores: Stores, about: Parameters<typeof aCase>[0] = {}) {
  const [caller, addressee, from] = [aPhone(number), aPhone('13800000501'), aPhone(number)]
  const [result, text] = [aPhone('fixed', { kind: 'result' }), aPhone('help me', { kind: 'message' })]
  const row = aCase({
    callerRef: caller.id,
    callBackRef: caller.id,
    status: 'closed',
    closedAt: noon + 60_000,
    ...about,
  })
  const call = aCall({ caseId: row.id, callerRef: caller.id, endedAt: noon + 5 })
  const recording = aRecording(call.id, row.id, { seconds: 7, status: 'done' })
  const inbound: InboundRecord = {
    id: freshId(),
    transport: 'sip',
    transportId: freshId(),
    fromRef: from.id,
    textRef: text.id,
    receivedAt: noon,
    handledAt: noon,
    outcome: 'codeUnknown',
    orderId: null,
    caseId: row.id,
  }
  const personal = [caller, addressee, from, result, text]
  await committed(
    stores,
    ...personal.map(put.personal),
    put.case(row),
    put.call(call),
    put.order(anOrder(row.id, { resultRef: result.id, status: 'closed' })),
    put.message(aMessage({ caseId: row.id, toRef: addressee.id, status: 'sent' })),
    put.recording(recording),
    put.inbound(inbound),
    put.line(aLine(row.id)),
  )
  const caseNumber = (await stores.cases.byId(row.id))?.number ?? ''
  return { row, caseNumber, recording, ids: personal.map(({ id }) => id) }
}

describe.each([
  ['in memory', memoryStores],
  ['in SQLite', sqliteStores],
] as const)('erasing what is personal, %s', (_, make) => {
  const place = () => {
    const stores: Stores = make()
    const files = { deleted: [] as string[], areAway: false }
    const deps: EraseDeps = {
      ...stores,
      clock: { now: () => noon + 30 * day },
      ids: { next: freshId },
      async deleteRecording(name) {
        if (!files.areAway) files.deleted.push(name)
        return !files.areAway
      },
    }
    return { stores, files, deps }
  }
  const asked = { kinds: erasableKinds, reason: 'the citizen asked', by: 'api:admin' }

  it('takes all of a case and leaves the record whole, with a line that says so', async () => {
    const { stores, files, deps } = place()
    const { row, caseNumber, recording, ids } = await aPersonalCase(stores)
    const erased = { phone: 3, result: 1, message: 1, recording: 1 }
    expect(await personalLeft(deps)({ caseNumber, kinds: erasableKinds })).toEqual(erased)
    expect(await eraseCase(deps)({ ...asked, caseNumber })).toEqual({ ok: true, caseNumber, erased, left: {} })
    expect(await stores.cases.personal(ids)).toEqual({})
    expect(files.deleted).toEqual([recording.name])
    expect(await stores.cases.recordings(row.id)).toMatchObject([{ status: 'erased', seconds: 7 }])
    expect((await stores.cases.timeline(row.id)).at(-1)).toMatchObject({
      ...{ what: 'personalDataErased', actor: 'api:admin', why: 'the citizen asked', after: erased },
    })
    const record = await stores.record.ofCase(row.id)
    expect(compareRows(rebuildRows(record!.lines), record!.rows)).toEqual([])
    expect(await eraseCase(deps)({ ...asked, caseNumber })).toMatchObject({ ok: true, erased: {}, left: {} })
    expect(await stores.record.ofCase(row.id)).toEqual(record)
  })

  it('takes only the kinds asked for, and says what could not be deleted until it is', async () => {
    const { stores, files, deps } = place()
    const { row, caseNumber } = await aPersonalCase(stores)
    files.areAway = true
    const kinds = ['recording', 'result'] as const
    expect(await eraseCase(deps)({ ...asked, caseNumber, kinds })).toMatchObject({
      ...{ erased: { result: 1 }, left: { recording: 1 } },
    })
    expect(await stores.cases.recordings(row.id)).toMatchObject([{ status: 'done' }])
    files.areAway = false
    expect(await eraseCase(deps)({ ...asked, caseNumber, kinds })).toMatchObject({ erased: { recording: 1 }, left: {} })
    expect(await personalLeft(deps)({ caseNumber, kinds: erasableKinds })).toEqual({ phone: 3, message: 1 })
  })

  it('refuses while somebody works on the case, and where there is none', async () => {
    const { stores, deps } = place()
    const { caseNumber, ids } = await aPersonalCase(stores, { status: 'handling', closedAt: null })
    expect(await eraseCase(deps)({ ...asked, caseNumber })).toEqual({ ok: false, reason: 'caseStillOpen' })
    expect(await eraseCase(deps)({ ...asked, caseNumber: '1' })).toEqual({ ok: false, reason: 'noCase' })
    expect(Object.keys(await stores.cases.personal(ids))).toHaveLength(5)
  })

  it('keeps the number of a case that was referred while the centre still owes something on it', async () => {
    const { stores, deps } = place()
    const { row, caseNumber } = await aPersonalCase(stores, { status: 'referred', closedAt: null, referredTo: '110' })
    const clock = aDeadline(row.id, { kind: 'confirmAfterHours' })
    await committed(stores, put.deadline(clock), put.line(aLine(row.id)))
    expect(await eraseCase(deps)({ ...asked, caseNumber })).toEqual({ ok: false, reason: 'caseStillOpen' })
    const settled = { ...clock, revision: 2, status: 'met', settledAt: noon, nextStepAt: null } as const
    await committed(stores, put.deadline(settled), put.line(aLine(row.id)))
    expect(await eraseCase(deps)({ ...asked, caseNumber })).toMatchObject({ ok: true })
  })

  it('goes through the cases of a number, or those that were closed longer ago', async () => {
    const { stores, deps } = place()
    const old = await aPersonalCase(stores)
    const young = await aPersonalCase(stores, { closedAt: noon + 29 * day })
    const open = await aPersonalCase(stores, { status: 'handling', closedAt: null })
    const ask = { ...asked, check: false, cursor: null }
    const scope = { closedDaysAgo: 20 }
    const checked = await eraseMany(deps)({ ...ask, scope, check: true })
    expect(checked.items.map(({ caseNumber }) => caseNumber)).toEqual([old.caseNumber])
    expect(await eraseMany(deps)({ ...ask, scope })).toMatchObject({
      items: [{ caseNumber: old.caseNumber, left: {}, refused: null }],
      nextCursor: null,
    })
    expect((await eraseMany(deps)({ ...ask, scope, check: true })).items).toEqual([])
    const { items } = await eraseMany(deps)({ ...ask, scope: { caller: number } })
    expect(items.map(({ caseNumber, refused }) => [caseNumber, refused])).toEqual([
      [open.caseNumber, 'caseStillOpen'],
      [young.caseNumber, null],
    ])
    expect(Object.keys(await stores.cases.personal([...old.ids, ...young.ids]))).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '../../../src/adapters/db/open-database.ts'
import { createCasePacking } from '../../../src/adapters/db/packed/case-packing.ts'
import { expand, squeeze } from '../../../src/adapters/db/packed/squeeze.ts'
import { createRecordReader } from '../../../src/adapters/db/record-reader.ts'
import type { Page, PageRequest } from '../../../src/application/ports/ledger.ts'
import { type CaseRecord, caseStatuses } from '../../../src/domain/case/case-record.ts'
import {
  aCall,
  aCase,
  aDeadline,
  aLine,
  aMessage,
  anOrder,
  aPhone,
  aRecording,
  noon,
  put,
} from '../../contracts/records.ts'
import type { Stores } from '../../fakes/memory-ledger.ts'
import { openHere, storesOf } from './temporary-database.ts'

const units = ['05', '11'] as const
const categories = ['water', 'gas', null] as const
const callers = ['13800012345', '13800054321'] as const
const over = noon + 100_000

async function committed(stores: Stores, changes: Parameters<Stores['ledger']['commit']>[0]['changes']): Promise<void> {
  expect(await stores.ledger.commit({ changes })).toMatchObject({ ok: true })
}

/** Cases of every status, caller, category and one or two units, with all that hangs on them; several share an instant. */
async function town(stores: Stores): Promise<readonly CaseRecord[]> {
  const cases: CaseRecord[] = []
  for (let count = 0; count < 54; count += 1) {
    const status = caseStatuses[count % caseStatuses.length] as CaseRecord['status']
    const isOver = ['closed', 'merged', 'cancelled', 'referred'].includes(status)
    const [phone, other] = [aPhone(callers[count % 2] as string), aPhone(callers[(count + 1) % 2] as string)]
    const row = aCase({
      status,
      category: categories[count % 3] ?? null,
      origin: count % 4 === 0 ? 'from110' : 'citizen',
      callerRef: count % 5 === 0 ? null : phone.id,
      callBackRef: count % 7 === 0 ? other.id : phone.id,
      openedAt: noon + Math.floor(count / 4) * 1000,
      closedAt: isOver ? over + count : null,
      area: count % 2 === 0 ? 'zeguo' : null,
      serious: count % 8 === 0 ? [{ kind: 'grave', at: noon, by: 'api:officer' }] : null,
      supervision: !isOver && count % 6 === 0 ? { class: 'major', at: noon, by: 'api:officer' } : null,
    })
    const call = aCall({ caseId: row.id, endedAt: noon + 5, termination: { result: 'connected', reason: '' } })
    const orders = units.slice(0, 1 + (count % 2)).map((unit, place) =>
      anOrder(row.id, {
        unit: count % 3 === 0 ? '12' : unit,
        status: isOver ? 'closed' : 'issued',
        lead: place === 0,
      }),
    )
    const [first] = orders
    await committed(stores, [
      put.personal(phone),
      put.personal(other),
      put.case(row),
      put.call(call),
      put.recording(aRecording(call.id, row.id, { status: 'done', seconds: 3 })),
      ...orders.map(put.order),
      put.deadline(
        aDeadline(row.id, {
          orderId: first?.id ?? null,
          ...(isOver ? { status: 'met', settledAt: noon + 7, nextStepAt: null } : {}),
        }),
      ),
      put.message(
        aMessage({
          caseId: row.id,
          orderId: first?.id ?? null,
          status: isOver ? 'sent' : 'pending',
          nextAttemptAt: isOver ? null : noon,
          dedupeKey: `order:${first?.id}@0501`,
          variables: { code: '100', note: '号码 "1" \u0001\u0007 e\u0301 \ud83d' },
          reference: `ref-${count}`,
          transport: 'x',
        }),
      ),
      put.line(aLine(row.id, { refs: { call: call.id }, before: { status: null }, why: '第一行 \u0002a' })),
      put.line(aLine(row.id, { at: noon + 60_000, what: 'orderIssued', refs: { order: first?.id ?? '' } })),
      put.line(aLine(row.id, { at: noon + 30_000, after: { due: 1795399388000, list: [1, null, -1795399388000.5] } })),
    ])
    cases.push({ ...row, number: (await stores.cases.byId(row.id))?.number ?? null })
  }
  return cases
}

const over30 = { status: 'closed', closedAt: over } as const

async function allPages<Row>(limit: number, list: (page: PageRequest) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: Page<Row> = await list({ cursor, limit })
    rows.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return rows
}

const optional = <Value>(...values: Value[]): readonly (Value | undefined)[] => [undefined, ...values]

const special = [{}, { serious: true }, { supervised: true }, { serious: false }, { supervised: false }]

/** Everything that can be read of these cases. */
async function everything(stores: Stores, handle: DatabaseHandle, cases: readonly CaseRecord[]) {
  const lists: unknown[] = []
  for (const status of optional('closed', 'merged', 'handling'))
    for (const unit of optional(...units))
      for (const caller of optional(callers[0]))
        for (const category of optional('water'))
          for (const origin of optional('from110', 'citizen'))
            for (const openedFrom of optional(noon + 3000)) {
              const given = {
                // Each with few of the others: all with all would take a minute.
                ...(category === undefined && openedFrom === undefined ? special[lists.length % special.length] : {}),
                status,
                unit,
                caller,
                category,
                origin,
                openedFrom,
                openedTo: openedFrom && noon + 11_000,
              }
              const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
              const rows = await allPages(7, (page) => stores.cases.list(filter, page))
              lists.push([filter, rows])
            }
  const each = []
  for (const { id, number } of cases) {
    const orders = await stores.cases.orders(id)
    each.push({
      byId: await stores.cases.byId(id),
      byNumber: await stores.cases.byNumber(number ?? ''),
      orders,
      order: await stores.cases.order(orders[0]?.id ?? ''),
      deadlines: await stores.cases.deadlines(id),
      timeline: await stores.cases.timeline(id),
      calls: await stores.cases.calls(id),
      recordings: await stores.cases.recordings(id),
      messages: await allPages(1, (page) => stores.messages.list({ caseId: id }, page)),
      sent: await stores.messages.list({ caseId: id, status: 'sent' }, { cursor: null, limit: 10 }),
    })
  }
  return {
    lists,
    each,
    open: await stores.cases.countOpen(),
    record: await createRecordReader(handle).cases(null, 1000),
    later: await createRecordReader(handle).cases(cases[20]?.id ?? null, 9),
  }
}

const count = ({ sqlite }: DatabaseHandle, source: string, ...values: unknown[]): number =>
  sqlite
    .prepare<unknown[], number>(`SELECT count(*) FROM ${source}`)
    .pluck()
    .get(...values) ?? 0

const neverFails = (id: string, error: unknown): never => {
  throw new Error(`${id}: ${String(error)}`)
}
const packAll = async (handle: DatabaseHandle): Promise<number> => {
  const packing = createCasePacking(handle, neverFails)
  let packed = 0
  for (let some = -1; some !== 0; packed += some) some = await packing.pack(Number.MAX_SAFE_INTEGER, 1000)
  return packed
}

/** A closed case with an order, a line, and another case behind it, so that its lines are not the last ones. */
async function oneClosed(row: Partial<CaseRecord> = {}) {
  const handle = openHere()
  const stores = storesOf(handle)
  const closed = aCase({ ...over30, ...row })
  const order = anOrder(closed.id, { status: 'closed' })
  await committed(stores, [put.case(closed), put.order(order), put.line(aLine(closed.id))])
  const next = aCase()
  await committed(stores, [put.case(next), put.line(aLine(next.id))])
  return { handle, stores, closed, order }
}

describe('a packed case', () => {
  it('gives every reader what it gave before, in every list and by every filter', { timeout: 30_000 }, async () => {
    const handle = openHere()
    const stores = storesOf(handle)
    const cases = await town(stores)
    const before = await everything(stores, handle, cases)
    expect(await packAll(handle)).toBe(24)
    expect(count(handle, 'packed_cases')).toBe(24)
    expect(count(handle, 'cases')).toBe(30)
    for (const table of ['orders', 'deadlines', 'messages', 'timeline'])
      expect(count(handle, `${table} WHERE case_id NOT IN (SELECT id FROM cases)`)).toBe(0)
    expect(await everything(storesOf(handle), handle, cases)).toEqual(before)
  })

  it('is unpacked by whatever changes it, in the same commit, and packed again', async () => {
    const { handle, stores, closed, order } = await oneClosed()
    const lines = await stores.cases.timeline(closed.id)
    expect(await packAll(handle)).toBe(1)
    const found = await stores.cases.byId(closed.id)
    expect(found).toMatchObject({ status: 'closed', revision: 1 })
    await committed(stores, [
      put.case({ ...closed, revision: 2, status: 'reopened', closedAt: null }),
      put.line(aLine(closed.id, { what: 'caseReopened' })),
    ])
    expect(count(handle, 'packed_cases')).toBe(0)
    expect(count(handle, 'packed_units')).toBe(0)
    expect(count(handle, 'packed_orders')).toBe(0)
    expect(await stores.cases.byNumber(found?.number ?? '')).toMatchObject({
      status: 'reopened',
      number: found?.number,
    })
    expect(await stores.cases.order(order.id)).toMatchObject({ id: order.id, status: 'closed' })
    expect((await stores.cases.timeline(closed.id)).map(({ what }) => what)).toEqual([
      ...lines.map(({ what }) => what),
      'caseReopened',
    ])
    await committed(stores, [put.case({ ...closed, revision: 3, ...over30 }), put.line(aLine(closed.id))])
    const other = aCase()
    await committed(stores, [put.case(other), put.line(aLine(other.id))])
    expect(await packAll(handle)).toBe(1)
    expect(await stores.cases.byId(closed.id)).toMatchObject({ status: 'closed', revision: 3 })
  })

  it.each(['order', 'line', 'recording', 'message'] as const)('is unpacked by a change of its %s', async (what) => {
    const { handle, stores, closed, order } = await oneClosed()
    await packAll(handle)
    const call = aCall()
    await committed(stores, [put.call(call)])
    const change = {
      order: put.order({ ...order, code: '100', revision: 2, status: 'withdrawn' }),
      line: put.line(aLine(closed.id)),
      recording: put.recording(aRecording(call.id, closed.id)),
      message: put.message(aMessage({ caseId: closed.id })),
    }[what]
    await committed(stores, [change])
    expect(count(handle, 'packed_cases')).toBe(0)
    expect(count(handle, 'cases WHERE id = ?', closed.id)).toBe(1)
  })

  it('stays packed when the commit is refused', async () => {
    const { handle, stores, closed } = await oneClosed()
    await packAll(handle)
    const changes = [put.case({ ...closed, revision: 7 })]
    expect(await stores.ledger.commit({ changes })).toEqual({ ok: false, reason: 'conflict' })
    expect(count(handle, 'packed_cases')).toBe(1)
    expect(count(handle, 'cases WHERE id = ?', closed.id)).toBe(0)
    expect(await stores.cases.byId(closed.id)).toMatchObject({ revision: 1 })
  })

  it('loses its caller when he is erased, and nothing else', async () => {
    const phone = aPhone('13800012345')
    const { handle, stores, closed } = await oneClosed({ callerRef: phone.id })
    await committed(stores, [put.personal(phone)])
    await packAll(handle)
    const byCaller = () => stores.cases.list({ caller: '13800012345' }, { cursor: null, limit: 5 })
    expect((await byCaller()).items).toHaveLength(1)
    await committed(stores, [put.personal({ ...phone, value: null })])
    expect((await byCaller()).items).toEqual([])
    expect(await stores.cases.personal([phone.id])).toEqual({})
    expect(await stores.cases.byId(closed.id)).toMatchObject({ callerRef: phone.id })
  })

  it('can have calls and recordings written about it; no case that does not exist can', async () => {
    const { handle, stores, closed } = await oneClosed()
    await packAll(handle)
    const bad = stores.ledger.commit({ changes: [put.call(aCall({ caseId: aCase().id }))] })
    await expect(bad).rejects.toThrow('the case of this row does not exist')
    const call = aCall({ caseId: closed.id, endedAt: noon })
    await committed(stores, [put.call(call)])
    expect(await stores.cases.calls(closed.id)).toHaveLength(1)
  })
})

describe('the timeline', () => {
  it('loses no line by hand, packed or not', async () => {
    const { handle, closed } = await oneClosed()
    const { sqlite } = handle
    expect(() => sqlite.exec(`DELETE FROM timeline WHERE case_id = '${closed.id}'`)).toThrow('append-only')
    expect(() => sqlite.exec('DELETE FROM cases')).toThrow(/not deleted|FOREIGN KEY/)
    await packAll(handle)
    expect(() => sqlite.exec('DELETE FROM packed_cases')).toThrow('append-only')
    expect(() => sqlite.exec(`UPDATE packed_cases SET content = x'00'`)).toThrow('not changed')
    expect(() => sqlite.exec('DELETE FROM timeline')).toThrow('append-only')
    expect(count(handle, 'packed_cases')).toBe(1)
  })
})

describe('a case is not packed', () => {
  it.each<[string, (closed: CaseRecord) => Parameters<typeof committed>[1]]>([
    ['while a call about it goes on', ({ id }) => [put.call(aCall({ caseId: id }))]],
    [
      'while a recording of it is made',
      ({ id }) => {
        const call = aCall({ caseId: id, endedAt: noon })
        return [put.call(call), put.recording(aRecording(call.id, id))]
      },
    ],
    ['while a unit owes something', ({ id }) => [put.order(anOrder(id))]],
    ['while a clock runs', ({ id }) => [put.deadline(aDeadline(id))]],
    ['while a message waits', ({ id }) => [put.message(aMessage({ caseId: id }))]],
    ['that was opened again', (closed) => [put.case({ ...closed, revision: 2, status: 'reopened', closedAt: null })]],
    ['of which the last line of all is', ({ id }) => [put.line(aLine(id))]],
  ])('%s', async (_, changes) => {
    const { handle, stores, closed } = await oneClosed()
    await committed(stores, changes(closed))
    if (!_.startsWith('of which')) {
      const last = aCase()
      await committed(stores, [put.case(last), put.line(aLine(last.id))])
    }
    expect(await packAll(handle)).toBe(0)
  })

  it('before its time', async () => {
    const { handle } = await oneClosed()
    const packing = createCasePacking(handle, neverFails)
    expect(await packing.pack(over, 1000)).toBe(0)
    expect(await packing.pack(over + 1, 1000)).toBe(1)
  })

  it('where that fails: it stays as it is, is told once, and the others are packed', async () => {
    const { handle, stores } = await oneClosed()
    const [bad] = [aCase({ ...over30, closedAt: over - 1 })]
    await committed(stores, [put.case(bad), put.line(aLine(bad.id))])
    const last = aCase()
    await committed(stores, [put.case(last), put.line(aLine(last.id))])
    handle.sqlite.exec(`UPDATE cases SET number = 'x' WHERE id = '${bad.id}'`)
    const failed: string[] = []
    const packing = createCasePacking(handle, (id) => void failed.push(id))
    expect(await packing.pack(Number.MAX_SAFE_INTEGER, 1000)).toBe(1)
    expect(await packing.pack(Number.MAX_SAFE_INTEGER, 1000)).toBe(0)
    expect(failed).toEqual([bad.id])
    expect(await stores.cases.byId(bad.id)).toMatchObject({ status: 'closed' })
    expect(await stores.cases.timeline(bad.id)).toHaveLength(1)
  })
})

describe('squeezing', () => {
  it('gives every text back that JSON can write', () => {
    const id = fc.uuid()
    const at = fc.integer({ min: 1_000_000_000_000, max: 9_999_999_999_999 })
    const leaf = fc.oneof(id, at, fc.string({ unit: 'binary' }), fc.double({ noDefaultInfinity: true, noNaN: true }))
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('node'), { maxLength: 8 }),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 6 }),
        fc.tuple(id, at).map(([one, other]) => `${one}:${other}`),
      ),
    })).node
    fc.assert(
      fc.property(tree, (value) => {
        const text = JSON.stringify(value)
        for (const [own, version] of [
          ['2611230001', undefined],
          ['a', 0],
        ] as const) {
          const expanded = expand(squeeze([text, `[${text},1]`], own, version), own)
          expect([expanded.rest(), expanded.first()]).toEqual([`[${text},1]`, text])
        }
      }),
      { numRuns: 200 },
    )
  })

  it('gives more ids and instants back than one letter can count', () => {
    const ids = Array.from({ length: 9500 }, (_, place) => `019a0000-0000-7000-8000-${String(place).padStart(12, '0')}`)
    const text = JSON.stringify([ids, ids.map((_, place) => noon + place), ids.toReversed()])
    for (const [own, version] of [
      ['2611230001', undefined],
      ['a', 0],
    ] as const) {
      const expanded = expand(squeeze([text, `[${text},1]`], own, version), own)
      expect([expanded.rest(), expanded.first()]).toEqual([`[${text},1]`, text])
    }
  })
})

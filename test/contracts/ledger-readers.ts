import { describe, expect, it } from 'vitest'
import type { Page, PageRequest } from '../../src/application/ports/ledger.ts'
import type { DeadlineKind } from '../../src/domain/clocks/deadline-kind.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import { committed } from './ledger.ts'
import { aCall, aCase, aDeadline, aLine, aMessage, anOrder, aPhone, noon, put } from './records.ts'

const whole: PageRequest = { cursor: null, limit: 100 }

/** Turns the pages of a list to the end. */
async function allPages<Row>(limit: number, list: (page: PageRequest) => Promise<Page<Row>>): Promise<readonly Row[]> {
  const rows: Row[] = []
  let page = await list({ cursor: null, limit })
  rows.push(...page.items)
  while (page.nextCursor !== null) {
    page = await list({ cursor: page.nextCursor, limit })
    rows.push(...page.items)
  }
  return rows
}

/** What the readers of every ledger do. */
export function readersContract(name: string, make: () => Stores): void {
  describe(`${name}: lists`, () => {
    it('come newest first, each row once, whatever the size of a page and however many share an instant', async () => {
      const stores = make()
      const cases = Array.from({ length: 25 }, (_, index) => aCase({ openedAt: noon + Math.floor(index / 7) }))
      const calls = cases.map(({ openedAt }) => aCall({ openedAt }))
      const messages = cases.map(({ openedAt }) => aMessage({ createdAt: openedAt }))
      await committed(stores, ...cases.map(put.case), ...calls.map(put.call), ...messages.map(put.message))
      const newestFirst = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).reverse()
      for (const limit of [1, 4, 25, 26]) {
        const [some, others, texts] = [
          await allPages(limit, (page) => stores.cases.list({}, page)),
          await allPages(limit, (page) => stores.calls.list({}, page)),
          await allPages(limit, (page) => stores.messages.list({}, page)),
        ]
        expect(some.map(({ id }) => id)).toEqual(newestFirst(cases))
        expect(others.map(({ id }) => id)).toEqual(newestFirst(calls))
        expect(texts.map(({ id }) => id)).toEqual(newestFirst(messages))
      }
    })

    it('neither repeat nor skip a row when others come in between two pages', async () => {
      const stores = make()
      const cases = Array.from({ length: 9 }, (_, index) => aCase({ openedAt: noon + index }))
      await committed(stores, ...cases.map(put.case))
      const seen = await allPages(2, async (page) => {
        const found = await stores.cases.list({}, page)
        await committed(stores, put.case(aCase({ openedAt: noon + 1000 })))
        return found
      })
      expect(seen.map(({ id }) => id)).toEqual(cases.map(({ id }) => id).reverse())
    })

    it('find nothing by a cursor that nobody gave', async () => {
      const stores = make()
      await committed(stores, put.case(aCase()), put.call(aCall()), put.message(aMessage()))
      for (const cursor of ['', '!', 'bm9uc2Vuc2U', Buffer.from('[1]').toString('base64url'), 'bnVsbA']) {
        const page = { cursor, limit: 10 }
        expect(await stores.cases.list({}, page)).toEqual({ items: [], nextCursor: null })
        expect(await stores.calls.list({}, page)).toEqual({ items: [], nextCursor: null })
        expect(await stores.messages.list({}, page)).toEqual({ items: [], nextCursor: null })
      }
    })
  })

  describe(`${name}: cases`, () => {
    it('are found by every filter, and by several together', async () => {
      const stores = make()
      const [mine, other] = [aPhone('13800012345'), aPhone('13800099999')]
      const statement = aPhone('13800012345', { kind: 'statement' })
      const water = aCase({ callerRef: mine.id, callBackRef: other.id })
      const gas = aCase({ category: 'gas', status: 'closed', origin: 'from110', openedAt: noon + 10 })
      const back = aCase({ category: null, status: 'open', callBackRef: mine.id, openedAt: noon + 20 })
      const said = aCase({ callerRef: statement.id, openedAt: noon + 30, status: 'referred' })
      await committed(
        stores,
        ...[mine, other, statement].map(put.personal),
        ...[water, gas, back, said].map(put.case),
        put.order(anOrder(water.id, { unit: '05' })),
        put.order(anOrder(water.id, { unit: '08', lead: false })),
        put.order(anOrder(gas.id, { unit: '04' })),
      )
      const found = async (filter: Parameters<Stores['cases']['list']>[0]) =>
        (await stores.cases.list(filter, whole)).items.map(({ id }) => id)
      expect(await found({})).toEqual([said.id, back.id, gas.id, water.id])
      expect(await found({ status: 'closed' })).toEqual([gas.id])
      expect(await found({ status: 'open' })).toEqual([back.id])
      expect(await found({ status: "' OR 1" })).toEqual([])
      expect(await found({ category: 'water' })).toEqual([said.id, water.id])
      expect(await found({ origin: 'from110' })).toEqual([gas.id])
      expect(await found({ unit: '08' })).toEqual([water.id])
      expect(await found({ unit: '05' })).toEqual([water.id])
      expect(await found({ caller: '13800012345' })).toEqual([back.id, water.id])
      expect(await found({ caller: '13800012345', category: 'water' })).toEqual([water.id])
      expect(await found({ caller: '1380001234' })).toEqual([])
      expect(await found({ openedFrom: noon + 10, openedTo: noon + 20 })).toEqual([gas.id])
      expect(await found({ openedFrom: noon + 20, category: 'gas' })).toEqual([])
      expect(await stores.cases.countOpen()).toBe(2)
    })

    it('are found where they are serious, or under supervision, and where they are not', async () => {
      const stores = make()
      const by = 'api:officer'
      const grave = aCase({ serious: [{ kind: 'grave', at: noon, by }], openedAt: noon + 1 })
      const watched = aCase({ supervision: { class: 'major', at: noon, by }, openedAt: noon + 2 })
      const both = aCase({ serious: grave.serious, supervision: watched.supervision, openedAt: noon + 3 })
      const plain = aCase({ openedAt: noon + 4 })
      await committed(stores, ...[grave, watched, both, plain].map(put.case))
      const found = async (filter: Parameters<Stores['cases']['list']>[0]) =>
        (await stores.cases.list(filter, whole)).items.map(({ id }) => id)
      expect(await found({ serious: true })).toEqual([both.id, grave.id])
      expect(await found({ serious: false })).toEqual([plain.id, watched.id])
      expect(await found({ supervised: true })).toEqual([both.id, watched.id])
      expect(await found({ supervised: false })).toEqual([plain.id, grave.id])
      expect(await found({ serious: true, supervised: true, status: both.status })).toEqual([both.id])
      expect(await stores.cases.byId(both.id)).toMatchObject({
        serious: grave.serious,
        supervision: watched.supervision,
      })
      const gone = aCase({ supervision: watched.supervision, status: 'cancelled', openedAt: noon + 5 })
      await committed(stores, put.case(gone))
      expect(await found({ supervised: true })).toEqual([both.id, watched.id])
      expect(await found({ supervised: false })).toContain(gone.id)
      const lifted = { ...both, revision: 2, supervision: null }
      await committed(stores, put.case(lifted))
      expect(await found({ supervised: true })).toEqual([watched.id])
    })

    it('lose an erased person, and nothing else', async () => {
      const stores = make()
      const phone = aPhone('13800012345')
      const opened = aCase({ callerRef: phone.id })
      const line = aLine(opened.id)
      await committed(stores, put.personal(phone), put.case(opened), put.line(line))
      await committed(stores, put.personal({ ...phone, value: null }))
      expect(await stores.cases.personal([phone.id])).toEqual({})
      expect((await stores.cases.list({ caller: '13800012345' }, whole)).items).toEqual([])
      expect(await stores.cases.byId(opened.id)).toMatchObject({ callerRef: phone.id })
      expect(await stores.cases.timeline(opened.id)).toEqual([line])
    })

    it('have a timeline in the order of time, then of writing', async () => {
      const stores = make()
      const opened = aCase()
      await committed(stores, put.case(opened), put.line(aLine(opened.id, { what: 'zeroth', at: noon - 1 })))
      const lines = ['third', 'first', 'fourth', 'second'].map((what, index) =>
        aLine(opened.id, { what, at: noon + [5, 0, 5, 0][index]! }),
      )
      await committed(stores, ...lines.slice(0, 2).map(put.line))
      await committed(stores, ...lines.slice(2).map(put.line))
      expect((await stores.cases.timeline(opened.id)).map(({ what }) => what)).toEqual([
        'zeroth',
        'first',
        'second',
        'third',
        'fourth',
      ])
    })

    it('give many personal rows at once', async () => {
      const stores = make()
      const phones = Array.from({ length: 2500 }, (_, index) => aPhone(`1390000${index}`))
      await committed(stores, ...phones.map(put.personal))
      expect(Object.keys(await stores.cases.personal(phones.map(({ id }) => id)))).toHaveLength(2500)
      expect(await stores.cases.personal([])).toEqual({})
    })
  })

  describe(`${name}: deadlines`, () => {
    it('are due by their next step, the longest due first, batch by batch', async () => {
      const stores = make()
      const opened = aCase()
      const rows = [5, 3, 3, 9, 1].map((at) => aDeadline(opened.id, { nextStepAt: noon + at, due: noon }))
      const none = [aDeadline(opened.id, { nextStepAt: null }), aDeadline(opened.id, { nextStepAt: noon + 10 })]
      await committed(stores, put.case(opened), ...[...rows, ...none].map(put.deadline))
      const inOrder = [rows[4], rows[1], rows[2], rows[0], rows[3]]
      expect(await stores.deadlines.due(noon + 9, 10, null)).toEqual(inOrder)
      expect(await stores.deadlines.due(noon + 4, 10, null)).toEqual(inOrder.slice(0, 3))
      expect(await stores.deadlines.due(noon, 10, null)).toEqual([])
      const found = []
      for (let after = null; ; ) {
        const [row] = await stores.deadlines.due(noon + 9, 1, after)
        if (row === undefined) break
        found.push(row)
        after = { at: row.nextStepAt ?? 0, id: row.id }
      }
      expect(found).toEqual(inOrder)
    })

    it('that climb are found by kind, unit and category, the soonest step first, batch by batch', async () => {
      const stores = make()
      const opened = aCase()
      const of = (at: number, kind: DeadlineKind, unit: string | null, category: string) => {
        const row = aDeadline(opened.id, { nextStepAt: noon + at, kind })
        return { ...row, reason: { ...row.reason, unit, category } }
      }
      const rows = [of(3, 'arrive', '05', 'water'), of(1, 'accept', '05', 'gas'), of(2, 'dispatch', null, 'gas')]
      const none = { ...of(0, 'accept', '05', 'gas'), nextStepAt: null }
      await committed(stores, put.case(opened), ...[...rows, none].map(put.deadline))
      const found = async (filter: Parameters<typeof stores.deadlines.escalating>[0], limit = 10) =>
        (await stores.deadlines.escalating(filter, limit, null)).map(({ kind }) => kind)
      expect(await found({})).toEqual(['accept', 'dispatch', 'arrive'])
      expect(await found({ unit: '05' })).toEqual(['accept', 'arrive'])
      expect(await found({ category: 'gas', kind: 'dispatch' })).toEqual(['dispatch'])
      expect(await found({ unit: '05', category: 'gas' })).toEqual(['accept'])
      const [first] = await stores.deadlines.escalating({}, 1, null)
      const after = { at: first?.nextStepAt ?? 0, id: first?.id ?? '' }
      expect((await stores.deadlines.escalating({}, 1, after)).map(({ kind }) => kind)).toEqual(['dispatch'])
    })

    it('that run are listed soonest due first, by kind and by what is due', async () => {
      const stores = make()
      const opened = aCase()
      const rows = [7, 2, 2, 4].map((at) => aDeadline(opened.id, { due: noon + at }))
      const callBack = aDeadline(opened.id, { due: noon + 1, kind: 'callBack' })
      const over = aDeadline(opened.id, { due: noon, status: 'met', nextStepAt: null })
      await committed(stores, put.case(opened), ...[...rows, callBack, over].map(put.deadline))
      const inOrder = [callBack, rows[1], rows[2], rows[3], rows[0]]
      for (const limit of [1, 2, 5]) {
        expect(await allPages(limit, (page) => stores.deadlines.running({}, page))).toEqual(inOrder)
      }
      expect((await stores.deadlines.running({ dueTo: noon + 4 }, whole)).items).toEqual(inOrder.slice(0, 4))
      expect((await stores.deadlines.running({ kind: 'callBack' }, whole)).items).toEqual([callBack])
      expect((await stores.deadlines.running({}, { cursor: '!', limit: 5 })).items).toEqual([])
    })
  })

  describe(`${name}: calls and messages`, () => {
    it('that wait are found by the beginning of their key', async () => {
      const stores = make()
      const keys = ['ladder:a:0@x', 'ladder:a:1@x', 'ladder:ab:0@x', 'order:a', 'ladder:a:2@长']
      const rows = keys.map((dedupeKey) => aMessage({ dedupeKey }))
      const sent = aMessage({ dedupeKey: 'ladder:a:3@x', status: 'sent', nextAttemptAt: null })
      await committed(stores, ...[...rows, sent].map(put.message))
      const found = await stores.messages.pendingWithKey('ladder:a:')
      expect(found.map(({ dedupeKey }) => dedupeKey).sort()).toEqual([keys[0], keys[1], keys[4]])
    })

    it('are found by every filter', async () => {
      const stores = make()
      const opened = aCase()
      const going = aCall({ caseId: opened.id })
      const over = aCall({ openedAt: noon + 1, endedAt: noon + 9, termination: { result: 'abandoned', reason: 'x' } })
      const [pending, sent] = [aMessage({ caseId: opened.id }), aMessage({ status: 'sent', createdAt: noon - 5 })]
      await committed(stores, put.case(opened), ...[going, over].map(put.call), ...[pending, sent].map(put.message))
      const found = async (filter: Parameters<Stores['calls']['list']>[0]) =>
        (await stores.calls.list(filter, whole)).items.map(({ id }) => id)
      expect(await found({})).toEqual([over.id, going.id])
      expect(await found({ open: true })).toEqual([going.id])
      expect(await found({ open: false })).toEqual([over.id])
      expect(await found({ result: 'abandoned' })).toEqual([over.id])
      expect(await found({ caseId: opened.id, open: false })).toEqual([])
      expect(await found({ openedFrom: noon, openedTo: noon + 1 })).toEqual([going.id])
      expect(await found({ openedFrom: noon + 1, open: false })).toEqual([over.id])
      expect((await stores.messages.list({ status: 'sent' }, whole)).items).toEqual([sent])
      expect((await stores.messages.list({ caseId: opened.id }, whole)).items).toEqual([pending])
    })

    it('that were planned by a clock which has been put back are due, after those whose instant has come', async () => {
      const stores = make()
      const hour = 3_600_000
      const at = (status: 'pending' | 'sending', createdAt: number, nextAttemptAt: number, attempts = 0) =>
        aMessage({ status, createdAt, nextAttemptAt, attempts })
      const due = at('pending', noon, noon)
      const newOne = at('pending', noon + hour, noon + hour)
      const again = at('pending', noon - 1, noon + hour + 5000, 1)
      const backOff = at('pending', noon - 1, noon + 300_000, 6)
      const later = at('pending', noon - 1, noon + 2 * hour)
      const inHand = at('sending', noon + hour, noon + hour + 60_000, 1)
      await committed(stores, ...[later, inHand, backOff, again, newOne, due].map(put.message))
      const { priority } = due
      expect(await stores.messages.due([priority], noon, 10)).toEqual([due, newOne, again])
      expect(await stores.messages.due([priority], noon, 2)).toEqual([due, newOne])
      expect(await stores.messages.countWaiting()).toBe(6)
    })

    it('tell since when the oldest message waits', async () => {
      const stores = make()
      expect(await stores.messages.oldestPending()).toBeNull()
      const rows = [aMessage({ status: 'sent', createdAt: noon - 9 }), aMessage({ createdAt: noon + 9 })]
      const sending = aMessage({ status: 'sending', createdAt: noon })
      await committed(stores, ...rows.map(put.message), put.message(sending))
      expect(await stores.messages.oldestPending()).toBe(noon)
      await committed(stores, put.message({ ...sending, revision: 2, status: 'failed' }))
      expect(await stores.messages.oldestPending()).toBe(noon + 9)
    })
  })
}

import type { DatabaseHandle } from '../../../src/adapters/db/open-database.ts'
import { type CaseContent, packContent, unpackContent } from '../../../src/adapters/db/packed/case-content.ts'
import { rowWriter } from '../../../src/adapters/db/put-row.ts'
import { cases } from '../../../src/adapters/db/schema/cases.ts'
import { deadlines } from '../../../src/adapters/db/schema/deadlines.ts'
import { messages } from '../../../src/adapters/db/schema/messages.ts'
import { orders } from '../../../src/adapters/db/schema/orders.ts'
import { timeline } from '../../../src/adapters/db/schema/timeline.ts'
import type { CaseOrigin, CaseStatus } from '../../../src/domain/case/case-record.ts'
import { createStamp, type Mould } from './stamp-case.ts'

/** Five years up to now. */
const yearsMs = 5 * 365 * 24 * 3_600_000
/** The shortest time for which a server can be told to leave a closed case as it is. */
const keptMs = 7 * 24 * 3_600_000
/** Cases of one transaction. */
const chunk = 5000
/** Each of so many is unpacked and packed again by the product's own hand, and must be the same. */
const checkEach = 5000

export type Filling = {
  readonly cases: number
  readonly open: number
  /** Deadlines due in each of the ticks. */
  readonly due: number
  readonly ticks: number
  readonly now: number
}

export type Filled = {
  readonly packed: number
  readonly recent: number
  readonly open: number
  readonly seconds: number
}

/** A number that called very often, as one or two do in every city. */
export const heavyCaller = '13900000000'
/** The same numbers in each run. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Fills an empty database: closed cases over five years, packed as the product packs them except those of the last week;
 * open cases in which completion and feedback are owed; for each tick so many whose reminder (an hour before completion) is due.
 */
export function fillDatabase(
  { sqlite }: DatabaseHandle,
  moulds: { readonly closed: readonly Mould[]; readonly open: readonly Mould[] },
  filling: Filling,
  say: (line: string) => void,
): Filled {
  const started = performance.now()
  const random = seededRandom(7)
  const stamp = createStamp(random)
  const write = writersOf(sqlite)
  sqlite.pragma('synchronous = OFF')
  sqlite.pragma('cache_size = -256000')
  const closed = filling.cases - filling.open
  const from = filling.now - yearsMs
  let sequence = 0
  const lastOfDay = new Map<string, number>()
  const numberOf = numbersByDay(lastOfDay)
  let packed = 0
  let recent = 0
  const addClosed = (place: number): void => {
    const mould = moulds.closed[Math.floor(random() * moulds.closed.length)] as Mould
    const openedAt = Math.round(from + ((yearsMs - 2 * 24 * 3_600_000) * place) / closed)
    const as = {
      openedAt,
      status: statusOf(random()),
      origin: originOf(random()),
      code: String(100 + Math.floor(random() * 10)),
    }
    const stamped = stamp(mould, as)
    const number = numberOf(openedAt)
    write.personal(mould, stamped, openedAt, callerOf(random), random)
    if (openedAt > filling.now - keptMs) {
      sequence = write.rows(unpackContent(stamped.bytes, number), number, sequence)
      recent += 1
      return
    }
    write.packed(mould, stamped, as, number)
    packed += 1
    if (packed % checkEach === 0) mustBeTheSame(stamped.bytes, number)
  }
  inChunks(sqlite, closed, addClosed, say, 'closed')
  const spread = 20 * 3_600_000
  const addOpen = (place: number): void => {
    const mould = moulds.open[place % moulds.open.length] as Mould
    const due = filling.due * filling.ticks
    const step = reminderOf(mould)
    // Reminders of tick n are due between minute n and n + 1; nobody else's within the hour.
    const openedAt =
      place < due
        ? filling.now + 60_000 * Math.floor(place / filling.due) + 30_000 - step
        : Math.round(filling.now - step + 3_600_000 + random() * Math.min(spread, step - 3_700_000))
    const as = { openedAt, status: 'handling', origin: originOf(random()), code: '100' } as const
    const stamped = stamp(mould, as)
    const number = numberOf(openedAt)
    write.personal(mould, stamped, openedAt, callerOf(random), random)
    const content = unpackContent(stamped.bytes, number)
    sequence = write.rows(withDue(content, openedAt, mould, place), number, sequence)
  }
  inChunks(sqlite, filling.open, addOpen, say, 'open')
  const addCounter = sqlite.prepare('INSERT INTO case_counters (day, last) VALUES (?, ?)')
  for (const counter of lastOfDay) addCounter.run(...counter)
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  return { packed, recent, open: filling.open, seconds: Math.round((performance.now() - started) / 1000) }
}

/** From the opening to the reminder of its completion, in ms. */
function reminderOf({ life: { content } }: Mould): number {
  const clock = content.deadlines.find(({ kind, status }) => kind === 'complete' && status === 'running')
  if (clock?.nextStepAt == null) throw new Error('nobody is reminded of the completion')
  return clock.nextStepAt - content.case.openedAt
}

/** The clocks that run as the product would have set them from that opening, and an order code of its own. */
function withDue(content: CaseContent, openedAt: number, { life }: Mould, place: number): CaseContent {
  const shift = openedAt - life.content.case.openedAt
  return {
    ...content,
    orders: content.orders.map((order) => ({ ...order, code: String(100 + Math.floor(place / 15)) })),
    deadlines: content.deadlines.map((deadline, at) => {
      const model = life.content.deadlines[at]
      if (deadline.status !== 'running' || model === undefined) return deadline
      return {
        ...deadline,
        due: model.due + shift,
        nextStepAt: model.nextStepAt === null ? null : model.nextStepAt + shift,
      }
    }),
  }
}

function inChunks(
  sqlite: DatabaseHandle['sqlite'],
  count: number,
  add: (place: number) => void,
  say: (line: string) => void,
  what: string,
): void {
  const addSome = sqlite.transaction((begin: number, end: number): void => {
    for (let place = begin; place < end; place += 1) add(place)
  })
  let told = performance.now()
  for (let begin = 0; begin < count; begin += chunk) {
    addSome(begin, Math.min(count, begin + chunk))
    if (performance.now() - told < 20_000) continue
    told = performance.now()
    say(`  ${Math.min(count, begin + chunk)} of ${count} ${what} cases`)
  }
}

function writersOf(sqlite: DatabaseHandle['sqlite']) {
  const addPersonal = sqlite.prepare('INSERT INTO personal (id, kind, value, at) VALUES (?, ?, ?, ?)')
  const addPacked = sqlite.prepare(
    'INSERT INTO packed_cases (id, number, status, category, origin, opened_at, caller_ref, call_back_ref, lines, content) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)',
  )
  const addUnit = sqlite.prepare(
    'INSERT INTO packed_units (unit, status, opened_at, case_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const addOrder = sqlite.prepare('INSERT INTO packed_orders (id, packed) VALUES (?, ?)')
  const insert = {
    case: rowWriter(sqlite, cases).insert,
    order: rowWriter(sqlite, orders).insert,
    deadline: rowWriter(sqlite, deadlines).insert,
    message: rowWriter(sqlite, messages).insert,
    line: rowWriter(sqlite, timeline).insert,
  }
  return {
    personal(
      mould: Mould,
      stamped: ReturnType<ReturnType<typeof createStamp>>,
      at: number,
      caller: string,
      random: () => number,
    ): void {
      for (const [count, place] of mould.places.personal.entries()) {
        const row = mould.life.personal[count]
        if (row === undefined || place < 0) continue
        const value =
          place === mould.places.callerRef ? caller : row.kind === 'phone' ? row.value : varied(row.value ?? '', random)
        addPersonal.run(stamped.id(place), row.kind, value, at)
      }
    },
    packed(
      mould: Mould,
      stamped: ReturnType<ReturnType<typeof createStamp>>,
      as: { openedAt: number; status: CaseStatus; origin: CaseOrigin },
      number: string,
    ): void {
      const { places, life, unitsOfOrders, lines } = mould
      const id = stamped.id(places.case)
      const ref = places.callerRef === null ? null : stamped.id(places.callerRef)
      const { category } = life.content.case
      const key = addPacked.run(
        id,
        Number(number),
        as.status,
        category,
        as.origin,
        as.openedAt,
        ref,
        lines,
        stamped.bytes,
      ).lastInsertRowid
      for (const order of unitsOfOrders) {
        addUnit.run(order.unit, as.status, as.openedAt, id)
        addOrder.run(stamped.id(order.id), key)
      }
    },
    /** @returns the last sequence that was given. */
    rows(content: CaseContent, number: string, sequence: number): number {
      insert.case({ ...content.case, number })
      for (const row of content.orders) insert.order(row)
      for (const row of content.deadlines) insert.deadline(row)
      for (const row of content.messages) insert.message(row)
      let last = sequence
      for (const row of content.lines) insert.line({ ...row, sequence: ++last })
      return last
    },
  }
}

function mustBeTheSame(bytes: Buffer, number: string): void {
  const content = unpackContent(bytes, number)
  if (content.case.number !== number || !packContent(content).equals(bytes)) {
    throw new Error(`case ${number} of the bench is not as the product packs it`)
  }
}

function numbersByDay(last: Map<string, number>): (openedAt: number) => string {
  return (openedAt) => {
    const day = new Date(openedAt + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
    const next = (last.get(day) ?? 0) + 1
    last.set(day, next)
    return `${day}${String(next).padStart(4, '0')}`
  }
}

const statusOf = (share: number): CaseStatus =>
  share < 0.95 ? 'closed' : share < 0.97 ? 'merged' : share < 0.985 ? 'cancelled' : 'referred'
const originOf = (share: number): CaseOrigin =>
  share < 0.85 ? 'citizen' : share < 0.9 ? 'from110' : share < 0.95 ? 'officer' : 'abandoned'

function callerOf(random: () => number): string {
  const share = random()
  if (share < 0.0004) return heavyCaller
  const among = share < 0.3 ? 20_000 : 8_000_000
  return `13${String(100_000_000 + (share < 0.3 ? 0 : 20_000) + Math.floor(random() * among)).padStart(9, '0')}`
}

/** Words of about the same length, so that none of them compresses away. */
const varied = (words: string, random: () => number): string =>
  Array.from(words, (letter) =>
    random() < 0.4 ? String.fromCharCode(0x4e00 + Math.floor(random() * 3000)) : letter,
  ).join('')

import { type CaseContent, textOf } from '../../../src/adapters/db/packed/case-content.ts'
import { assemble, deflate, type Squeezed, takeOut } from '../../../src/adapters/db/packed/squeeze.ts'
import type { CaseOrigin, CaseStatus } from '../../../src/domain/case/case-record.ts'
import type { Life } from './play-lives.ts'

/** A life from which any number of cases can be made, each with ids, instants and a number of its own. */
export type Mould = {
  readonly life: Life
  readonly unitsOfOrders: readonly { readonly unit: string; readonly id: number }[]
  /** Places of ids among all of them, in order. */
  readonly places: { readonly case: number; readonly callerRef: number | null; readonly personal: readonly number[] }
  /** Whether an id begins a commit of its own; those of one commit follow one another. */
  readonly begins: readonly boolean[]
  /** Which instant each id was made at. */
  readonly madeAt: readonly number[]
  readonly instants: readonly number[]
  readonly marked: Squeezed
  readonly lines: number
}

export type Stamped = {
  readonly bytes: Buffer
  /** The id at a place. */
  readonly id: (place: number) => Buffer
}

const templateNumber = '2611230001'
/** Lines that come with another one, in its commit. */
const joined = new Set(['orderIssued', 'deadlineSet', 'messageQueued', 'orderCompleted', 'orderFedBack', 'callTaken'])

/** Numbered ids as UUIDs that sort as they do. */
const asUuid = (id: string): string => `01900000-0000-7000-8000-${id.slice(2).padStart(12, '0')}`

export function mouldOf(life: Life): Mould {
  const content = JSON.parse(JSON.stringify(life.content).replaceAll(/id\d{8}/g, asUuid)) as CaseContent
  const text = textOf(content)
  const { ids, instants, marked } = takeOut(text, templateNumber)
  const place = (id: string): number => ids.indexOf(id.startsWith('id') ? asUuid(id) : id)
  const lineOf = new Map(content.lines.map((line) => [line.id, line]))
  const begins: boolean[] = []
  const madeAt: number[] = []
  // An id is made in the commit of the next line, what comes after the last line in that one.
  let next = content.lines.at(-1)
  for (let at = ids.length - 1; at >= 0; at -= 1) {
    const line = lineOf.get(ids[at] ?? '')
    if (line !== undefined) next = line
    madeAt[at] = Math.max(0, instants.indexOf(next?.at ?? 0))
  }
  let hasBegun = false
  for (let at = 0; at < ids.length; at += 1) {
    const before = lineOf.get(ids[at - 1] ?? '')
    const own = ids.slice(at).find((id) => lineOf.has(id))
    const isNew = before !== undefined && !joined.has(lineOf.get(own ?? '')?.what ?? '')
    begins[at] = !hasBegun || isNew
    hasBegun = true
  }
  const row = content.case
  return {
    life,
    unitsOfOrders: content.orders.map(({ unit, id }) => ({ unit, id: place(id) })),
    places: {
      case: place(row.id),
      callerRef: row.callerRef === null ? null : place(row.callerRef),
      personal: life.personal.map(({ id }) => place(id)),
    },
    begins,
    madeAt,
    instants,
    marked,
    lines: content.lines.length,
  }
}

/** Makes cases of moulds, as the product packs them; what does not differ from case to case is compressed once. */
export function createStamp(random: () => number) {
  const deflated = new Map<string, ReturnType<typeof deflate>>()
  return (
    mould: Mould,
    as: { readonly openedAt: number; readonly status: CaseStatus; readonly origin: CaseOrigin; readonly code: string },
  ): Stamped => {
    const key = `${mould.life.name} ${as.status} ${as.origin} ${as.code}`
    let text = deflated.get(key)
    if (text === undefined) {
      const varied = (marked: string): string =>
        marked
          .replace('"status":"closed"', `"status":"${as.status}"`)
          .replace('"origin":"citizen"', `"origin":"${as.origin}"`)
          .replaceAll('"code":"100"', `"code":"${as.code}"`)
      text = deflate([varied(mould.marked[0]), varied(mould.marked[1])])
      deflated.set(key, text)
    }
    const instants: number[] = []
    let at = as.openedAt - (mould.life.content.case.openedAt - (mould.instants[0] ?? 0))
    for (let place = 0; place < mould.instants.length; place += 1) {
      const passed = place === 0 ? 0 : (mould.instants[place] ?? 0) - (mould.instants[place - 1] ?? 0)
      at += place === 0 ? 0 : Math.max(1, Math.round(passed * (3 + 6 * random())))
      instants.push(at)
    }
    const ids: string[] = []
    let low = 0
    let head = ''
    let time = 0
    for (let place = 0; place < mould.begins.length; place += 1) {
      if (mould.begins[place]) {
        time = Math.max(time + 1, instants[mould.madeAt[place] ?? 0] ?? 0)
        const hex = time.toString(16).padStart(12, '0')
        const bits = Math.floor(random() * 2 ** 48)
        const text48 = bits.toString(16).padStart(12, '0')
        low = Math.floor(random() * 2 ** 23)
        head = `${hex.slice(0, 8)}-${hex.slice(8)}-7${text48.slice(0, 3)}-${'89ab'[bits % 4]}${text48.slice(3, 6)}-${text48.slice(6)}`
      }
      low += 1
      ids.push(head + low.toString(16).padStart(6, '0'))
    }
    const bytes = assemble(ids, instants, text)
    return { bytes, id: (place) => Buffer.from((ids[place] ?? '').replaceAll('-', ''), 'hex') }
  }
}

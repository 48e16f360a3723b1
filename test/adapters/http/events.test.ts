import { connect } from 'node:net'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEventHub } from '../../../src/application/record/event-hub.ts'
import { tellAfterCommit } from '../../../src/application/record/tell-after-commit.ts'
import { committed } from '../../contracts/ledger.ts'
import { aCase, aLine, anOrder, aPhone, put } from '../../contracts/records.ts'
import { silent } from '../../support/small-town.ts'
import { openHere, storesOf, temporaryFolder } from '../db/temporary-database.ts'
import { bearer, httpTown, token } from './http-town.ts'

/** A busy machine needs its time. */
const limit = { timeout: 10_000 }
const closings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closings.splice(0)) await close()
})

/** A server that listens, on a database. Another one on the same file is the same server after a restart, or a second process. */
async function server(file = join(temporaryFolder(), 'hotline.db')) {
  const stores = storesOf(openHere(file))
  let look = () => {}
  const every = (_ms: number, run: () => void) => {
    look = run
    return () => {}
  }
  const hub = createEventHub({ feed: stores.events, log: silent, every, breathe: () => nextTurn() })
  const ledger = tellAfterCommit(stores.ledger, () => hub.wake())
  const { http } = await httpTown({ ...stores, ledger, eventHub: hub })
  await http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = http.server.address() as { port: number }
  const close = () => http.close()
  closings.push(close)
  return { file, stores: { ...stores, ledger }, hub, close, port, url: `http://127.0.0.1:${port}`, look: () => look() }
}
type Server = Awaited<ReturnType<typeof server>>

/** Follows the events; `cut` breaks the connection. */
async function follow(at: Server, query = '', headers: Record<string, string> = {}) {
  const stop = new AbortController()
  const answer = await fetch(`${at.url}/api/v1/events${query}`, {
    headers: { ...bearer, ...headers },
    signal: stop.signal,
  })
  let text = ''
  const reading = (async () => {
    for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) text += part
  })().catch(() => {})
  const blocks = () => text.split('\n\n').filter((block) => /^(id|event|data):/m.test(block))
  const data = () => blocks().map((block) => JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'))
  closings.unshift(async () => stop.abort())
  await vi.waitFor(() => expect(text).toContain(': caught up'), limit)
  return {
    answer,
    text: () => text,
    blocks,
    data,
    sequences: () => data().map(({ sequence }) => sequence as number),
    has: (count: number) => vi.waitFor(() => expect(text.split('\nid: ').length).toBeGreaterThanOrEqual(count), limit),
    comes: (count: number) => vi.waitFor(() => expect(blocks()).toHaveLength(count), limit),
    ended: reading,
    async cut() {
      stop.abort()
      await reading
    },
  }
}

/** A case, and how often it changes after that. */
async function aBusyCase(at: Server, changes: number) {
  const opened = aCase()
  await committed(at.stores, put.case(opened), put.line(aLine(opened.id)))
  let { revision } = opened
  const change = async (count: number) => {
    for (let done = 0; done < count; done += 1) {
      revision += 1
      await committed(at.stores, put.case({ ...opened, revision }), put.line(aLine(opened.id, { what: 'changed' })))
    }
  }
  await change(changes)
  return { opened, change }
}

describe('who follows events', () => {
  it('gets every change once, though the connection breaks and the server restarts', async () => {
    const first = await server()
    const one = await follow(first)
    const { change } = await aBusyCase(first, 2)
    await one.comes(3)
    const last = String(one.sequences().at(-1))
    await one.cut()
    await change(3)
    const two = await follow(first, '', { 'last-event-id': last })
    await change(1)
    await two.comes(4)
    await first.close()
    await two.ended
    const restarted = await server(first.file)
    await aBusyCase(restarted, 1)
    const three = await follow(restarted, '', { 'last-event-id': String(two.sequences().at(-1)) })
    await three.comes(2)
    expect([...one.sequences(), ...two.sequences(), ...three.sequences()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(one.answer.headers.get('content-type')).toContain('text/event-stream')
  })

  it('hears what another process commits', async () => {
    const here = await server()
    const other = await server(here.file)
    const listener = await follow(here)
    await aBusyCase(other, 1)
    here.look()
    await listener.comes(2)
    expect(listener.sequences()).toEqual([1, 2])
  })

  it('catches up while others go on, without a gap and without a double', async () => {
    const here = await server()
    const { change } = await aBusyCase(here, 250)
    const early = await follow(here)
    const [late] = await Promise.all([follow(here, '?after=0'), change(50)])
    await late.comes(301)
    await early.comes(50)
    expect(late.sequences()).toEqual(Array.from({ length: 301 }, (_, index) => index + 1))
    expect(early.sequences()).toEqual(late.sequences().slice(-50))
  })

  it('asks for one case or one kind, and is told nothing personal', async () => {
    const here = await server()
    const [phone, other] = [aPhone('13800012345'), aCase()]
    const opened = aCase({ callerRef: phone.id, callBackRef: phone.id })
    const order = anOrder(opened.id)
    const all = await follow(here, '?after=0')
    const mine = await follow(here, '?case=2611230001')
    const orders = await follow(here, '?kind=order,deadline')
    await committed(here.stores, put.personal(phone), put.case(opened), put.line(aLine(opened.id)))
    await committed(here.stores, put.case(other), put.line(aLine(other.id)))
    const why = 'call him at 13800012345'
    await committed(
      here.stores,
      put.order(order),
      put.line(aLine(opened.id, { what: 'orderIssued', refs: { order: order.id }, why })),
    )
    await all.comes(3)
    await mine.comes(2)
    await orders.comes(1)
    expect(orders.data()[0]).toMatchObject({
      case: '2611230001',
      what: 'orderIssued',
      at: '2026-11-23T12:00:00.000+08:00',
      changed: [
        { kind: 'order', id: order.id, unit: '05', status: 'issued', issuedAt: '2026-11-23T12:00:00.000+08:00' },
      ],
    })
    expect(mine.data().every((event) => event.case === '2611230001')).toBe(true)
    expect(all.text()).not.toContain('13800012345')
    expect(all.text()).not.toContain(phone.id)
  })

  it('is told when events are missing: too old, or from elsewhere', async () => {
    const here = await server()
    await aBusyCase(here, 9)
    await here.stores.events.dropBefore(Number.MAX_SAFE_INTEGER, 5)
    const late = await follow(here, '', { 'last-event-id': '2' })
    await late.comes(6)
    expect(late.blocks()[0]).toBe('event: reset\nid: 5\ndata: {"oldest":6,"newest":10}')
    expect(late.sequences().slice(1)).toEqual([6, 7, 8, 9, 10])
    const foreign = await follow(here, '', { 'last-event-id': '777' })
    expect(foreign.blocks()).toEqual(['event: reset\nid: 10\ndata: {"oldest":6,"newest":10}'])
    const wrong = await fetch(`${here.url}/api/v1/events?kind=person`, { headers: bearer })
    expect(wrong.status).toBe(400)
    expect((await fetch(`${here.url}/api/v1/events`)).status).toBe(401)
  })

  it('and does not read is cut off; commits and others never wait for him', { timeout: 30_000 }, async () => {
    const here = await server()
    const { opened, change } = await aBusyCase(here, 0)
    const good = await follow(here)
    const lazy = connect(here.port, '127.0.0.1')
    closings.unshift(async () => void lazy.destroy())
    lazy.on('error', () => {})
    lazy.write(`GET /api/v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`)
    lazy.pause()
    await vi.waitFor(() => expect(here.hub.listeners()).toBe(2), limit)
    let count = 0
    // More than the system keeps for a connection that nobody reads.
    const long = put.line(aLine(opened.id, { what: 'told', refs: { of: 'x'.repeat(1500) } }))
    while (here.hub.listeners() === 2 && count < 60_000) {
      await committed(here.stores, ...Array.from({ length: 100 }, () => long))
      count += 100
      await good.has(count)
    }
    expect(here.hub.listeners()).toBe(1)
    await change(1)
    await good.comes(count + 1)
    expect(good.sequences()).toEqual(Array.from({ length: count + 1 }, (_, index) => index + 2))
  })
})

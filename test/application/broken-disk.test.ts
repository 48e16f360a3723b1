import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { usualLadders } from '../../src/domain/routing/usual-ladders.ts'
import { openHere, storesOf, temporaryFolder } from '../adapters/db/temporary-database.ts'
import { settle } from '../fakes/fake-clock.ts'
import { makeLadderTown } from '../harness/ladder-town.ts'
import { town as aTown } from '../scenarios/town.ts'

const place = aTown(960, { team: 2 })
const table = { ...place.table, ladders: usualLadders(place.table.centre) }

/** A whole server on a real database file whose disk can be full, or which another program can hold. */
async function serverOn(kind: 'full' | 'locked') {
  const file = `${temporaryFolder()}/hotline.db`
  const handle = openHere(file, 20)
  const stores = storesOf(handle)
  const town = await makeLadderTown(stores, table)
  let holder: Database.Database | null = null
  const mend = (): void => {
    holder?.close()
    holder = null
    handle.sqlite.pragma('max_page_count = 1000000')
  }
  onTestFinished(() => void holder?.close())
  return {
    ...town,
    stores,
    handle,
    breakDown(): void {
      if (kind === 'full') {
        // Pages that were freed before would still take something.
        handle.sqlite.exec('VACUUM')
        handle.sqlite.pragma(`max_page_count = ${handle.sqlite.pragma('page_count', { simple: true })}`)
        return
      }
      holder = new Database(file)
      holder.exec('BEGIN IMMEDIATE')
    },
    mend,
  }
}

/** Somebody calls, and stays on the line; how his call ended, null: it goes on. */
function callTo(telephony: Awaited<ReturnType<typeof serverOn>>['telephony'], caller: string) {
  const heard: string[] = []
  let ended: string | null = null
  const line = telephony.call(place.hotline, caller, {
    heard: (sound) => void heard.push(sound),
    answered() {},
    ended: (by) => {
      ended = by
    },
  })
  return { line, heard, ended: () => ended }
}

describe.each([
  ['whose disk is full', 'full', 'the disk is full'],
  ['that another program holds', 'locked', 'is locked by another program'],
] as const)('a database %s', (_, kind, word) => {
  it('costs no caller, no deadline and no message, says what is wrong, and is gone on with when it is mended', {
    timeout: 60_000,
  }, async () => {
    const town = await serverOn(kind)
    const { telephony, stores, log, deps } = town
    const opened = await town.open('water')
    const cases = () => stores.cases.list({}, { cursor: null, limit: 50 })
    const order = (await stores.cases.orders(opened.caseId))[0]
    town.jump(3) // the deadline of acceptance has come
    town.breakDown()

    // A big decision fails on a full disk; small ones may still find room in a page that is there. All fail on a lock.
    const callers = Array.from({ length: 40 }, (_each, at) => callTo(telephony, `1391234${6000 + at}`))
    await settle()
    await town.advance(0.5)
    const refused = callers.filter(({ ended }) => ended() === 'dialplan')
    expect(refused.length).toBeGreaterThan(0)
    expect(log.errors.join()).toContain(word)
    expect(log.errors.join()).toContain('its caller is handed to the dialplan')

    const reply = { transportId: 'text-1', from: place.water[0], text: `1 ${order?.code}` }
    const stored = deps.sms.comesIn(reply)
    if (kind === 'locked') {
      await expect(stored).rejects.toThrow(word)
      expect(await stores.inbound.byTransportId('fake', 'text-1')).toBeNull()
    } else await stored.catch(() => undefined)
    await town.tick().catch(() => undefined)

    town.mend()
    for (const { line } of callers) line.hangUp()
    await town.advance(1)
    // What was not stored the transport brings again; what was, is not taken twice.
    await deps.sms.comesIn(reply)
    await town.advance(0.2)
    await town.tick()
    await town.advance(0.2)
    expect((await stores.cases.orders(opened.caseId))[0]).toMatchObject({ status: 'accepted' })
    const accept = await town.deadline(opened.caseId, 'accept')
    const told = await town.stepsTold(opened.caseId, accept.id)
    expect(new Set(told).size).toBe(told.length)
    const accepted = (await stores.cases.timeline(opened.caseId)).filter(({ what }) => what === 'orderAccepted')
    expect(accepted).toHaveLength(1)

    const again = callTo(telephony, '13912347777')
    await town.advance(0.2)
    expect(again.ended()).toBeNull()
    again.line.press('1')
    await town.advance(0.2)
    expect((await cases()).items.map(({ origin }) => origin)).toContain('citizen')
    again.line.hangUp()
    await town.advance(10)
    expect(await stores.calls.open()).toEqual([])
    // Every caller is in the ledger, or with the dialplan, which keeps a note of him.
    const { items } = await stores.calls.list({}, { cursor: null, limit: 100 })
    const citizens = items.filter(({ kind: made }) => made === 'citizen')
    expect(citizens.length + refused.length).toBeGreaterThanOrEqual(callers.length + 1)
    expect(citizens.every(({ termination }) => termination !== null)).toBe(true)
    expect(town.handle.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    await town.stop()
  })
})

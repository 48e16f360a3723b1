import { describe, expect, it } from 'vitest'
import type { PromptFault, PromptText } from '../../../src/application/ports/prompts.ts'
import { publishRoutingTable } from '../../../src/application/routing/publish-routing-table.ts'
import { createRoutingVersions } from '../../../src/application/routing/routing-versions.ts'
import { seedDemoTable } from '../../../src/application/routing/seed-demo-table.ts'
import { tableDigest } from '../../../src/application/routing/table-digest.ts'
import { tablePrompts } from '../../../src/domain/call/phrase.ts'
import { usualLadders } from '../../../src/domain/routing/usual-ladders.ts'
import { smallTable } from '../../domain/routing/small-table.ts'
import { memoryRoutingStore } from './memory-routing-store.ts'

const now = Date.parse('2027-03-10T02:00:00Z') // Wed 10:00 in Shanghai
const templates = Object.fromEntries(Object.keys(tablePrompts).map((key) => [key, '{name} {key}']))

function publishing(faults: readonly PromptFault[] = []) {
  const store = memoryRoutingStore()
  const prepared: PromptText[][] = []
  return {
    store,
    prepared,
    clock: { now: () => now },
    checks: [],
    prompts: {
      catalogue: () => templates,
      async prepare(sentences: readonly PromptText[]) {
        // nothing may be published before everything can be said
        expect(await store.current()).toBeNull()
        prepared.push([...sentences])
        return faults
      },
    },
  }
}
const publication = { table: smallTable, by: 'admin', reason: 'new phones' }

describe('publishRoutingTable', () => {
  it('prepares what the table says, then publishes it', async () => {
    const given = publishing()
    const outcome = await publishRoutingTable(given, publication)
    expect(outcome).toMatchObject({
      ok: true,
      version: { number: 1, publishedAt: now, publishedBy: 'admin', reason: 'new phones' },
    })
    expect(await given.store.current()).toMatchObject({ table: smallTable, digest: await tableDigest(smallTable) })
    expect(given.prepared).toHaveLength(1)
    expect(given.prepared[0]).toContainEqual({ language: 'zh-CN', key: 'menuChoice.water', text: 'water 一' })
  })

  it('refuses what can not be spoken, and publishes nothing', async () => {
    const fault = { language: 'en', key: 'menuChoice.water', reason: 'espeak-ng failed' }
    const given = publishing([fault])
    expect(await publishRoutingTable(given, publication)).toEqual({ ok: false, reason: 'unspeakable', faults: [fault] })
    expect(await given.store.current()).toBeNull()
  })

  it('refuses a language nobody can speak, before anything is rendered', async () => {
    const given = publishing()
    const prompts = { ...given.prompts, catalogue: () => null }
    const outcome = await publishRoutingTable({ ...given, prompts }, publication)
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'unspeakable',
      faults: [{ language: 'zh-CN' }, { language: 'en' }],
    })
    expect(given.prepared).toEqual([])
  })

  it('refuses a table that is wrong, with every fault', async () => {
    const given = publishing()
    const table = { ...smallTable, centre: { ...smallTable.centre, ringSeconds: 1, dutyOfficers: [] } }
    const outcome = await publishRoutingTable(given, { ...publication, table })
    expect(outcome).toMatchObject({
      ok: false,
      reason: 'invalid',
      faults: [{ path: ['centre', 'ringSeconds'] }, { path: ['centre', 'dutyOfficers'] }],
    })
    expect(given.prepared).toEqual([])
  })
})

describe('tableDigest', () => {
  it('does not depend on the order of fields', async () => {
    const turned = Object.fromEntries(Object.entries(smallTable).reverse()) as typeof smallTable
    expect(await tableDigest(turned)).toBe(await tableDigest(smallTable))
    expect(await tableDigest(smallTable)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('depends on everything in them', async () => {
    const routes = [...smallTable.routes].reverse()
    expect(await tableDigest({ ...smallTable, routes })).not.toBe(await tableDigest(smallTable))
  })
})

describe('seedDemoTable', () => {
  it('publishes the demonstration table where there is none, once', async () => {
    const given = publishing()
    expect(await seedDemoTable(given, () => smallTable)).toMatchObject({ ok: true, version: { number: 1 } })
    const never = () => {
      throw new Error('the demonstration table was read although there is one')
    }
    expect(await seedDemoTable(given, never)).toBeNull()
    expect(await given.store.list()).toHaveLength(1)
  })
})

describe('createRoutingVersions', () => {
  const version = { table: smallTable, digest: 'd', publishedAt: now, publishedBy: 'a', reason: 'r' }

  it('asks the store once for the current version and once for each other', async () => {
    const store = memoryRoutingStore()
    await store.publish(version)
    await store.publish(version)
    const versions = createRoutingVersions(store)
    for (let times = 0; times < 3; times += 1) {
      expect((await versions.current())?.number).toBe(2)
      expect((await versions.version(2))?.number).toBe(2)
      expect((await versions.version(1))?.number).toBe(1)
    }
    expect(store.asked).toEqual(['current', 'version 1'])
  })

  it('has what is published through it at once, and what others publish when it is refreshed', async () => {
    const store = memoryRoutingStore()
    const versions = createRoutingVersions(store)
    expect(await versions.current()).toBeNull()
    await versions.publish(version)
    expect((await versions.current())?.number).toBe(1)
    await store.publish(version)
    expect((await versions.current())?.number).toBe(1)
    expect((await versions.refresh())?.number).toBe(2)
    expect((await versions.current())?.number).toBe(2)
  })

  it('never goes back to an older version, whichever answer comes last', async () => {
    const store = memoryRoutingStore()
    const first = await store.publish(version)
    let answer = (_: typeof first) => {}
    const slow = {
      ...store,
      current: () =>
        new Promise<typeof first>((resolve) => {
          answer = resolve
        }),
    }
    const versions = createRoutingVersions(slow)
    const asked = versions.current()
    await versions.publish(version)
    answer(first)
    expect((await asked)?.number).toBe(2)
    expect((await versions.current())?.number).toBe(2)
  })

  it('gives the usual ladders to a table that was published before there were any', async () => {
    const store = memoryRoutingStore()
    const { ladders, ...older } = smallTable
    await store.publish({ ...version, table: older as unknown as typeof smallTable })
    await store.publish({ ...version, table: { ...smallTable, ladders: { ...ladders, feedback: [] } } })
    const versions = createRoutingVersions(store)
    expect((await versions.version(1))?.table.ladders).toEqual(usualLadders(smallTable.centre))
    expect((await versions.current())?.table.ladders.feedback).toEqual([])
  })

  it('gives what came later to a table that was published before: a kind of deadline, minutes, service time', async () => {
    const store = memoryRoutingStore()
    const { serviceTime: _, returnReasons: _reasons, ...rest } = smallTable
    const { review: _review, ruling: _ruling, ...ladders } = smallTable.ladders
    const {
      answerSeconds: _answer,
      dispatchMinutes: _dispatch,
      reviewMinutes: _minutes,
      rulingMinutes: _half,
      ...timings
    } = smallTable.timings
    const older = { ...rest, ladders, timings }
    await store.publish({ ...version, table: older as unknown as typeof smallTable })
    expect((await createRoutingVersions(store).current())?.table).toEqual(smallTable)
  })

  it('reads a table whose people had one telephone to be rung and one for messages', async () => {
    const store = memoryRoutingStore()
    const { goldenCalls, notices, areas, calendar, ...rest } = smallTable
    const older = {
      ...rest,
      units: rest.units.map(({ teams: _, ...unit }) => ({
        ...unit,
        responders: unit.responders.map(({ phones, ...person }) => ({
          ...person,
          voice: phones[0]?.number,
          sms: phones[0]?.number,
        })),
      })),
    }
    await store.publish({ ...version, table: older as unknown as typeof smallTable })
    expect((await createRoutingVersions(store).current())?.table).toEqual(smallTable)
  })

  it('knows what it does not have', async () => {
    expect(await createRoutingVersions(memoryRoutingStore()).version(9)).toBeNull()
  })

  it('keeps a limited number in memory', async () => {
    const store = memoryRoutingStore()
    for (let count = 0; count < 40; count += 1) await store.publish(version)
    const versions = createRoutingVersions(store)
    for (let number = 1; number <= 40; number += 1) await versions.version(number)
    store.asked.length = 0
    await versions.version(40)
    await versions.version(1)
    expect(store.asked).toEqual(['version 1'])
  })
})

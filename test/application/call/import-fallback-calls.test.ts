import { expect, it } from 'vitest'
import { createFallbackImport } from '../../../src/application/call/import-fallback-calls.ts'
import type { FallbackEntry } from '../../../src/application/ports/fallback-log.ts'
import type { Telephony } from '../../../src/application/ports/telephony.ts'
import { memoryStores } from '../../fakes/memory-ledger.ts'
import { makeLadderTown } from '../../harness/ladder-town.ts'
import { town as aTown } from '../../scenarios/town.ts'

const entry: FallbackEntry = {
  id: 'hotline_1',
  leg: 'hotline.1',
  call: null,
  node: 'hotline',
  dialled: '12345',
  caller: '13912345678',
  startedMsAgo: 60_000,
  endedMsAgo: 20_000,
  statement: 'fallback-hotline_1',
  danger: false,
  officer: null,
  emergency: null,
}

/** What a tick makes of the one call above, for each answer about how long its statement is. */
async function importing(...lengths: readonly Awaited<ReturnType<Telephony['recordingLength']>>[]) {
  const stores = memoryStores()
  const town = await makeLadderTown(stores, aTown(962).table)
  const left = [...lengths]
  const noted = new Set([entry.id])
  const tick = createFallbackImport(
    {
      ...town.deps,
      zone: 'Asia/Shanghai',
      server: 'server',
      telephony: { ...town.telephony, recordingLength: async () => left.shift() ?? null },
      fallbackLog: {
        list: async () => (noted.size > 0 ? [entry] : []),
        remove: async (id) => void noted.delete(id),
      },
    },
    { callOfCaller: () => undefined },
  )
  const told: string[][] = []
  for (const _ of lengths) {
    await tick()
    const [matter] = (await stores.cases.list({}, { cursor: null, limit: 10 })).items
    const lines = matter ? await stores.cases.timeline(matter.id) : []
    told.push(lines.map(({ what }) => what).filter((what) => what.startsWith('statement')))
  }
  await town.stop()
  return { told, isNoted: noted.size > 0 }
}

it('keeps the note of a call as long as Asterisk does not say how long its statement is, and then keeps the words', async () => {
  expect(await importing(null, 'running', 4)).toEqual({ told: [[], [], ['statementRecorded']], isNoted: false })
})

it('says that a statement is lost only where Asterisk has none', async () => {
  expect(await importing('missing')).toEqual({ told: [['statementLost']], isNoted: false })
})

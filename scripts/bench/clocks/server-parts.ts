import { setImmediate as nextTurn } from 'node:timers/promises'
import { createCaseReader } from '../../../src/adapters/db/case-reader.ts'
import { createDeadlineReader } from '../../../src/adapters/db/deadline-reader.ts'
import { createDutyStore } from '../../../src/adapters/db/duty-store.ts'
import { createLedger } from '../../../src/adapters/db/ledger.ts'
import { localDayIn } from '../../../src/adapters/db/local-day.ts'
import { createMessageReader } from '../../../src/adapters/db/message-reader.ts'
import type { DatabaseHandle } from '../../../src/adapters/db/open-database.ts'
import { createRoutingStore } from '../../../src/adapters/db/routing-store.ts'
import { uuidIds } from '../../../src/adapters/system/uuid-ids.ts'
import { readDemoTable } from '../../../src/adapters/table-file/demo-table.ts'
import { climbLadders } from '../../../src/application/clocks/climb-ladders.ts'
import { createOutbox } from '../../../src/application/messaging/send-messages.ts'
import type { Log } from '../../../src/application/ports/log.ts'
import { createRoutingVersions } from '../../../src/application/routing/routing-versions.ts'

export const zone = 'Asia/Shanghai'
const fail = (about: unknown, text: string): never => {
  throw new Error(`${text}: ${JSON.stringify(about, Object.getOwnPropertyNames(about))}`)
}
/** That many messages wait is no fault here. */
const quiet: Log = { debug() {}, info() {}, warn() {}, error: fail } as unknown as Log

/** The product's own parts on a database, with a clock that the bench moves and a way for messages that takes each at once. */
export async function serverParts(database: DatabaseHandle, start: number) {
  let now = start
  const clock = { now: () => now }
  const ledger = createLedger(database, { localDay: localDayIn(zone), clock, ids: uuidIds })
  const routing = createRoutingVersions(createRoutingStore(database))
  if ((await routing.current()) === null) {
    const table = readDemoTable()
    await routing.publish({ table, digest: 'bench', publishedAt: start, publishedBy: 'bench', reason: 'bench' })
  }
  const deps = {
    ledger,
    routing,
    clock,
    zone,
    ids: uuidIds,
    log: quiet,
    cases: createCaseReader(database),
    deadlines: createDeadlineReader(database),
    messages: createMessageReader(database),
    duty: createDutyStore(database),
  }
  const climb = climbLadders({
    ...deps,
    telephone: {
      request: () => fail({}, 'nobody is to be rung'),
      canRing: () => false,
      node: 'bench',
    },
    breathe: () => nextTurn(),
  })
  const transport = {
    name: 'bench',
    send: async () => ({ ok: true, reference: null, isDelivered: false }) as const,
  }
  return {
    ...deps,
    climb,
    outbox: createOutbox({ ...deps, transports: [transport as never] }),
    move: (ms: number) => {
      now += ms
    },
  }
}
export type ServerParts = Awaited<ReturnType<typeof serverParts>>

import { appendFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createCallReader } from '../../../src/adapters/db/call-reader.ts'
import { createCaseReader } from '../../../src/adapters/db/case-reader.ts'
import { createDeadlineReader } from '../../../src/adapters/db/deadline-reader.ts'
import { createDutyStore } from '../../../src/adapters/db/duty-store.ts'
import { createInboundReader } from '../../../src/adapters/db/inbound-reader.ts'
import { createLedger } from '../../../src/adapters/db/ledger.ts'
import { localDayIn } from '../../../src/adapters/db/local-day.ts'
import { createMessageReader } from '../../../src/adapters/db/message-reader.ts'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { createRoutingStore } from '../../../src/adapters/db/routing-store.ts'
import { uuidIds } from '../../../src/adapters/system/uuid-ids.ts'
import { createCallDesk } from '../../../src/application/call/call-desk.ts'
import { cancelWithDeadline } from '../../../src/application/clocks/cancel-with-deadline.ts'
import { climbLadders } from '../../../src/application/clocks/climb-ladders.ts'
import { kickAfterCommit } from '../../../src/application/messaging/kick-after-commit.ts'
import type { Ledger } from '../../../src/application/ports/ledger.ts'
import { createRoutingVersions } from '../../../src/application/routing/routing-versions.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { createFakeMetrics } from '../../fakes/fake-metrics.ts'
import { createFakePrompts } from '../../fakes/fake-prompts.ts'
import { createFakeSms } from '../../fakes/fake-sms.ts'
import { createFakeTelephony } from '../../fakes/fake-telephony.ts'
import { createMemoryDuty } from '../../fakes/memory-duty.ts'
import { createMemoryPins, plainPins } from '../../fakes/memory-pins.ts'
import { type FakeServer, startFakeServer } from '../../harness/fake-server.ts'
import type { ChildTask } from './run-ladder-kills.ts'

// The clocks, the outbox and the calls of a server in a process of its own, on a real database and a network of fakes, in
// a time that runs faster. It dies where it is told to: inside of a commit, right after one, or whenever it is killed.
const task = JSON.parse(process.env.LADDER_CHILD ?? '') as ChildTask
process.on('disconnect', () => process.exit())

const clock = { now: () => Math.floor(task.virtualStart + (Date.now() - task.epoch) * task.speed) }
const alarms = {
  set(at: number, ring: () => void) {
    const alarm = setTimeout(ring, Math.max(0, at - clock.now()) / task.speed)
    return () => clearTimeout(alarm)
  },
}
const database = openDatabase({ file: task.file, migrationsFolder: task.migrationsFolder })
let left = task.dies?.after ?? Number.POSITIVE_INFINITY
const die = (): void => {
  left -= 1
  if (left <= 0) process.kill(process.pid, 'SIGKILL')
}
if (task.dies?.where === 'inside') {
  database.sqlite.function('die', () => {
    die()
    return 0
  })
  for (const table of ['timeline', 'messages'])
    database.sqlite.exec(`CREATE TEMP TRIGGER die_${table} AFTER INSERT ON main.${table} BEGIN SELECT die(); END`)
}

const messages = createMessageReader(database)
const log = createFakeLog()
const stored = createLedger(database, { localDay: localDayIn(task.zone), clock, ids: uuidIds })
const dying: Ledger = {
  async commit(commit) {
    const outcome = await stored.commit(commit)
    if (task.dies?.where === 'after') die()
    return outcome
  },
}
let server: FakeServer | null = null
const ledger = kickAfterCommit(cancelWithDeadline(dying, { messages, clock, ids: uuidIds }), () => server?.kick())
const routing = createRoutingVersions(createRoutingStore(database))
const duty = createMemoryDuty({ duty: createDutyStore(database), routing, now: clock.now })
const nobody = { heard() {}, answered() {}, ended() {} }
const telephony = createFakeTelephony({ clock, alarms, ring: () => nobody })
const deps = {
  telephony,
  ledger,
  cases: createCaseReader(database),
  calls: createCallReader(database),
  deadlines: createDeadlineReader(database),
  messages,
  inbound: createInboundReader(database),
  routing,
  duty,
  desk: createCallDesk({ pins: createMemoryPins(), hasher: plainPins, overrides: duty, clock, log }),
  prompts: createFakePrompts(),
  // What left is written down by the gateway, whatever becomes of who sent it.
  sms: createFakeSms({ take: ({ id }) => appendFileSync(task.gateway, `${id}\n`) }),
  clock,
  alarms,
  ids: uuidIds,
  metrics: createFakeMetrics(),
  log,
  zone: task.zone,
  server: 'ladder-child',
}
server = await startFakeServer(deps)
const climb = climbLadders({
  ...deps,
  telephone: {
    request: server.flow.request,
    canRing: (number) => telephony.status().connected && !server?.flow.live.busy(null).has(number),
    node: 'fake',
  },
  breathe: () => nextTurn(),
})
process.send?.('started')
let told = 0
for (;;) {
  await climb()
  server.kick()
  for (const error of log.errors.slice(told)) process.send?.({ error })
  told = log.errors.length
  await new Promise((resolve) => setTimeout(resolve, 5))
}

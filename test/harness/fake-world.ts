import { setPin } from '../../src/application/access/set-pin.ts'
import type { CallDeps } from '../../src/application/call/call-deps.ts'
import { createCallDesk } from '../../src/application/call/call-desk.ts'
import { listCalls } from '../../src/application/call/list-calls.ts'
import { listCases } from '../../src/application/case/list-cases.ts'
import { setArea } from '../../src/application/case/set-area.ts'
import { setUrgency } from '../../src/application/case/set-urgency.ts'
import { viewCase } from '../../src/application/case/view-case.ts'
import { cancelWithDeadline } from '../../src/application/clocks/cancel-with-deadline.ts'
import { issueFurtherOrder } from '../../src/application/dispatch/issue-further-order.ts'
import { reportOrderStep } from '../../src/application/dispatch/report-order-step.ts'
import { ringTeam } from '../../src/application/dispatch/ring-team.ts'
import type { ChangingRosters } from '../../src/application/duty/override-roster.ts'
import { kickAfterCommit } from '../../src/application/messaging/kick-after-commit.ts'
import { listUntested } from '../../src/application/phones/list-untested.ts'
import { createPhoneTests } from '../../src/application/phones/phone-tests.ts'
import type { Commit, CommitOutcome } from '../../src/application/ports/ledger.ts'
import { createRoutingVersions } from '../../src/application/routing/routing-versions.ts'
import type { OrderStep } from '../../src/domain/dispatch/advance-order.ts'
import { overAt } from '../../src/domain/routing/duty.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { createFakeClock, settle } from '../fakes/fake-clock.ts'
import { createFakeLog, type FakeLog } from '../fakes/fake-log.ts'
import { createFakeMetrics, type FakeMetrics } from '../fakes/fake-metrics.ts'
import { createFakePrompts, type FakePrompts } from '../fakes/fake-prompts.ts'
import { createFakeSms, type FakeSms } from '../fakes/fake-sms.ts'
import { createFakeTelephony, type FakeTelephony } from '../fakes/fake-telephony.ts'
import { createMemoryDuty, type MemoryDuty } from '../fakes/memory-duty.ts'
import { memoryStores, type Stores } from '../fakes/memory-ledger.ts'
import { createMemoryPins, plainPins } from '../fakes/memory-pins.ts'
import { FakePhone, type PhoneWorld } from './fake-phone.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'
import type { World, WorldOptions } from './world.ts'

const zone = 'Asia/Shanghai'
/** Longest time of the fake clock that a step waits for. */
const limitMs = 300_000
/** A call that ends has let everything go after so long. */
const endsWithinMs = 2000
const everything = { cursor: null, limit: 500 }
const looker = { role: 'administrator', language: 'en' } as const

/** The world of fakes: the real rules and the real runner, on a network, a ledger and a clock in memory. */
export type FakeWorld = Omit<World, 'phone' | 'citizen'> & {
  phone(number: string): FakePhone
  citizen(number?: string | null): FakePhone
  readonly network: Pick<FakeTelephony, 'fail'> & { cut(): Promise<void>; restore(): Promise<void> }
  readonly prompts: Pick<FakePrompts, 'breakDown'>
  readonly metrics: FakeMetrics
  readonly sms: FakeSms
  readonly stores: Stores
  /** Rosters and timed overrides. */
  readonly duty: MemoryDuty
  /** What the use cases that change them need. */
  readonly changing: ChangingRosters
  /** The server stops (or is killed: nothing of it is left but the ledger). */
  stopServer(): Promise<void>
  startServer(): Promise<void>
  /** From now on commits fail as on a full disk, or work again. */
  breakLedger(broken: boolean): void
  /** Something happens between the next decision and its commit. */
  beforeNextCommit(happens: () => Promise<void>): void
  /** The faults the server logged; after this they are expected. */
  takeErrors(): readonly string[]
}

export async function makeFakeWorld(options: WorldOptions): Promise<FakeWorld> {
  const clock = createFakeClock(Date.parse(`${options.at}:00+08:00`))
  const stores = memoryStores()
  const log: FakeLog = createFakeLog()
  const metrics = createFakeMetrics()
  const prompts = createFakePrompts()
  const routing = createRoutingVersions(stores.routing)
  const duty = createMemoryDuty({ duty: stores.duty, routing, now: clock.now })
  const pins = createMemoryPins()
  const phones = new Map<string, FakePhone>()
  const citizens: FakePhone[] = []
  const complaints: string[] = []
  let expectedErrors = 0
  let expectedFault: string | null = null
  let count = 0
  let ledgerBroken = false
  let hook: (() => Promise<void>) | null = null
  let server: FakeServer | null = null
  let textCount = 0

  const telephony = createFakeTelephony({
    clock,
    alarms: clock.alarmsOf('network'),
    ring(number, _callerId, line) {
      const phone = phones.get(number)
      if (!phone) complaints.push(`${number} was called, which nobody asked for`)
      return phone?.rung(line) ?? null
    },
  })
  const textPhones = new Map<string, FakePhone>()
  const sms = createFakeSms({
    take({ to, text, id }) {
      const phone = phones.get(to) ?? textPhones.get(to) ?? new FakePhone(to, phoneWorld)
      textPhones.set(to, phone)
      phone.inbox.comesIn(text, id)
    },
  })
  const ids = { next: () => `id${String(++count).padStart(8, '0')}` }
  const deps = {
    ...stores,
    sms,
    telephony,
    routing,
    prompts,
    clock,
    alarms: clock.alarmsOf('server'),
    ids,
    metrics,
    log,
    zone,
    server: 'fake-server',
    ledger: kickAfterCommit(
      cancelWithDeadline(
        {
          async commit(commit: Commit): Promise<CommitOutcome> {
            const happens = hook
            hook = null
            if (happens) await happens()
            if (ledgerBroken) throw new Error('the disk is full')
            return stores.strictLedger.commit(commit)
          },
        },
        { messages: stores.messages, clock, ids },
      ),
      () => server?.kick(),
    ),
    duty,
    desk: createCallDesk({ pins, hasher: plainPins, overrides: duty, clock, log }),
  } satisfies CallDeps & { readonly telephony: FakeTelephony; readonly sms: FakeSms }
  const publish = async (table: RoutingTable): Promise<void> => {
    await routing.publish({ table, digest: '', publishedAt: clock.now(), publishedBy: 'test', reason: '' })
  }
  await publish(options.table)
  server = await startFakeServer(deps)

  const wait: PhoneWorld['wait'] = async (what, look, seen) => {
    const until = clock.now() + limitMs
    for (;;) {
      await settle()
      const found = look()
      if (found !== null && found !== false) return found
      if (clock.now() >= until) throw new Error(`${what}: not within ${limitMs / 1000} s. ${seen()}`)
      await clock.step(until)
    }
  }
  const phoneWorld: PhoneWorld = {
    clock,
    call: telephony.call,
    text: async (from, text) => {
      await sms.comesIn({ transportId: `text-${++textCount}`, from, text })
      await settle()
    },
    wait,
    isServed: () => server !== null && telephony.status().connected,
    complain: (fault) => void complaints.push(fault),
  }

  const telephoneOf = (running: FakeServer | null) => {
    if (!running) throw new Error('there is no server')
    const { request, live } = running.flow
    return { request, live, isThere: () => telephony.status().connected, node: 'fake' }
  }

  return {
    canTravel: true,
    metrics,
    sms,
    prompts,
    stores,
    duty,
    changing: { duty, routing, dutyChecks: [], clock, log, zone },
    phone(number) {
      const known = phones.get(number) ?? textPhones.get(number) ?? new FakePhone(number, phoneWorld)
      phones.set(number, known)
      return known
    },
    citizen(number = `1391234${5001 + citizens.length}`) {
      const citizen = new FakePhone(number, phoneWorld)
      citizens.push(citizen)
      if (number !== null) phones.set(number, citizen)
      return citizen
    },
    async cases() {
      const { items } = await listCases(deps)({}, everything, looker)
      const views = await Promise.all(items.map(({ number }) => viewCase(deps)(number ?? '', looker)))
      return views.flatMap((view) => (view === null ? [] : [{ ...view, number: view.number ?? '' }]))
    },
    async calls() {
      const { items } = await listCalls(deps)({}, everything, looker.role)
      return items.map((call) => ({
        ...call,
        connectedAt: isoOrNull(call.connectedAt),
        endedAt: isoOrNull(call.endedAt),
      }))
    },
    async report(caseNumber, orderId, step, words) {
      const reported = await reportOrderStep({ ...deps, notifyCalls: (event) => server?.flow.orderChanged(event) })({
        caseNumber,
        orderId,
        step: (step === 'feedback' ? 'feedBack' : step) as OrderStep,
        by: 'api:unit',
        result: words ?? null,
      })
      if (!reported.ok) throw new Error(`${step} of ${caseNumber} was refused: ${reported.reason}`)
      await settle()
    },
    async damage(recording) {
      telephony.damage(recording)
      expectedFault = 'a recording is damaged'
    },
    async addUnit(caseNumber, unit) {
      const telephone = telephoneOf(server)
      const issued = await issueFurtherOrder({ ...deps, ringTeam: ringTeam({ ...deps, telephone }) })({
        caseNumber,
        unit,
        by: 'api:officer',
      })
      if (!issued.ok) throw new Error(`the unit was refused: ${issued.reason}`)
      await settle()
    },
    publish,
    async setPin(person, pin) {
      const set = await setPin({ pins, hasher: plainPins, routing, clock, log })({ person, pin, by: 'api:admin' })
      if (!set.ok) throw new Error(`the PIN was refused: ${set.reason}`)
    },
    async setArea(caseNumber, area) {
      const set = await setArea(deps)({ caseNumber, area, by: 'api:officer' })
      if (!set.ok) throw new Error(`the area was refused: ${set.reason}`)
      await settle()
    },
    async setUrgency(caseNumber, urgency) {
      const telephone = telephoneOf(server)
      const set = await setUrgency({ ...deps, ringTeam: ringTeam({ ...deps, telephone }) })({
        caseNumber,
        urgency,
        reason: 'scenario',
        by: 'api:officer',
      })
      if (!set.ok) throw new Error(`the urgency was refused: ${set.reason}`)
      await settle()
    },
    async override(kind, to, seconds) {
      const now = clock.now()
      const until = now + seconds * 1000
      const about = { id: deps.ids.next(), line: null, by: 'api:officer', reason: 'scenario', ended: null }
      const set = await duty.set({ ...about, kind, to, from: now, until, at: now })
      if (!set.ok) throw new Error(`the override was refused: ${set.reason}`)
    },
    async countOverrides() {
      return (await duty.current()).overrides.filter((one) => overAt(one) > clock.now()).length
    },
    async testPhones(numbers) {
      const tests = createPhoneTests({ ...deps, telephone: telephoneOf(server) })
      const asked = await tests.ask({ numbers, by: 'api:officer' })
      if (!asked.ok) throw new Error(`the test was refused: ${asked.numbers}`)
      await tests.tick()
      await settle()
    },
    async untested() {
      return ((await listUntested(deps)())?.items ?? []).map(({ number }) => number)
    },
    async eventually(what, look) {
      const until = clock.now() + limitMs
      for (;;) {
        await settle()
        const found = await look()
        if (found !== null && found !== false) return found
        if (clock.now() >= until) throw new Error(`${what}: not within ${limitMs / 1000} s`)
        await clock.step(until)
      }
    },
    async nothingIsLeft() {
      await settle()
      await clock.advance(endsWithinMs)
      const calls = [...(server?.flow.live.all() ?? [])].map(({ id, position }) => `call ${id} in ${position.at}`)
      const left = [...telephony.left(), ...calls]
      // The sweep's own alarm is always set.
      const alarms = clock.pending('server') - (server ? 1 : 0)
      if (alarms > 0) left.push(`${alarms} alarms`)
      const open = await stores.calls.open()
      if (open.length > 0) left.push(`${open.length} snapshots`)
      for (const call of (await listCalls(deps)({}, everything, looker.role)).items) {
        if (call.endedAt === null || call.result === null) left.push(`call ${call.id} without an end`)
      }
      for (const { id, number } of (await listCases(deps)({}, everything, looker)).items) {
        for (const { name, seconds, status } of await stores.cases.recordings(id)) {
          if (status === 'recording' || seconds === null) left.push(`recording ${name} of ${number} without an end`)
        }
      }
      if (left.length > 0) throw new Error(`something is left: ${left.join(', ')}`)
    },
    async advance(seconds) {
      await settle()
      await clock.advance(seconds * 1000)
    },
    network: {
      fail: telephony.fail,
      async cut() {
        telephony.cut()
        server?.flow.hold(true)
        await settle()
      },
      async restore() {
        await telephony.connect()
        await settle()
      },
    },
    async stopServer() {
      await server?.stop()
      server = null
      await settle()
    },
    async startServer() {
      server = await startFakeServer(deps)
      await settle()
    },
    breakLedger(broken) {
      ledgerBroken = broken
    },
    beforeNextCommit(happens) {
      hook = happens
    },
    takeErrors() {
      expectedErrors = log.errors.length
      return log.errors
    },
    async close() {
      await server?.stop()
      const surprises = [...phones.values()].filter((phone) => phone.surprises() > 0)
      const faults = [
        ...complaints,
        ...surprises.map((phone) => `${phone.number} was called ${phone.surprises()} times more than expected`),
        ...log.errors.slice(expectedErrors).filter((fault) => expectedFault === null || !fault.includes(expectedFault)),
      ]
      if (faults.length > 0) throw new Error(faults.join('\n'))
    },
  }
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

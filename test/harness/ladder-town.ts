import type { CallDeps } from '../../src/application/call/call-deps.ts'
import { createCallDesk } from '../../src/application/call/call-desk.ts'
import { acknowledgeDeadline } from '../../src/application/clocks/acknowledge-deadline.ts'
import { cancelWithDeadline } from '../../src/application/clocks/cancel-with-deadline.ts'
import { climbLadders } from '../../src/application/clocks/climb-ladders.ts'
import { reportOrderStep } from '../../src/application/dispatch/report-order-step.ts'
import type { Commit, CommitOutcome } from '../../src/application/ports/ledger.ts'
import { createRoutingVersions } from '../../src/application/routing/routing-versions.ts'
import { openCase } from '../../src/domain/case/open-case.ts'
import type { DeadlineKind } from '../../src/domain/clocks/deadline-kind.ts'
import type { DeadlineRecord } from '../../src/domain/clocks/deadline-record.ts'
import { setDeadline } from '../../src/domain/clocks/set-deadline.ts'
import { decisionBy } from '../../src/domain/decision.ts'
import type { OrderStep } from '../../src/domain/dispatch/advance-order.ts'
import { lineOf } from '../../src/domain/routing/line-of.ts'
import { onePhone, voiceNumbersOf } from '../../src/domain/routing/phones-of.ts'
import type { Responder, RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { usualLadders } from '../../src/domain/routing/usual-ladders.ts'
import { createFakeClock, settle } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'
import { createFakeMetrics } from '../fakes/fake-metrics.ts'
import { createFakePrompts } from '../fakes/fake-prompts.ts'
import { createFakeSms } from '../fakes/fake-sms.ts'
import { createFakeTelephony } from '../fakes/fake-telephony.ts'
import { createMemoryDuty } from '../fakes/memory-duty.ts'
import type { Stores } from '../fakes/memory-ledger.ts'
import { createMemoryPins, plainPins } from '../fakes/memory-pins.ts'
import { smallTable } from '../support/small-table.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'

export const zone = 'Asia/Shanghai'
/** Mon 2026-11-23 14:05 in Shanghai. */
export const monday = Date.parse('2026-11-23T14:05:00+08:00')
export const officerPhone = '13800009901'

const person = (id: string, number: string): Responder => ({
  id,
  name: { 'zh-CN': id, en: id },
  phones: onePhone(number),
})
const centre = {
  ...smallTable.centre,
  dutyOfficers: [person('duty', officerPhone)],
  supervision: person('supervision', '13800009701'),
  leadingGroup: person('leading-group', '13800009801'),
}
/** The small table with everybody there: two responders, a head, a duty officer, supervision and leading group. */
export const ladderTable: RoutingTable = {
  ...smallTable,
  lines: [
    {
      id: 'hotline',
      name: { 'zh-CN': '热线', en: 'hotline' },
      greeting: null,
      language: 'zh-CN',
      window: 'always',
      menu: 'main',
      origin: 'citizen',
      callerId: '12345',
    },
  ],
  units: smallTable.units.map((unit) => ({
    ...unit,
    responders: unit.responders.map((each) => ({ ...each, phones: onePhone(voiceNumbersOf(each)[0] ?? '') })),
    head: unit.head && { ...unit.head, phones: onePhone(voiceNumbersOf(unit.head)[0] ?? '') },
  })),
  centre,
  ladders: usualLadders(centre),
  notices: [],
  goldenCalls: [],
}

/** What the next commits come to: written; refused before it is written; written, and then the server dies. */
export type Fate = 'ok' | 'refused' | 'died'

/** A server whose deadlines climb, on fakes, which can be killed between any two commits. */
export async function makeLadderTown(stores: Stores, table: RoutingTable = ladderTable) {
  lineOf(table, null)
  const clock = createFakeClock(monday)
  const log = createFakeLog()
  const telephony = createFakeTelephony({
    clock,
    alarms: clock.alarmsOf('network'),
    ring: (number, _callerId, line) => {
      rung.push(number)
      return onRing(number, line)
    },
  })
  type Ring = Parameters<typeof createFakeTelephony>[0]['ring']
  const rung: string[] = []
  const nobody = { heard() {}, answered() {}, ended() {} }
  let onRing: (number: string, line: Parameters<Ring>[2]) => ReturnType<Ring> = () => nobody

  const fates: Fate[] = []
  let hook: (() => Promise<unknown>) | null = null
  let breaths = 0
  let commits = 0
  let offset = 0
  let count = 0
  const routing = createRoutingVersions(stores.routing)
  const duty = createMemoryDuty({ duty: stores.duty, routing, now: clock.now })
  const now = { now: () => clock.now() + offset }
  const ids = { next: () => `id${String(++count).padStart(8, '0')}` }
  const deps: CallDeps & Parameters<typeof startFakeServer>[0] = {
    ...stores,
    sms: createFakeSms(),
    telephony,
    routing,
    duty,
    desk: createCallDesk({ pins: createMemoryPins(), hasher: plainPins, overrides: duty, clock, log }),
    prompts: createFakePrompts(),
    clock: now,
    // Alarms wait for so much time, whatever the clock shows meanwhile.
    alarms: { set: (at, ring) => clock.alarmsOf('server').set(at - offset, ring) },
    ids,
    metrics: createFakeMetrics(),
    log,
    zone,
    server: 'fake-server',
    ledger: cancelWithDeadline(
      {
        async commit(commit: Commit): Promise<CommitOutcome> {
          commits += 1
          const happens = hook
          hook = null
          await happens?.()
          const fate = fates.shift() ?? 'ok'
          if (fate === 'refused') throw new Error('the disk is full')
          const outcome = await stores.ledger.commit(commit)
          if (fate === 'died') throw new Error('the server died')
          return outcome
        },
      },
      { messages: stores.messages, clock: now, ids },
    ),
  }
  await stores.routing.publish({ table, digest: 'd', publishedAt: monday, publishedBy: 'x', reason: 'y' })
  let server: FakeServer = await startFakeServer(deps)

  const decision = () =>
    decisionBy('system', { now: deps.clock.now(), zone, table, tableVersion: 1, newId: deps.ids.next })
  const climber = () =>
    climbLadders({
      ...deps,
      deadlines: stores.deadlines,
      telephone: {
        request: server.flow.request,
        canRing: (number) => telephony.status().connected && !server.flow.live.busy(null).has(number),
        node: 'fake',
      },
      breathe: () => {
        breaths += 1
        return settle()
      },
    })
  const notifyDeadline = (id: string) => server.flow.deadlineChanged(id)

  return {
    clock,
    log,
    deps,
    telephony,
    rung,
    fates,
    /** What a telephone does that is rung; by default it rings for nobody. */
    onRing(act: typeof onRing) {
      onRing = act
    },
    tick: () => climber()(),
    breaths: () => breaths,
    commits: () => commits,
    stores,
    /** Something happens between the next decision and its commit. */
    beforeNextCommit(happens: () => Promise<unknown>) {
      hook = happens
    },
    /** The server's clock is put on (or back) by so many minutes, while time itself goes on. */
    jump(minutes: number) {
      offset += minutes * 60_000
    },
    /** Nothing of the server is left but the ledger; another one starts. */
    async restart() {
      await server.stop()
      server = await startFakeServer(deps)
      await settle()
    },
    async advance(minutes: number) {
      await clock.advance(minutes * 60_000)
      await settle()
    },
    settle,
    calls: () => [...server.flow.live.all()],
    async open(unit: string | null = '05') {
      const facts = decision()
      const { row, order, changes } = openCase(
        {
          category: 'water',
          answer: null,
          origin: 'citizen',
          urgency: 'urgent',
          language: 'zh-CN',
          callerRef: null,
          callId: null,
          referredTo: null,
          unit,
          why: 'key 1',
        },
        facts,
      )
      const outcome = await stores.ledger.commit({ changes })
      if (!outcome.ok) throw new Error('the case could not be opened')
      return { caseId: row.id, row, number: outcome.caseNumbers[row.id] ?? '', orderId: order?.id ?? '' }
    },
    /** Starts a clock of the centre's own on a case. */
    async owe(caseId: string, kind: DeadlineKind, minutes: number) {
      const row = await stores.cases.byId(caseId)
      if (!row) throw new Error('no such case')
      const changes = setDeadline(
        row,
        { kind, base: 'promised', from: deps.clock.now(), minutes, order: null },
        decision(),
      )
      await stores.ledger.commit({ changes })
    },
    async report(of: { readonly number: string; readonly orderId: string }, step: OrderStep) {
      const notifyCalls = (event: Parameters<FakeServer['flow']['orderChanged']>[0]) => server.flow.orderChanged(event)
      const report = { caseNumber: of.number, orderId: of.orderId, step, by: 'api:unit', result: null }
      const reported = await reportOrderStep({ ...deps, notifyCalls })(report)
      await settle()
      return reported
    },
    async acknowledge(caseNumber: string, deadlineId: string, by = 'api:admin') {
      const done = await acknowledgeDeadline({ ...deps, notifyDeadline })({ caseNumber, deadlineId, by })
      await settle()
      return done
    },
    async deadline(caseId: string, kind: DeadlineKind): Promise<DeadlineRecord> {
      const found = (await stores.cases.deadlines(caseId)).findLast((each) => each.kind === kind)
      if (!found) throw new Error(`the case has no deadline ${kind}`)
      return found
    },
    /** Steps of this deadline that the timeline tells of, as `3 told`. */
    async stepsTold(caseId: string, deadlineId: string): Promise<readonly string[]> {
      return (await stores.cases.timeline(caseId)).flatMap(({ what, refs, after, why }) =>
        refs.deadline === deadlineId && (what === 'deadlineEscalated' || what === 'escalationSkipped')
          ? [`${(after as { step: number }).step} ${why ?? 'told'}`]
          : [],
      )
    },
    async messages(caseId: string) {
      const { items } = await stores.messages.list({ caseId }, { cursor: null, limit: 200 })
      return [...items].reverse()
    },
    async stop() {
      await server.stop()
    },
  }
}
export type LadderTown = Awaited<ReturnType<typeof makeLadderTown>>

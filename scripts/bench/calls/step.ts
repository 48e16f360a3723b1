import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { CallTimes } from './bench-call.ts'
import type { Generator, Load } from './load.ts'
import { nowMs } from './now.ts'
import { percentile } from './percentiles.ts'
import { cpuMsOf, machineCpuMs, residentBytesOf } from './process-figures.ts'
import type { Stage } from './stage.ts'

/** What one step came to. Times in ms; null where there is nothing to measure. */
export type StepFigures = {
  readonly way: Load['way']
  readonly askedPerSecond: number
  /** Calls a second that went through as they should. */
  readonly reachedPerSecond: number
  readonly hangUps: number
  readonly calls: number
  readonly failed: number
  /** The commonest reasons of failures, with their counts. */
  readonly failures: readonly string[]
  readonly inviteTo200: Spread
  readonly keyToUnitInvite: Spread
  readonly acceptToVoice: Spread
  readonly asteriskCpuMsPerCall: number
  readonly nodeCpuMsPerCall: number
  readonly generatorCpuPercent: number
  /** CPU of the machine that others used meanwhile; where it is much, the figures say little. */
  readonly othersCpuPercent: number
  readonly legsLeft: number
  readonly bridgesLeft: number
  readonly rememberedLeft: number
  readonly openCallsLeft: number
  /** Callers who pressed their key and have no case. */
  readonly casesMissing: number
  /** Decisions that were saved, per call. */
  readonly commitsPerCall: number
  readonly nodeRssBytes: number
  readonly loopDelayP99Ms: number
  readonly loopBusyPercent: number
}

type Spread = { readonly p50: number | null; readonly p99: number | null }

/** Nothing of a call may be left so long after its end. */
const leftAfterMs = 5000

/** Runs one step and looks at everything before and after it. */
export async function runStep(
  stage: Stage,
  generator: Generator,
  load: Load,
  progress?: (begun: number) => void,
): Promise<StepFigures> {
  await stage.figures()
  const before = { ...readCpu(stage), ...count(stage.databaseFile) }
  const { calls, begunPerSecond, strays } = await generator.run(load, progress)
  const after = readCpu(stage)
  const server = await stage.figures()
  await pause(leftAfterMs)
  const left = await stage.left()
  const { remembered } = await stage.figures()
  const counted = count(stage.databaseFile)

  const failures = calls.flatMap((call) => call.failure() ?? [])
  const ok = calls.length - failures.length
  const elapsed = after.at - before.at
  const generatorMs = after.generator - before.generator
  const oursMs = after.asterisk - before.asterisk + after.node - before.node + generatorMs
  const between = (from: keyof CallTimes, to: keyof CallTimes): Spread => {
    const spans = calls.flatMap(({ times }) => {
      const [start, end] = [times[from], times[to]]
      return start === null || end === null ? [] : [end - start]
    })
    return { p50: percentile(spans, 0.5), p99: percentile(spans, 0.99) }
  }
  const pressed = calls.filter(({ times }) => times.rung !== null).length
  const isServer = load.way === 'server'
  return {
    way: load.way,
    askedPerSecond: load.rate,
    reachedPerSecond: begunPerSecond * (ok / calls.length),
    hangUps: load.hangUps,
    calls: calls.length,
    failed: failures.length + strays,
    failures: commonest([...failures, ...Array.from({ length: strays }, () => 'a telephone rang that should not')]),
    inviteTo200: between('dialled', 'answered'),
    keyToUnitInvite: between('pressed', 'rung'),
    acceptToVoice: between('accepted', 'heard'),
    asteriskCpuMsPerCall: (after.asterisk - before.asterisk) / calls.length,
    nodeCpuMsPerCall: (after.node - before.node) / calls.length,
    generatorCpuPercent: (100 * generatorMs) / elapsed,
    othersCpuPercent: Math.max(
      0,
      (100 * (after.machine.used - before.machine.used - oursMs)) / (after.machine.all - before.machine.all),
    ),
    legsLeft: left.channels,
    bridgesLeft: left.bridges,
    rememberedLeft: remembered,
    openCallsLeft: counted.openCalls,
    casesMissing: isServer ? Math.max(0, pressed - (counted.orders - before.orders)) : 0,
    commitsPerCall: (counted.decisions - before.decisions) / calls.length,
    nodeRssBytes: residentBytesOf(stage.serverPid),
    loopDelayP99Ms: server.loopDelayP99Ms,
    loopBusyPercent: server.loopBusy * 100,
  }
}

function readCpu({ asteriskPid, serverPid }: Stage) {
  const { user, system } = process.cpuUsage()
  return {
    at: nowMs(),
    asterisk: cpuMsOf(asteriskPid),
    node: cpuMsOf(serverPid),
    generator: (user + system) / 1000,
    machine: machineCpuMs(),
  }
}

/** What the record says: each saved decision has its line in the call's log (a call that comes out of it has one of its own). */
function count(file: string): { orders: number; decisions: number; openCalls: number } {
  const database = new Database(file, { readonly: true })
  try {
    const one = (sql: string): number => database.prepare<[], number>(sql).pluck().get() ?? 0
    return {
      orders: one('SELECT count(*) FROM orders'),
      decisions: one(`SELECT count(*) FROM call_log WHERE event <> 'CallBegun'`),
      openCalls: one('SELECT count(*) FROM calls WHERE ended_at IS NULL'),
    }
  } finally {
    database.close()
  }
}

function commonest(reasons: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([reason, times]) => `${reason} (${times})`)
}

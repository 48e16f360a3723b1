import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseHandle } from '../../../src/adapters/db/open-database.ts'
import { nowMs } from '../calls/now.ts'
import { percentile } from '../calls/percentiles.ts'
import type { ServerParts } from './server-parts.ts'

export type Ticks = {
  readonly due: number
  /** All steps that are due taken and on the disk; half of the ticks. */
  readonly tickMs: number
  readonly worstTickMs: number
  /** The longest time the event loop stood still in the median tick. */
  readonly longestStopMs: number
  readonly cpuMs: number
  /** Where nothing is due. */
  readonly idleTickMs: number
  readonly findMs: number
  /** The messages of one tick, claimed, handed over and recorded. */
  readonly outboxMs: number
  readonly messages: number
  readonly idleOutboxMs: number
}

/** Lets so many minutes pass, with a tick in each. */
export async function measureTicks(
  parts: ServerParts,
  database: DatabaseHandle,
  due: number,
  count: number,
): Promise<Ticks> {
  const ticks: number[] = []
  const stops: number[] = []
  const cpus: number[] = []
  const finds: number[] = []
  const outbox: number[] = []
  const idle: number[] = []
  const idleOutbox: number[] = []
  let messages = 0
  for (let tick = 0; tick < count; tick += 1) {
    parts.move(60_000)
    const found = await timed(() => parts.deadlines.due(parts.clock.now(), due * 2, null))
    if (found.result.length !== due) throw new Error(`${found.result.length} deadlines are due, not ${due}`)
    finds.push(found.ms)
    // As a server that has written nothing for a minute.
    database.sqlite.pragma('wal_checkpoint(PASSIVE)')
    await pause(50)
    const stop = watchStops()
    const cpu = process.cpuUsage()
    const { ms, result } = await timed(() => parts.climb())
    const { user, system } = process.cpuUsage(cpu)
    stops.push(await stop())
    if (result !== due) throw new Error(`${result} steps were taken, not ${due}`)
    ticks.push(ms)
    cpus.push((user + system) / 1000)
    messages = await parts.messages.countWaiting()
    outbox.push((await timed(() => parts.outbox.tick())).ms)
    idle.push((await timed(() => parts.climb())).ms)
    idleOutbox.push((await timed(() => parts.outbox.tick())).ms)
  }
  const middle = (values: readonly number[]): number => percentile(values, 0.5) ?? 0
  return {
    due,
    tickMs: middle(ticks),
    worstTickMs: Math.max(...ticks),
    longestStopMs: middle(stops),
    cpuMs: middle(cpus),
    idleTickMs: middle(idle),
    findMs: middle(finds),
    outboxMs: middle(outbox),
    messages,
    idleOutboxMs: middle(idleOutbox),
  }
}

async function timed<Result>(act: () => Promise<Result>): Promise<{ readonly ms: number; readonly result: Result }> {
  const start = nowMs()
  const result = await act()
  return { ms: nowMs() - start, result }
}

/** How long a call would have waited: the longest time between two turns of the event loop. */
function watchStops(): () => Promise<number> {
  let longest = 0
  let last = nowMs()
  let watching = true
  const look = (): void => {
    const now = nowMs()
    longest = Math.max(longest, now - last)
    last = now
    if (watching) setImmediate(look)
  }
  setImmediate(look)
  return async () => {
    watching = false
    await new Promise((resolve) => setImmediate(resolve))
    return longest
  }
}

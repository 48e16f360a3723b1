import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type DatabaseHandle, openDatabase } from '../../src/adapters/db/open-database.ts'
import type { Bench } from './bench.ts'
import { nowMs } from './calls/now.ts'
import { percentile } from './calls/percentiles.ts'
import { fillDatabase } from './clocks/fill-database.ts'
import { measureLists } from './clocks/measure-lists.ts'
import { measureTicks } from './clocks/measure-ticks.ts'
import { measureWrites } from './clocks/measure-writes.ts'
import { playLives } from './clocks/play-lives.ts'
import { roomOf } from './clocks/room.ts'
import { serverParts } from './clocks/server-parts.ts'
import { mouldOf } from './clocks/stamp-case.ts'

const migrationsFolder = resolve(import.meta.dirname, '../../migrations')
const round = (value: number): number => Math.round(value * 100) / 100
/** Monday 2026-11-23, 10:00 in Shanghai. */
const start = Date.parse('2026-11-23T10:00:00+08:00')
const usage = `npm run bench -- clocks [options]
  --cases 5000000   cases in the large database (10,000 to 20,000,000)
  --open 50000      open ones among them, which are all there is in the small database
  --due 500         deadlines that are due in each tick
  --ticks 7         ticks measured
  --asked 400       times each list is asked for
  --keep FILE       keeps the large database in this file, and uses it if it is there`

/**
 * What clocks, lists and writes cost with millions of cases stored: the product's own tick, outbox, readers and use cases on
 * its own SQLite, durable; beside it the tick of a database with the open cases alone.
 */
export const clocks: Bench = {
  usage,
  async run(args, { say, onStop }) {
    const read = readOptions(args)
    if (typeof read === 'string') return { ok: false, reason: read }
    const folder = mkdtempSync(join(tmpdir(), 'hotline-clocks-'))
    onStop(() => rmSync(folder, { recursive: true, force: true }))

    const moulds = await makeMoulds()
    const small = await fill(join(folder, 'small.db'), moulds, { ...read, cases: read.open }, say)
    const fewTicks = await measureTicks(await serverParts(small, start), small, read.due, read.ticks)
    small.close()
    rmSync(join(folder, 'small.db'), { force: true })

    const file = read.keep ?? join(folder, 'large.db')
    if (!existsSync(file)) (await fill(file, moulds, read, say)).close()
    const opening = nowMs()
    const database = openDatabase({ file, migrationsFolder })
    const openMs = nowMs() - opening
    onStop(() => database.close())
    const parts = await serverParts(database, start)
    const readyMs = nowMs() - opening
    const dueNow = await parts.deadlines.due(start + 60_000, read.due * 2, null)
    if (dueNow.length !== read.due) {
      throw new Error(`${file} was made for other ticks, or has been through them. Take it away, or use a copy.`)
    }
    const ticks = await measureTicks(parts, database, read.due, read.ticks)
    const lists = await measureLists(parts, database, read.asked)
    const writes = await measureWrites(parts, read.asked)
    const room = roomOf(database)
    const figures = {
      cases: read.cases,
      open_cases: read.open,
      due: read.due,
      ticks: read.ticks,
      tick_ms_5m: round(ticks.tickMs),
      tick_ms_50k: round(fewTicks.tickMs),
      tick_ratio: round(ticks.tickMs / fewTicks.tickMs),
      tick_ms_5m_worst: round(ticks.worstTickMs),
      tick_ms_50k_worst: round(fewTicks.worstTickMs),
      tick_cpu_ms_5m: round(ticks.cpuMs),
      tick_cpu_ms_50k: round(fewTicks.cpuMs),
      tick_longest_stop_ms_5m: round(ticks.longestStopMs),
      find_due_ms_5m: round(ticks.findMs),
      find_due_ms_50k: round(fewTicks.findMs),
      idle_tick_ms_5m: round(ticks.idleTickMs),
      outbox_messages: ticks.messages,
      outbox_tick_ms_5m: round(ticks.outboxMs),
      outbox_tick_ms_50k: round(fewTicks.outboxMs),
      idle_outbox_tick_ms_5m: round(ticks.idleOutboxMs),
      disk_write_ms_p50: round(diskWriteMs(database)),
      bytes_per_closed_case: room.perCase,
      bytes_per_closed_case_without_personal: room.perCaseWithoutPersonal,
      database_mb: Math.round(statSync(file).size / 1_000_000),
      open_database_ms: round(openMs),
      open_database_and_table_ms: round(readyMs),
      ...Object.fromEntries(
        Object.entries(lists).flatMap(([name, { p50, p99, rows }]) => [
          [`${name}_p50_ms`, round(p50)],
          [`${name}_p99_ms`, round(p99)],
          [`${name}_rows`, round(rows)],
        ]),
      ),
      write_open_p50_ms: round(writes.openP50),
      write_open_p99_ms: round(writes.openP99),
      write_advance_p50_ms: round(writes.advanceP50),
      write_advance_p99_ms: round(writes.advanceP99),
      rss_mb: Math.round(process.memoryUsage().rss / 1_000_000),
      machine_load_average: round(loadavg()[0] ?? 0),
    }
    return { ok: true, table: tell(figures, lists, room), figures }
  },
}

/** Cases as the product wrote them. That the call is taken is the rule: three of five. */
async function makeMoulds() {
  const taken = (await playLives('taken')).map(mouldOf)
  const others = [...(await playLives('byMessage')), ...(await playLives('twoUnits'))].map(mouldOf)
  return { closed: [...taken, ...taken, ...taken, ...others], open: (await playLives('underWay')).map(mouldOf) }
}

async function fill(
  file: string,
  moulds: Awaited<ReturnType<typeof makeMoulds>>,
  read: { readonly cases: number; readonly open: number; readonly due: number; readonly ticks: number },
  say: (line: string) => void,
): Promise<DatabaseHandle> {
  say(`making a database of ${read.cases} cases, ${read.open} of them open`)
  const database = openDatabase({ file, migrationsFolder })
  await serverParts(database, start)
  const filled = fillDatabase(database, moulds, { ...read, now: start }, say)
  say(
    `made within ${filled.seconds} s: ${filled.packed} packed, ${filled.recent} closed within a week, ${filled.open} open`,
  )
  database.sqlite.pragma('synchronous = FULL')
  database.sqlite.pragma('cache_size = -32000')
  return database
}

/** What one small durable commit costs on this disk, now. */
function diskWriteMs({ sqlite }: DatabaseHandle): number {
  const times = Array.from({ length: 50 }, (_, place) => {
    const begin = nowMs()
    sqlite.pragma(`user_version = ${place}`)
    return nowMs() - begin
  })
  sqlite.pragma('user_version = 0')
  return percentile(times, 0.5) ?? 0
}

function readOptions(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { cases: text, open: text, due: text, ticks: text, asked: text, keep: text },
      allowPositionals: false,
    })
    const numbers = {
      cases: Number(values.cases ?? '5000000'),
      open: Number(values.open ?? '50000'),
      due: Number(values.due ?? '500'),
      ticks: Number(values.ticks ?? '7'),
      asked: Number(values.asked ?? '400'),
    }
    const within = {
      cases: [10_000, 20_000_000],
      open: [1000, 50_000],
      due: [1, 3000],
      ticks: [1, 15],
      asked: [1, 100_000],
    } as const
    for (const [name, [from, to]] of Object.entries(within)) {
      const value = numbers[name as keyof typeof numbers]
      if (!(Number.isInteger(value) && value >= from && value <= to)) return `--${name} must be from ${from} to ${to}`
    }
    return { ...numbers, keep: values.keep === undefined ? null : resolve(values.keep) }
  } catch (error) {
    return (error as Error).message
  }
}

function tell(
  figures: Readonly<Record<string, number>>,
  lists: Awaited<ReturnType<typeof measureLists>>,
  room: ReturnType<typeof roomOf>,
): readonly string[] {
  const ms = (name: string): string => `${figures[name]} ms`
  return [
    `${figures.cases} cases, ${figures.open_cases} open, ${figures.due} due; one small write to this disk takes ${ms('disk_write_ms_p50')}`,
    `one tick, ${figures.due} steps taken and on the disk: ${ms('tick_ms_5m')} (${ms('tick_ms_50k')} with the ${figures.open_cases} open ones alone; ratio ${figures.tick_ratio}), CPU ${ms('tick_cpu_ms_5m')}, the event loop stood still for at most ${ms('tick_longest_stop_ms_5m')}`,
    `finding them: ${ms('find_due_ms_5m')}; a tick with nothing due: ${ms('idle_tick_ms_5m')}; the outbox with ${figures.outbox_messages} messages: ${ms('outbox_tick_ms_5m')}, with none: ${ms('idle_outbox_tick_ms_5m')}`,
    `opening the database: ${ms('open_database_ms')}; memory of the whole process: ${figures.rss_mb} MB; file: ${figures.database_mb} MB`,
    '',
    `a closed case takes ${figures.bytes_per_closed_case} bytes, ${figures.bytes_per_closed_case_without_personal} without its personal rows:`,
    ...room.parts.map(({ name, bytes }) => `  ${String(bytes).padStart(6)}  ${name}`),
    '',
    'a page of 50 as the API gives it         half    99 %   rows',
    ...Object.entries(lists).map(
      ([name, { p50, p99, rows }]) =>
        `  ${name.padEnd(34)} ${round(p50).toFixed(2).padStart(7)} ${round(p99).toFixed(2).padStart(7)} ${round(rows).toFixed(1).padStart(6)}`,
    ),
    `opening a case: half ${ms('write_open_p50_ms')}, 99 % ${ms('write_open_p99_ms')}; a report on an order: ${ms('write_advance_p50_ms')}, ${ms('write_advance_p99_ms')}`,
  ]
}

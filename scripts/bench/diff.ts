import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { diffRules } from '../../src/domain/routing/diff/diff-rules.ts'
import type { Duty } from '../../src/domain/routing/duty.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import type { Bench } from './bench.ts'
import { percentile } from './calls/percentiles.ts'
import { cityDuty, cityNow } from './city/city-duty.ts'
import { bigCity, cityTable } from './city/city-table.ts'

const days = 366
const times = 5
const round = (ms: number): number => Math.round(ms * 10) / 10

const table = (): RoutingTable => cityTable(bigCity)
const duty = (): Duty => cityDuty(bigCity)
const laterEvening = (time: string): string => (time === '18:00' ? '19:00' : time)

/** What is changed of the city: nothing that calls follow, all routes and hours, all rosters, everything. */
const changes = {
  timing: () => ({ table: { ...table(), timings: { ...table().timings, decideSeconds: 40 } }, duty: duty() }),
  routes: () => ({ table: changedRoutes(), duty: duty() }),
  rosters: () => ({ table: table(), duty: changedRosters() }),
  all: () => ({ table: changedRoutes(), duty: changedRosters() }),
} as const

function changedRoutes(): RoutingTable {
  const city = table()
  const windows = city.windows.map((window) => ({
    ...window,
    frames: window.frames.map((frame, index) => (index === 0 ? { ...frame, to: '17:00' } : frame)),
  }))
  return { ...city, windows, routes: city.routes.map((route) => ({ ...route, ringSeconds: route.ringSeconds + 5 })) }
}

function changedRosters(): Duty {
  const city = duty()
  const rosters = city.rosters.map((roster) => ({
    ...roster,
    shifts: roster.shifts.map((shift) => ({ ...shift, from: laterEvening(shift.from), to: laterEvening(shift.to) })),
  }))
  return { ...city, rosters }
}

/** The differences of a big city's tables and rosters, some times in a row in one process. */
export const diff: Bench = {
  usage: 'npm run bench -- diff',
  async run(args) {
    if (args.length > 0) return { ok: false, reason: `There are no options: ${args.join(' ')}` }
    const zone = 'Asia/Shanghai'
    const before = { table: table(), duty: duty(), zone }
    const horizon = { from: cityNow, until: cityNow + days * 24 * 60 * 60 * 1000 }
    const lines: string[] = []
    const figures: Record<string, number> = { ...bigCity, days }
    for (const [name, change] of Object.entries(changes)) {
      const after = { ...change(), zone }
      const took: number[] = []
      const cpu = process.cpuUsage()
      let sentences = 0
      for (let count = 0; count < times; count += 1) {
        const start = performance.now()
        sentences = diffRules(before, after, horizon).length
        took.push(performance.now() - start)
      }
      const { user, system } = process.cpuUsage(cpu)
      const [half, most] = [round(percentile(took, 0.5) ?? 0), round(Math.max(...took))]
      const perDiff = round((user + system) / 1000 / times)
      Object.assign(figures, {
        [`${name}_sentences`]: sentences,
        [`${name}_ms_p50`]: half,
        [`${name}_ms_max`]: most,
        [`${name}_cpu_ms`]: perDiff,
      })
      lines.push(
        `${name}: ${sentences} sentences, half of them under ${half} ms, at most ${most} ms; ${perDiff} ms of CPU`,
      )
    }
    figures.machine_load_average = Number((loadavg()[0] ?? 0).toFixed(2))
    figures.rss_mb_peak = Math.round((process.resourceUsage().maxRSS * 1024) / 1_000_000)
    return { ok: true, table: [...lines, `memory of the whole process: at most ${figures.rss_mb_peak} MB`], figures }
  },
}

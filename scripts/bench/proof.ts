import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { proveRules } from '../../src/domain/routing/proof/prove-rules.ts'
import { validateRoutingTable } from '../../src/domain/routing/validate-routing-table.ts'
import type { Bench } from './bench.ts'
import { percentile } from './calls/percentiles.ts'
import { cityDuty, cityNow } from './city/city-duty.ts'
import { bigCity, cityTable } from './city/city-table.ts'

const days = 366
const proofs = 10
const megabytes = (bytes: number): number => Math.round(bytes / 1_000_000)
const round = (ms: number): number => Math.round(ms * 10) / 10

/** The proof of a big city, ten times in a row in one process: whatever is kept alive shows. */
export const proof: Bench = {
  usage: 'npm run bench -- proof',
  async run(args) {
    if (args.length > 0) return { ok: false, reason: `There are no options: ${args.join(' ')}` }
    const table = cityTable(bigCity)
    const faults = validateRoutingTable(table)
    if (faults.length > 0) throw new Error(`the city's table breaks rules: ${JSON.stringify(faults[0])}`)
    const rules = { table, duty: cityDuty(bigCity), zone: 'Asia/Shanghai' }
    const horizon = { from: cityNow, until: cityNow + days * 24 * 60 * 60 * 1000 }
    const before = process.memoryUsage().rss
    const times: number[] = []
    const memory: number[] = []
    const cpu = process.cpuUsage()
    let findings = 0
    let holes = 0
    for (let count = 0; count < proofs; count += 1) {
      const start = performance.now()
      const found = proveRules(rules, horizon)
      times.push(performance.now() - start)
      memory.push(process.memoryUsage().rss)
      findings = found.length
      holes = found.reduce((sum, { times: spans }) => sum + spans, 0)
    }
    const { user, system } = process.cpuUsage(cpu)
    const peak = process.resourceUsage().maxRSS * 1024
    const figures = {
      ...bigCity,
      routes: table.routes.length,
      days,
      findings,
      spans: holes,
      proof_ms_first: round(times[0] ?? 0),
      proof_ms_p50: round(percentile(times, 0.5) ?? 0),
      proof_ms_max: round(Math.max(...times)),
      cpu_ms_per_proof: round((user + system) / 1000 / proofs),
      machine_load_average: Number((loadavg()[0] ?? 0).toFixed(2)),
      rss_mb_before: megabytes(before),
      rss_mb_after_first: megabytes(memory[0] ?? 0),
      rss_mb_peak: megabytes(peak),
    }
    return {
      ok: true,
      table: [
        `${bigCity.units} units, ${bigCity.categories} categories, ${bigCity.areas} areas, ${bigCity.rosters} rosters, ${figures.routes} routes, ${days} days`,
        `${findings} findings about ${holes} spans`,
        `one proof: first ${figures.proof_ms_first} ms, half of them under ${figures.proof_ms_p50} ms, at most ${figures.proof_ms_max} ms; ${figures.cpu_ms_per_proof} ms of CPU each`,
        `memory of the whole process: ${figures.rss_mb_before} MB before, ${figures.rss_mb_after_first} MB after one proof, at most ${figures.rss_mb_peak} MB in ${proofs} in a row`,
      ],
      figures,
    }
  },
}

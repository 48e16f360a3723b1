import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { chooseRoute } from '../../src/domain/routing/choose-route.ts'
import { waysIn } from '../../src/domain/routing/proof/ways-in.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { validateRoutingTable } from '../../src/domain/routing/validate-routing-table.ts'
import type { Bench } from './bench.ts'
import { percentile } from './calls/percentiles.ts'
import { cityDuty, cityNow } from './city/city-duty.ts'
import { bigCity, cityTable } from './city/city-table.ts'

const decisions = 200_000
const warmUp = 20_000
/** Calls come at about this moment, as they do: a clock that goes on. */
const secondsBetween = 0.2

/** One routing decision, as a call makes it, with the table and the rosters of a big city. */
export const routing: Bench = {
  usage: 'npm run bench -- routing',
  async run(args) {
    if (args.length > 0) return { ok: false, reason: `There are no options: ${args.join(' ')}` }
    // As the server has it: read from the record.
    const table: RoutingTable = JSON.parse(JSON.stringify(cityTable(bigCity)))
    const categories = waysIn(table).map(({ category }) => category)
    const areas = [null, ...table.areas.map(({ id }) => id)]
    const faults = validateRoutingTable(table)
    if (faults.length > 0) throw new Error(`the city's table breaks rules: ${JSON.stringify(faults[0])}`)
    const rules = { table, duty: cityDuty(bigCity), zone: 'Asia/Shanghai' }
    const times = new Float64Array(decisions)
    let rung = 0
    let cpu = process.cpuUsage()
    for (let count = -warmUp; count < decisions; count += 1) {
      const place = count + warmUp
      if (count === 0) cpu = process.cpuUsage()
      const category = categories[place % categories.length] ?? ''
      const answers = table.categories.find(({ id }) => id === category)?.question?.answers ?? []
      const about = {
        category,
        answer: answers[place % 3]?.id ?? null,
        area: areas[place % areas.length] ?? null,
        line: 'hotline',
        at: cityNow + place * secondsBetween * 1000,
      }
      const start = performance.now()
      const choice = chooseRoute(rules, about)
      const took = performance.now() - start
      rung += choice?.stages.length ?? 0
      if (count >= 0) times[count] = took
    }
    const { user, system } = process.cpuUsage(cpu)
    const sorted = Array.from(times)
    const micro = (share: number): number => Math.round((percentile(sorted, share) ?? 0) * 10_000) / 10
    const figures = {
      ...bigCity,
      routes: table.routes.length,
      decisions,
      decision_us_p50: micro(0.5),
      decision_us_p99: micro(0.99),
      decision_us_max: micro(1),
      cpu_us_per_decision: Math.round((10 * (user + system)) / decisions) / 10,
      machine_load_average: Number((loadavg()[0] ?? 0).toFixed(2)),
      stages_per_decision: Math.round((rung / (decisions + warmUp)) * 10) / 10,
    }
    return {
      ok: true,
      table: [
        `${bigCity.units} units, ${bigCity.categories} categories, ${bigCity.areas} areas, ${bigCity.rosters} rosters, ${figures.routes} routes`,
        `one decision: half under ${figures.decision_us_p50} us, 99 % under ${figures.decision_us_p99} us, at most ${figures.decision_us_max} us; ${figures.cpu_us_per_decision} us of CPU each`,
      ],
      figures,
    }
  },
}

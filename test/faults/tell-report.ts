import type { KillsReport } from './run-kills.ts'

/** The report of a run in plain lines, for people. */
export function tellReport(report: KillsReport): readonly string[] {
  const { kills, violations } = report
  const all = Object.values(kills).reduce((sum, count) => sum + count, 0)
  return [
    `${all} kills from seed ${report.seed} in ${report.seconds.toFixed(0)} s: ${list(Object.entries(kills))}`,
    `${report.citizens} calls came in, telephones rang ${report.rings} times; calls ended as ${list(report.results)}`,
    `calls struck, by where they stood: ${list(report.coverage)}`,
    ...(report.logged.size > 0 ? [`errors in the server's log: ${list(report.logged)}`] : []),
    '',
    'Seconds until the calls were taken over again',
    ...rows(report.away.map(({ fault, ms }) => ({ row: fault, values: [ms] }))),
    '',
    'Seconds without a sound for a caller; and how many of them with the server there again',
    ...rows(
      report.silences.map(({ fault, state, silent, after }) => ({
        row: `${fault}, ${state}`,
        values: [silent, after],
      })),
    ),
    '',
    ...(violations.length === 0
      ? ['Nothing was lost, doubled, left over or silent.']
      : [`${violations.length} promises were broken:`, ...violations]),
  ]
}

const list = (entries: Iterable<readonly [string, number]>): string =>
  [...entries].map(([name, count]) => `${count} ${name}`).join(', ') || 'none'

/** A line for each row: how many, then median and maximum of each of its values, in seconds. */
function rows(samples: readonly { readonly row: string; readonly values: readonly number[] }[]): readonly string[] {
  const grouped = Map.groupBy(samples, ({ row }) => row)
  return [...grouped]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([row, found]) => {
      const columns = found[0]?.values.map((_, column) => {
        const sorted = found.map(({ values }) => values[column] ?? 0).toSorted((one, other) => one - other)
        const median = sorted[Math.floor(sorted.length / 2)] ?? 0
        return `median ${seconds(median)} max ${seconds(sorted.at(-1) ?? 0)}`
      })
      return `  ${row.padEnd(26)} ${String(found.length).padStart(4)}   ${columns?.join('   ')}`
    })
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1).padStart(5)

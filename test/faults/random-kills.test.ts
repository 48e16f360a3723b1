import { expect, test } from 'vitest'
import { runKills } from './run-kills.ts'
import { tellReport } from './tell-report.ts'

const seed = Number(process.env.KILLS_SEED ?? 1)

// Two towns side by side, 100 kills each: most of the time somebody waits for a server that starts.
test('nothing is lost, doubled, left over or silent, whatever is killed', { timeout: 900_000 }, async () => {
  const reports = await Promise.all([seed, seed + 1].map((each) => runKills({ seed: each, count: 100 })))
  for (const report of reports) console.log(tellReport(report).join('\n'))
  expect(reports.flatMap(({ violations }) => violations).join('\n\n')).toBe('')
  // A run in which nothing much happened would have nothing to say.
  const positions = ['menu', 'statement', 'hunting', 'joining', 'talking', 'emergency']
  expect(positions.filter((position) => !reports.some(({ coverage }) => coverage.has(position)))).toEqual([])
})

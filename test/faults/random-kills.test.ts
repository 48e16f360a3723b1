import { expect, test } from 'vitest'
import { runKills } from './run-kills.ts'
import { tellReport } from './tell-report.ts'

const seed = Number(process.env.KILLS_SEED ?? 1)

test('nothing is lost, doubled, left over or silent, whatever is killed', { timeout: 900_000 }, async () => {
  const report = await runKills({ seed, count: 200 })
  console.log(tellReport(report).join('\n'))
  expect(report.violations.join('\n\n')).toBe('')
  // A run in which nothing much happened would have nothing to say.
  const positions = ['menu', 'statement', 'hunting', 'joining', 'talking', 'emergency']
  expect(positions.filter((position) => !report.coverage.has(position))).toEqual([])
})

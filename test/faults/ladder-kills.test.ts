import { expect, test } from 'vitest'
import { runLadderKills, tellLadderKills } from './ladder/run-ladder-kills.ts'

const seed = Number(process.env.KILLS_SEED ?? 1)

test('each step of a ladder is taken once, with its messages and calls, wherever the server is killed', {
  timeout: 120_000,
}, async () => {
  const report = await runLadderKills({ seed, count: 6 })
  console.log(tellLadderKills(report).join('\n'))
  expect(report.violations).toEqual([])
  expect(report.kills.inside).toBeGreaterThan(0)
})

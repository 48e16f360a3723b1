import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { createThreadProver } from '../../../src/adapters/threads/thread-prover.ts'
import type { Reckoning } from '../../../src/application/ports/prover.ts'
import { reckon } from '../../../src/application/routing/reckon.ts'
import { sayDifference } from '../../../src/domain/routing/diff/difference.ts'
import { openTable, roster, rulesWith, shift } from '../../domain/routing/proof/proven-town.ts'

const provers: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const prover of provers.splice(0)) await prover.close()
})
const opened = (thread?: URL) => {
  const prover = createThreadProver(thread)
  provers.push(prover)
  return prover
}

const from = Date.parse('2026-11-30T00:00:00+08:00') // Mon 00:00
const horizon = { from, until: from + 7 * 86_400_000 }
const proving = (rosters = [roster('works', [shift([7], '00:00', '24:00', ['ann'])])], table = openTable) =>
  ({ do: 'prove', rules: rulesWith({ table }, rosters), horizon, announced: [] }) as const satisfies Reckoning

test('the thread reckons what would be reckoned here, one question after the other', async () => {
  const prover = opened()
  const [first, second, uncovered] = await Promise.all([
    prover.reckon(proving()),
    prover.reckon(proving([])),
    prover.reckon({ do: 'nextUncovered', rules: proving().rules, asked: { category: 'water' }, horizon }),
  ])
  expect(first).toEqual(reckon(proving()))
  expect(first.length).toBeGreaterThan(0)
  expect(second).toEqual([])
  expect(uncovered.map(({ code }) => code)).toEqual(['onlyOfficer'])
})

test('a difference comes back from the thread as it would be told here', async () => {
  const { rules } = proving([])
  const routes = openTable.routes.map((route) => ({ ...route, ringSeconds: 30 }))
  const diffing = {
    do: 'diff',
    before: rules,
    after: { ...rules, table: { ...openTable, routes } },
    horizon,
  } as const satisfies Reckoning
  const differences = await opened().reckon(diffing)
  expect(differences).toEqual(reckon(diffing))
  expect(differences.map((one) => sayDifference(one, 'en'))).toEqual([
    'every key: each telephone rings for 30 s, not 15 s',
  ])
})

test('a reckoning that breaks is told to whoever asked, and the next one goes on', async () => {
  const prover = opened()
  const broken = {
    ...openTable,
    windows: openTable.windows.map((window) => ({ ...window, frames: [{ days: [1], from: 'x', to: '08:00' }] })),
  }
  await expect(prover.reckon(proving([], broken))).rejects.toThrow('x is no time of day')
  expect(await prover.reckon(proving([]))).toEqual([])
})

test('where the thread itself breaks, everybody who waits is told, and so is the next', async () => {
  const prover = opened(pathToFileURL('/nowhere/thread.ts'))
  await expect(Promise.all([prover.reckon(proving()), prover.reckon(proving([]))])).rejects.toThrow(
    '/nowhere/thread.ts',
  )
  await expect(prover.reckon(proving())).rejects.toThrow('/nowhere/thread.ts')
})

test('who still waits when it is closed is told', async () => {
  const prover = opened()
  const asked = expect(prover.reckon(proving())).rejects.toThrow('stopping')
  await prover.close()
  await asked
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Job, scheduleJobs } from '../../../src/adapters/cron/schedule.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'

/** Mon 2026-11-23 14:05:00 in Shanghai. */
const monday = Date.parse('2026-11-23T14:05:00+08:00')
beforeEach(() => {
  vi.useFakeTimers({ now: monday })
})
afterEach(() => {
  vi.useRealTimers()
})

function scheduled(run: () => Promise<void> = async () => {}) {
  let count = 0
  const log = createFakeLog()
  const job: Job = {
    name: 'tick',
    cron: '*/5 * * * * *',
    run: async () => {
      count += 1
      await run()
    },
  }
  const jobs = scheduleJobs([job], { timeZone: 'Asia/Shanghai', log, clock: { now: () => Date.now() } })
  return { jobs, log, count: () => count }
}
const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

test('a job runs at its times', async () => {
  const { jobs, count } = scheduled()
  await wait(21)
  expect(count()).toBe(4)
  await jobs.stop()
  await wait(21)
  expect(count()).toBe(4)
})

test.each([
  ['back', -3600],
  ['on', 3600],
  ['on by a week', 7 * 86_400],
])(
  'when the clock is put %s, the job goes on within ten seconds, and is not repeated for what was missed',
  async (_, seconds) => {
    const { jobs, count } = scheduled()
    await wait(11)
    expect(count()).toBe(2)
    vi.setSystemTime(Date.now() + seconds * 1000)
    await wait(11)
    expect(count()).toBeGreaterThanOrEqual(3)
    expect(count()).toBeLessThanOrEqual(5)
    await wait(60)
    expect(count()).toBeGreaterThanOrEqual(14)
    expect(count()).toBeLessThanOrEqual(18)
    await jobs.stop()
  },
)

test('a job that takes long is not begun again, and a stop waits for it', async () => {
  let finish = () => {}
  const { jobs, count } = scheduled(() => new Promise((resolve) => (finish = resolve)))
  await wait(31)
  expect(count()).toBe(1)
  let stopped = false
  const stop = jobs.stop().then(() => (stopped = true))
  await wait(1)
  expect(stopped).toBe(false)
  finish()
  await stop
})

test('a job that fails is logged and runs again', async () => {
  const { jobs, log, count } = scheduled(() => Promise.reject(new Error('no disk')))
  await wait(11)
  expect(count()).toBe(2)
  expect(log.errors).toHaveLength(2)
  await jobs.stop()
})

import cron from 'node-cron'
import type { Clock } from '../../application/ports/clock.ts'
import type { Log } from '../../application/ports/log.ts'

export type Job = { readonly name: string; readonly cron: string; readonly run: () => Promise<void> }

/**
 * How often the clock is compared with the time that has really passed, and by how much it may be off. Often, so that a jump is
 * seen before the next slot: node-cron would go through every slot that was jumped over, half a millisecond each.
 */
const compareMs = 200
const leastJumpMs = 2000
/** A slot that comes late because the process was busy is still used. */
const toleranceMs = 60_000

/**
 * Runs jobs by the clock, each never twice at once; a job that fails is logged and runs again next time. When the clock is
 * put back or on, the jobs are planned anew: node-cron would wait until the clock shows again what it had planned for.
 * @returns `stop` resolves when no job runs any more.
 */
export function scheduleJobs(
  jobs: readonly Job[],
  options: { readonly timeZone: string; readonly log: Log; readonly clock: Clock },
): { stop(): Promise<void> } {
  const { log, clock } = options
  const running = new Map<string, Promise<void>>()
  const run = (job: Job): Promise<void> => {
    const before = running.get(job.name)
    if (before) return before
    const work = job
      .run()
      .catch((error) => log.error({ job: job.name, err: error }, 'a job failed'))
      .finally(() => running.delete(job.name))
    running.set(job.name, work)
    return work
  }
  const plan = () =>
    jobs.map((job) =>
      cron.schedule(job.cron, () => run(job), {
        name: job.name,
        timezone: options.timeZone,
        missedExecutionTolerance: toleranceMs,
        suppressMissedWarning: true,
      }),
    )
  let tasks = plan()
  const unplan = () => Promise.all(tasks.map((task) => task.destroy()))

  /** What the clock shows beyond the time that has passed since the process began: constant while nobody moves it. */
  const offset = (): number => clock.now() - performance.now()
  let known = offset()
  const comparison = setInterval(() => {
    const jump = offset() - known
    known += jump
    if (Math.abs(jump) < leastJumpMs) return
    log.warn({ seconds: Math.round(jump / 1000) }, 'the clock has jumped; the jobs are planned anew')
    void unplan()
    tasks = plan()
  }, compareMs)
  comparison.unref()
  return {
    async stop() {
      clearInterval(comparison)
      await unplan()
      await Promise.all(running.values())
    },
  }
}

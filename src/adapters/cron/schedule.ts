import cron from 'node-cron'
import type { Log } from '../../application/ports/log.ts'

export type Job = { readonly name: string; readonly cron: string; readonly run: () => Promise<void> }

/** Runs jobs by the clock, each never twice at once; a job that fails is logged and runs again next time. */
export function scheduleJobs(
  jobs: readonly Job[],
  options: { readonly timeZone: string; readonly log: Log },
): { stop(): Promise<void> } {
  const tasks = jobs.map(({ name, cron: expression, run }) =>
    cron.schedule(
      expression,
      async () => {
        try {
          await run()
        } catch (error) {
          options.log.error({ job: name, err: error }, 'a job failed')
        }
      },
      { name, noOverlap: true, timezone: options.timeZone },
    ),
  )
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()))
    },
  }
}

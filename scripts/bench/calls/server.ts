import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { systemClock } from '../../../src/adapters/system/system-clock.ts'
import { startApp } from '../../../src/app.ts'
import { readEnv, toConfig } from '../../../src/config.ts'
import { createLogger } from '../../../src/logger.ts'
import type { ServerAnswer, ServerFigures, ServerQuestion } from './server-talk.ts'

// The server under test: as it always is, but in a process of its own that tells the bench how it does. Its environment
// is the server's, its log goes where the bench has led its output.
const tell = (answer: ServerAnswer): void => void process.send?.(answer)

/** Intervals of the delay's sampling, in ms; what is measured includes it. */
const samplingMs = 10
const delay = monitorEventLoopDelay({ resolution: samplingMs })
let busySince = performance.eventLoopUtilization()

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

try {
  const config = toConfig(readEnv())
  const app = await startApp({
    config,
    logger: createLogger(config.logLevel),
    clock: systemClock(),
    // Every sound is there already: no tool is needed.
    provided: { installation: null, speech: { espeakNg: [], sox: [] } },
    say: () => {},
  })
  delay.enable()

  const figures = (): ServerFigures => {
    const { rss, heapUsed } = process.memoryUsage()
    const busy = performance.eventLoopUtilization()
    const now = {
      rssBytes: rss,
      heapBytes: heapUsed,
      loopDelayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - samplingMs),
      loopBusy: performance.eventLoopUtilization(busy, busySince).utilization,
      remembered: Object.values(app.remembered()).reduce((sum, count) => sum + count, 0),
    }
    delay.reset()
    busySince = busy
    return now
  }
  const stop = async (): Promise<void> => {
    await app.stop({ asterisk: false })
    // not by `exit` inside a handler of ours: a profile is written as the process ends
    process.exit(0)
  }
  process.on('message', ({ id, ask }: ServerQuestion) => {
    if (ask === 'stop') return void stop()
    if (ask === 'collect') collectGarbage()
    tell({ did: 'answer', id, figures: figures() })
  })
  // The bench is gone: nobody else would end this process.
  process.on('disconnect', () => void stop())
  // Ctrl-C reaches the whole group; the bench decides when the server ends.
  process.on('SIGINT', () => {})
  tell({ did: 'start' })
} catch (error) {
  tell({ did: 'refuse', reason: (error as Error).message })
  process.exitCode = 1
  process.disconnect?.()
}

import { systemClock } from '../../src/adapters/system/system-clock.ts'
import { startApp } from '../../src/app.ts'
import { toConfig } from '../../src/config.ts'
import { createLogger } from '../../src/logger.ts'

// The whole server in a process of its own, so that a test can kill it. What it is told comes in SERVER_UNDER_TEST, since a
// server reads its own settings from the environment and these are not all settings.
const { settings, offset, provided, logLevel } = JSON.parse(process.env.SERVER_UNDER_TEST ?? '{}')
const app = await startApp({
  config: toConfig(settings),
  logger: createLogger(logLevel),
  clock: systemClock(offset),
  provided,
  say: () => {},
})
process.on('SIGTERM', () => void app.stop({ asterisk: false }).then(() => process.exit(0)))
process.send?.('open')

import { systemClock } from '../../src/adapters/system/system-clock.ts'
import { type Provided, startApp } from '../../src/app.ts'
import { readEnv, toConfig } from '../../src/config.ts'
import { createLogger } from '../../src/logger.ts'
import { leadThrough } from './lead-through.ts'

// The server in a process of its own, to be killed at any moment. All it adds to `npm start` is that its way to Asterisk
// leads through a proxy that can be cut, and that it ends with whoever started it.
const { provided, through } = JSON.parse(process.env.SERVER_CHILD ?? '') as {
  provided: Provided
  through: { readonly host: string; readonly proxy: string; readonly port: number }
}
process.on('disconnect', () => process.exit())
leadThrough(through)
const config = toConfig(readEnv())
const logger = createLogger(config.logLevel)
process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
const app = await startApp({ config, logger, clock: systemClock(), provided, say: () => {} })
process.on('message', () => process.send?.(app.remembered()))
process.send?.('started')

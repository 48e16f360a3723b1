import { DatabaseRefused } from './adapters/db/database-refused.ts'
import { systemClock } from './adapters/system/system-clock.ts'
import { type App, type Provided, startApp } from './app.ts'
import { StartRefused } from './composition/start-refused.ts'
import { type Config, ConfigError, readEnv, toConfig } from './config.ts'
import { createLogger } from './logger.ts'

/** Longest time a stop may take, in ms; after that the process ends as it is (the calls stay up all the same). */
const stopLimitMs = 10_000

/** Reads the configuration; on faults prints them all and ends the process with 2. */
export function configOrExit(): Config {
  try {
    return toConfig(readEnv())
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}

/**
 * Runs the server until it is told to end. SIGTERM: the server ends, Asterisk goes on with its calls, and new calls are
 * answered by the fall-back dialplan until the next start. SIGINT (Ctrl-C): both end.
 */
export async function runServer(config: Config, provided: Provided): Promise<void> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const logger = createLogger(config.logLevel)
  for (const name of config.unknownNames) logger.warn({ variable: name }, 'this setting is not known; is it mistyped?')
  let app: App
  try {
    app = await startApp({ config, logger, clock: systemClock(), provided, say })
  } catch (error) {
    if (!(error instanceof StartRefused) && !(error instanceof DatabaseRefused)) throw error
    process.stderr.write(`\nThe server can't start.\n${error.message}\n`)
    process.exit(1)
  }
  printWelcome(app, config, say)
  let stopping = false
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return
    stopping = true
    logger.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), stopLimitMs).unref()
    app.stop({ asterisk: signal === 'SIGINT' }).then(
      () => process.exit(0),
      (error) => {
        logger.error({ err: error }, 'the stop failed')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  // Nothing may end the server by chance: the calls depend on it. What comes here is a bug, and is told as one.
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
}

function printWelcome(
  app: App,
  { asterisk: { sipBind, carrierMatch }, dataDir }: Config,
  say: (line: string) => void,
): void {
  const [number] = app.hotlineNumbers
  say('')
  say('The hotline is open.')
  say(
    `  Call it:   sip:${number}@${sipBind.host}:${sipBind.port} from ${carrierMatch.join(', ')}, or in another terminal: npm run call -- --keys 1`,
  )
  say(`  Numbers:   ${app.hotlineNumbers.join(', ')}`)
  say(`  API:       ${app.url}/api/docs`)
  if (app.admin.isNew)
    say(`  Password:  admin / ${app.admin.password}   (shown this once; kept in ${dataDir}/secrets.json)`)
  for (const phone of app.phones) say(`  Phone:     ${phone.extension} / ${phone.password}`)
  say('  Stop:      Ctrl-C')
  say('')
}

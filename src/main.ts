import { join } from 'node:path'
import { runFolders } from './adapters/asterisk/run-folders.ts'
import { findRunning } from './adapters/asterisk/running-asterisk.ts'
import { DatabaseRefused } from './adapters/db/database-refused.ts'
import { systemClock } from './adapters/system/system-clock.ts'
import { type App, type Provided, startApp } from './app.ts'
import { StartRefused } from './composition/start-refused.ts'
import { type Config, ConfigError, readEnv, toConfig } from './config.ts'
import { createLogger } from './logger.ts'
import { plainLog } from './plain-log.ts'
import { welcomeLines } from './welcome-lines.ts'

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
 * Runs the server until it is told to end. SIGTERM and SIGHUP: the server ends, Asterisk goes on with its calls, and new
 * calls are answered by the fall-back dialplan until the next start. SIGINT (Ctrl-C): both end.
 */
export async function runServer(config: Config, provided: Provided): Promise<void> {
  const write = (text: string): void => void process.stdout.write(text)
  const say = (line: string): void => write(`${line}\n`)
  // People who sit before it read lines; a supervisor collects JSON.
  const logger = createLogger(config.logLevel, process.stdout.isTTY ? plainLog(write, config.timeZone) : undefined)
  for (const name of config.unknownNames) logger.warn({ variable: name }, 'this setting is not known; is it mistyped?')
  let app: App | null = null
  let stopping = false
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return
    stopping = true
    const endsAsterisk = signal === 'SIGINT' && config.asterisk.mode === 'managed'
    say(endsAsterisk ? 'Ending the server and Asterisk ...' : 'Ending the server; Asterisk goes on with its calls ...')
    const endNow = (code: number) => {
      if (endsAsterisk) endAsteriskOf(config)
      process.exit(code)
    }
    // The start has nothing to save yet.
    if (app === null) return endNow(signal === 'SIGINT' ? 130 : 143)
    setTimeout(() => endNow(1), stopLimitMs).unref()
    app.stop({ asterisk: endsAsterisk }).then(
      () => process.exit(0),
      (error) => {
        logger.error({ err: error }, 'the stop failed')
        endNow(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  // The terminal that went away with SIGHUP takes no more lines.
  process.stdout.on('error', () => {})
  try {
    app = await startApp({ config, logger, clock: systemClock(), provided, say })
  } catch (error) {
    if (!(error instanceof StartRefused) && !(error instanceof DatabaseRefused)) throw error
    process.stderr.write(`\nThe server can't start.\n${error.message}\n`)
    process.exit(1)
  }
  for (const line of ['', ...welcomeLines(app, config), '']) say(line)
  // Nothing may end the server by chance: the calls depend on it. What comes here is a bug, and is told as one.
  process.on('unhandledRejection', (error) => logger.error({ err: error }, 'unhandled rejection'))
}

/** For an end that can't wait: tells the Asterisk of the data folder, if one runs, to end. */
function endAsteriskOf({ dataDir }: Config): void {
  const installation = { command: [], modulesDir: '', dataDir: '', version: '' }
  const running = findRunning(runFolders(join(dataDir, 'asterisk'), installation))
  if (running !== null) process.kill(running.pid, 'SIGTERM')
}

import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/run-program.ts'
import type { Stage } from './real-stage.ts'
import { settingsOf } from './real-world.ts'
import { speechTools } from './speech-tools.ts'

const startLimitMs = 60_000
const quickStart = pathToFileURL(join(root, 'scripts/quick-start.mjs')).href

/** The server in a process of its own. */
export type ChildServer = {
  /** Resolves when it serves calls; its calls are taken over by then. */
  start(): Promise<void>
  /** SIGKILL: resolves when nothing of it is left. */
  kill(): Promise<void>
  /** SIGTERM: it stops taking calls and ends; calls that are up stay up. */
  stop(): Promise<void>
  isUp(): boolean
}

export function createChildServer(stage: Stage, databaseFile: string, offset: number): ChildServer {
  let child: ChildProcess | null = null
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    child = null
    if (ending === null || ending.exitCode !== null) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill(signal)
    await ended
  }
  return {
    async start() {
      const under = {
        settings: settingsOf(stage, databaseFile),
        offset,
        provided: { installation: stage.installation, speech: speechTools },
        logLevel: process.env.HOTLINE_TEST_LOG ?? 'error',
      }
      const started = fork(join(import.meta.dirname, 'server-process.ts'), {
        env: { ...process.env, SERVER_UNDER_TEST: JSON.stringify(under) },
        // As `npm start` does: a restart is what is measured.
        execArgv: ['--disable-warning=ExperimentalWarning', '--import', quickStart],
      })
      child = started
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`the server did not start within ${startLimitMs} ms`)),
          startLimitMs,
        )
        started.once('message', () => resolve(clearTimeout(late)))
        started.once('exit', (code, signal) =>
          reject(new Error(`the server ended while it started: ${code ?? signal}`)),
        )
      })
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    isUp: () => child !== null,
  }
}

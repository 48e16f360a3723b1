import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/run-program.ts'
import type { Provided } from '../../src/app.ts'
import { until } from '../harness/until.ts'

/** A line of the server's log that somebody must look at: an error, or worse. */
export type LogFault = { readonly at: number; readonly message: string; readonly line: string }

/** The server in a process of its own. */
export type KillableServer = {
  start(): void
  /** SIGKILL; resolves when nothing of the process is left. Does nothing where none runs. */
  kill(): Promise<void>
  /** When it took the calls over on a connection that it made after this instant (`performance.now()`); null: not yet. */
  resumedSince(at: number): number | null
  /** What its telephony remembers of legs, playbacks, recordings, bridges: all zero when there is no call. */
  remembered(): Promise<Readonly<Record<string, number>>>
  readonly faults: LogFault[]
  /** Ends it for good, by SIGTERM. */
  close(): Promise<void>
}

/** pino's number for errors. */
const errorLevel = 50
const closeLimitMs = 15_000

export function createKillableServer(options: {
  readonly env: Readonly<Record<string, string>>
  readonly provided: Provided
  /** Where the way to Asterisk leads through a proxy. */
  readonly through: { readonly host: string; readonly proxy: string; readonly port: number }
  readonly logFile: string
  /** It ended, and nobody had killed it. */
  onDeath(how: string): void
}): KillableServer {
  const { env, provided, through, logFile } = options
  const faults: LogFault[] = []
  let child: ChildProcess | null = null
  let connectedAt = 0
  let resumedAt = 0

  function read(line: string): void {
    appendFileSync(logFile, `${line}\n`)
    let said: { readonly level?: number; readonly msg?: string; readonly time?: string }
    try {
      said = JSON.parse(line) as typeof said
    } catch {
      said = { level: errorLevel, msg: line }
    }
    // The line's own time: it may be read a little later, after the next fault.
    const at = Date.parse(said.time ?? '') - performance.timeOrigin
    if (said.msg === 'connected to Asterisk') connectedAt = at
    if (said.msg === 'calls resumed') resumedAt = at
    if ((said.level ?? 0) >= errorLevel) faults.push({ at: performance.now(), message: said.msg ?? line, line })
  }

  const server: KillableServer = {
    faults,
    resumedSince: (at) => (connectedAt >= at && resumedAt >= connectedAt ? resumedAt : null),
    start() {
      const quickStart = pathToFileURL(join(root, 'scripts/quick-start.mjs')).href
      const server = join(import.meta.dirname, 'server-child.ts')
      const args = ['--disable-warning=ExperimentalWarning', '--import', quickStart, server]
      const started = spawn(process.execPath, args, {
        env: { ...process.env, ...env, SERVER_CHILD: JSON.stringify({ provided, through }) },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      })
      child = started
      for (const output of [started.stdout, started.stderr])
        if (output) createInterface({ input: output }).on('line', read)
      started.on('exit', (code, signal) => {
        if (child !== started) return
        child = null
        options.onDeath(signal ?? `code ${code}`)
      })
    },
    async kill() {
      await end(child, 'SIGKILL')
    },
    async remembered() {
      const asked = child
      if (!asked?.connected) throw new Error('no server runs')
      const answer = new Promise<Readonly<Record<string, number>>>((resolve) => {
        const listen = (message: unknown): void => {
          if (typeof message !== 'object' || message === null) return
          asked.off('message', listen)
          resolve(message as Record<string, number>)
        }
        asked.on('message', listen)
      })
      asked.send('remembered')
      return answer
    },
    close: () => end(child, 'SIGTERM'),
  }

  async function end(process: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
    child = null
    if (!process || process.exitCode !== null || process.signalCode !== null) return
    process.kill(signal)
    await until(
      () => process.exitCode !== null || process.signalCode !== null,
      closeLimitMs,
      () => `the server (process ${process.pid}) does not end on ${signal}`,
    )
  }
  return server
}

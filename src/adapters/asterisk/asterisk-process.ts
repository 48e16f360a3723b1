import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { applyChanges, countChannels } from './apply-changes.ts'
import { type AriAccess, askAri } from './ask-ari.ts'
import { type AsteriskListen, listenFaults } from './asterisk-listens.ts'
import { endAsterisk } from './end-asterisk.ts'
import { explainStart, readStartErrors, type StartFault } from './explain-start.ts'
import type { AsteriskInstallation } from './installation.ts'
import type { RenderedFiles } from './render-templates.ts'
import { makeRunFolders, type RunFolders, writeConfig } from './run-folders.ts'
import { findRunning, isRunning } from './running-asterisk.ts'
import { trimLogs } from './trim-logs.ts'

/** The part of a logger that is needed (pino's shape). */
export type ProcessLogger = Record<'info' | 'warn' | 'error', (facts: object, message: string) => void>

export type AsteriskProcessOptions = {
  readonly installation: AsteriskInstallation
  readonly folders: RunFolders
  readonly files: RenderedFiles
  readonly ari: AriAccess
  readonly listens: readonly AsteriskListen[]
  readonly logger: ProcessLogger
}

export type AsteriskStart =
  | {
      readonly ok: true
      /** `adopted`: it was running already with its calls; `reloaded`: that, and changed files were read again. */
      readonly how: 'started' | 'adopted' | 'reloaded' | 'restarted'
      readonly pid: number
      /** Changed files that wait until Asterisk is restarted, which would have cut calls now. */
      readonly waiting: readonly string[]
    }
  | ({ readonly ok: false } & StartFault)

export type AsteriskProcess = {
  /** Starts or adopts; resolves when ARI answers. Watches from then on and starts it again when it dies. */
  start(): Promise<AsteriskStart>
  /** Ends Asterisk and every call on it. */
  stop(): Promise<void>
  /** Stops watching and leaves Asterisk running with its calls, for the next start to adopt. */
  letGo(): void
  status(): { readonly pid: number | null; readonly restarts: number }
}

/** Waits before the next try after Asterisk died, in ms; the last one is repeated. */
const backOffMs = [200, 1000, 2000, 5000, 10_000, 30_000]
/** An Asterisk that stayed up so long has recovered: the next death is a new one. */
const recoveredAfterMs = 60_000
const watchEveryMs = 500
const trimEveryMs = 60_000
const readyPollMs = 50
const readyLimitMs = 30_000

/**
 * Runs one Asterisk in a run folder. It is started in a session of its own, so that neither the death of this process nor
 * Ctrl-C in its terminal ends a call.
 */
export function createAsteriskProcess(options: AsteriskProcessOptions): AsteriskProcess {
  const { installation, folders, files, ari, listens, logger } = options
  let pid: number | null = null
  let restarts = 0
  let failures = 0
  let watch: NodeJS.Timeout | null = null
  let recovered: NodeJS.Timeout | null = null
  let trim: NodeJS.Timeout | null = null
  let isWanted = false
  /** A start or restart that is under way; stop() waits for it, or what it starts would be left running. */
  let underWay: Promise<unknown> = Promise.resolve()
  let giveUp = new AbortController()

  function start(): Promise<AsteriskStart> {
    isWanted = true
    giveUp = new AbortController()
    const starting = begin()
    underWay = starting.catch(() => {})
    return starting
  }

  async function begin(): Promise<AsteriskStart> {
    const begun = (await adopt()) ?? (await launch())
    if (begun.ok && isWanted) beginWatch(begun.pid)
    if (!begun.ok) isWanted = false
    return begun
  }

  /** Takes over an Asterisk that runs on our folder; null when there is none (any more). */
  async function adopt(): Promise<AsteriskStart | null> {
    const running = findRunning(folders)
    if (!running) return null
    const { reloaded, waiting: files_ } = await applyChanges(installation, folders, files)
    const isOther = running.command.join('\0') !== installation.command.join('\0')
    const waiting = isOther ? [...files_, 'the Asterisk program itself'] : files_
    const isReady = await untilReady(() => isRunning(running.pid, folders), 5000)
    if (isReady && waiting.length === 0)
      return { ok: true, how: reloaded.length > 0 ? 'reloaded' : 'adopted', pid: running.pid, waiting }
    const channels = await countChannels(installation, folders)
    if (isReady && channels !== 0) {
      logger.warn({ waiting, channels }, 'changes wait for a restart of Asterisk: calls are up')
      return { ok: true, how: reloaded.length > 0 ? 'reloaded' : 'adopted', pid: running.pid, waiting }
    }
    logger.warn(
      { waiting, isReady },
      isReady ? 'restarting Asterisk for changes' : 'a running Asterisk does not answer',
    )
    await endAsterisk(running.pid, folders)
    const launched = await launch()
    return launched.ok ? { ...launched, how: 'restarted' } : launched
  }

  async function launch(): Promise<AsteriskStart> {
    const prepared = prepare()
    if (prepared) return { ok: false, ...prepared }
    const taken = await listenFaults(listens)
    if (taken.length > 0) return { ok: false, reason: 'portTaken', detail: taken.join('\n') }
    const logStart = sizeOf(join(folders.runDir, 'log', 'messages.log'))
    const { child, ended } = spawnAsterisk()
    let exit: string | null = null
    void ended.then((how) => {
      exit = how
    })
    const isReady = await untilReady(() => exit === null, readyLimitMs)
    const errors = readStartErrors(folders.runDir, logStart)
    if (!isReady || exit !== null) {
      if (exit !== null) return { ok: false, ...explainStart(errors, exit) }
      await endAsterisk(child.pid as number, folders)
      const detail = `Asterisk did not answer at ${ari.url} within ${readyLimitMs / 1000} s.${errors.join('\n    ')}`
      return { ok: false, reason: 'notReady', detail }
    }
    for (const line of errors.slice(0, 20)) logger.warn({ line }, 'Asterisk reported an error at its start')
    return { ok: true, how: 'started', pid: child.pid as number, waiting: [] }
  }

  function prepare(): StartFault | null {
    try {
      makeRunFolders(folders, installation)
      writeConfig(folders.runDir, files)
      return null
    } catch (error) {
      const { message } = error as Error
      return { reason: 'folderUnwritable', detail: `the folder ${folders.runDir} can't be written: ${message}` }
    }
  }

  function spawnAsterisk(): { readonly child: ChildProcess; readonly ended: Promise<string> } {
    const [program, ...first] = installation.command
    const log = openSync(join(folders.runDir, 'log', 'startup.log'), 'w', 0o600)
    const child = spawn(program as string, [...first, '-C', join(folders.runDir, 'etc', 'asterisk.conf'), '-f'], {
      cwd: folders.runDir,
      detached: true,
      stdio: ['ignore', log, log],
      // Nothing of our own environment: it holds passwords.
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: folders.runDir, LANG: 'C.UTF-8', TERM: 'dumb' },
    })
    closeSync(log)
    child.unref()
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`spawn failed: ${error.message}`))
      child.once('exit', (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`))
    })
    return { child, ended }
  }

  /** true as soon as ARI answers with our password (which it does only when Asterisk has booted fully). */
  async function untilReady(isAlive: () => boolean, limitMs: number): Promise<boolean> {
    for (let tries = limitMs / readyPollMs; tries > 0 && isAlive(); tries--) {
      const answer = await askAri(ari, '/ari/asterisk/info?only=status', 1000)
      if (answer.ok && answer.status === 200) return isAlive()
      await pause(readyPollMs)
    }
    return false
  }

  function beginWatch(started: number): void {
    endWatch()
    pid = started
    recovered = setTimeout(() => {
      failures = 0
    }, recoveredAfterMs).unref()
    const trimNow = () =>
      trimLogs(installation, folders).catch((error) =>
        logger.warn({ err: error }, "Asterisk's logs could not be trimmed"),
      )
    void trimNow()
    trim = setInterval(trimNow, trimEveryMs).unref()
    watch = setInterval(() => {
      if (isRunning(started, folders)) return
      endWatch()
      pid = null
      logger.error({ pid: started }, 'Asterisk has died')
      underWay = raise()
    }, watchEveryMs).unref()
  }

  /** Starts it again and again until it stays, or until it is no longer wanted. */
  async function raise(): Promise<void> {
    while (isWanted) {
      const wait = backOffMs[Math.min(failures++, backOffMs.length - 1)]
      await pause(wait, undefined, { ref: false, signal: giveUp.signal }).catch(() => {})
      if (!isWanted) return
      const begun = (await adopt()) ?? (await launch())
      if (!begun.ok) {
        logger.error({ reason: begun.reason, detail: begun.detail }, 'Asterisk could not be started again')
        continue
      }
      if (!isWanted) return
      restarts++
      logger.info({ pid: begun.pid, restarts }, 'Asterisk runs again')
      return beginWatch(begun.pid)
    }
  }

  function endWatch(): void {
    if (watch) clearInterval(watch)
    if (recovered) clearTimeout(recovered)
    if (trim) clearInterval(trim)
    watch = recovered = trim = null
  }

  function letGo(): void {
    isWanted = false
    giveUp.abort()
    endWatch()
  }

  return {
    start,
    letGo,
    async stop() {
      letGo()
      await underWay
      const running = findRunning(folders)?.pid ?? pid
      pid = null
      if (running !== null) await endAsterisk(running, folders)
    },
    status: () => ({ pid, restarts }),
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

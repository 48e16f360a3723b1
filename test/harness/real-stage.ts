import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type Carrier, startCarrier } from '../../scripts/carrier/carrier.ts'
import { freeLoopback } from '../../scripts/carrier/loopback.ts'
import { root } from '../../scripts/run-program.ts'
import { provideAsterisk } from '../../scripts/set-up/asterisk.ts'
import type { AsteriskInstallation } from '../../src/adapters/asterisk/installation.ts'
import { runFolders } from '../../src/adapters/asterisk/run-folders.ts'
import { findRunning } from '../../src/adapters/asterisk/running-asterisk.ts'
import { createLogger } from '../../src/logger.ts'
import { until } from './until.ts'

/**
 * Where one real world at a time is played: addresses, a data folder, a carrier. The hotline's Asterisk stays up between
 * two worlds, as it does between two runs of a server.
 */
export type Stage = {
  readonly installation: AsteriskInstallation
  readonly hotlineHost: string
  readonly carrier: Carrier
  readonly carrierHost: string
  readonly dataDir: string
  /** A new number for a world's own things. */
  next(): number
}

/** Worlds that a test file may have open at once; each has two Asterisks (60 MB each). */
const mostStages = 8

const free: Stage[] = []
const open = new Set<() => Promise<void>>()
const endings: (() => unknown)[] = []
let stages = 0

/** A stage that nobody plays on; set up now where all are in use. They are taken down after the file's last test. */
export async function takeStage(): Promise<Stage> {
  const stage = free.pop()
  if (stage) return stage
  if (stages >= mostStages) throw new Error(`${stages} real worlds are open in this file: close those that are over`)
  stages += 1
  return setUp()
}

/** A world is open until `endWorld` is called with the same function, by the world or at the end of the file. */
export const beginWorld = (end: () => Promise<void>): void => void open.add(end)

/** Ends a world and lets its stage be played on again. */
export async function endWorld(end: () => Promise<void>, stage: Stage): Promise<void> {
  if (!open.delete(end)) return
  await end()
  free.push(stage)
}

afterAll(async () => {
  for (const end of open) await end()
  for (const end of endings.splice(0).reverse()) await end()
})

async function setUp(): Promise<Stage> {
  const hotline = await freeLoopback()
  const carrierAt = await freeLoopback()
  const installation = await provideAsterisk({ root, say: () => {} })
  const dataDir = mkdtempSync(join(tmpdir(), 'hotline-world-'))
  endings.push(hotline.release, carrierAt.release, () => rmSync(dataDir, { recursive: true, force: true }))
  endings.push(() => endAsterisk(join(dataDir, 'asterisk'), installation))
  const carrier = await startCarrier({
    installation,
    host: carrierAt.host,
    hotline: { host: hotline.host, port: 5060 },
    runDir: join(dataDir, 'carrier'),
    logger: createLogger('error'),
  })
  endings.push(() => carrier.stop())
  let count = 0
  return {
    installation,
    hotlineHost: hotline.host,
    carrier,
    carrierHost: carrierAt.host,
    dataDir,
    next: () => ++count,
  }
}

/** The app leaves its Asterisk running for the next world; it ends with the file. */
async function endAsterisk(runDir: string, installation: AsteriskInstallation): Promise<void> {
  const folders = runFolders(runDir, installation)
  const running = findRunning(folders)
  if (!running) return
  process.kill(running.pid, 'SIGTERM')
  await until(
    () => findRunning(folders) === null,
    15_000,
    () => `Asterisk (process ${running.pid}) does not end`,
  )
}

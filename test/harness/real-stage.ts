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

/** What the real worlds of one test file share: addresses, a data folder, the carrier. The hotline's Asterisk stays up too. */
export type Stage = {
  readonly installation: AsteriskInstallation
  readonly hotlineHost: string
  readonly carrier: Carrier
  readonly carrierHost: string
  readonly dataDir: string
  /** A new name for a scenario's own things. */
  next(): number
  /** What ends the world that is open now; it is called once. */
  onClear(clear: () => Promise<void>): void
  /** Ends the world that is open, if one is. */
  clear(): Promise<void>
}

let shared: Promise<Stage> | null = null
const endings: (() => Promise<unknown>)[] = []

/** The stage of this test file; set up by the first who asks, taken down after its last test. */
export function stageOfThisFile(): Promise<Stage> {
  shared ??= setUp()
  return shared
}

afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function setUp(): Promise<Stage> {
  const [hotline, carrierAt] = await Promise.all([freeLoopback(), freeLoopback()])
  endings.push(hotline.release, carrierAt.release)
  const installation = await provideAsterisk({ root, say: () => {} })
  const dataDir = mkdtempSync(join(tmpdir(), 'hotline-world-'))
  endings.push(async () => rmSync(dataDir, { recursive: true, force: true }))
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
  let clearing: (() => Promise<void>) | null = null
  const clear = async (): Promise<void> => {
    const ending = clearing
    clearing = null
    await ending?.()
  }
  endings.push(clear)
  return {
    installation,
    hotlineHost: hotline.host,
    carrier,
    carrierHost: carrierAt.host,
    dataDir,
    next: () => ++count,
    onClear(ending) {
      clearing = ending
    },
    clear,
  }
}

/** The app leaves its Asterisk running for the next scenario; the last one ends it. */
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

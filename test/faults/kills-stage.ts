import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Carrier, startCarrier } from '../../scripts/carrier/carrier.ts'
import { freeLoopback } from '../../scripts/carrier/loopback.ts'
import { root } from '../../scripts/run-program.ts'
import { provideAsterisk } from '../../scripts/set-up/asterisk.ts'
import type { AriAccess } from '../../src/adapters/asterisk/ask-ari.ts'
import { endAsterisk } from '../../src/adapters/asterisk/end-asterisk.ts'
import { runFolders } from '../../src/adapters/asterisk/run-folders.ts'
import { findRunning } from '../../src/adapters/asterisk/running-asterisk.ts'
import { openDatabase } from '../../src/adapters/db/open-database.ts'
import { createRoutingStore } from '../../src/adapters/db/routing-store.ts'
import { tableDigest } from '../../src/application/routing/table-digest.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { createLogger } from '../../src/logger.ts'
import { startCuttableProxy } from '../adapters/ari/cuttable-proxy.ts'
import { createKillableServer, type KillableServer } from './killable-server.ts'

/** A hotline that can be killed piece by piece, with the telephone network around it. */
export type KillsStage = {
  readonly dataDir: string
  readonly databaseFile: string
  readonly carrier: Carrier
  readonly server: KillableServer
  /** Its Asterisk, asked directly and not through the proxy. */
  readonly ari: AriAccess
  readonly proxy: Awaited<ReturnType<typeof startCuttableProxy>>
  /** SIGKILL; false: none was running. */
  killAsterisk(): boolean
  isAsteriskUp(): boolean
  /** Ends everything; `keep`: the data folder stays. */
  close(options: { readonly keep: boolean }): Promise<void>
}

const ariPort = 8088
const password = 'ari-of-the-kills'

export async function openKillsStage(table: RoutingTable, onDeath: (how: string) => void): Promise<KillsStage> {
  const [hotline, around, between] = await Promise.all([freeLoopback(), freeLoopback(), freeLoopback()])
  const installation = await provideAsterisk({ root, say: () => {} })
  const dataDir = mkdtempSync(join(tmpdir(), 'hotline-kills-'))
  const databaseFile = join(dataDir, 'hotline.db')
  await publish(databaseFile, table)
  const carrier = await startCarrier({
    installation,
    host: around.host,
    hotline: { host: hotline.host, port: 5060 },
    runDir: join(dataDir, 'carrier'),
    logger: createLogger('error'),
  })
  const proxy = await startCuttableProxy(between.host, ariPort, { host: hotline.host, port: ariPort })
  const server = createKillableServer({
    env: {
      HOTLINE_DATA_DIR: dataDir,
      HOTLINE_HTTP_HOST: hotline.host,
      HOTLINE_ARI_URL: `http://${hotline.host}:${ariPort}`,
      HOTLINE_ARI_PASSWORD: password,
      HOTLINE_SIP_BIND: `${hotline.host}:5060`,
      HOTLINE_CARRIER_MATCH: around.host,
      HOTLINE_CARRIER_CONTACT: carrier.contact,
      HOTLINE_TIME_ZONE: 'Asia/Shanghai',
      HOTLINE_LOG_LEVEL: process.env.KILLS_LOG ?? 'info',
    },
    // Tone codes need no tools: whoever calls one has a bug.
    provided: { installation, speech: { espeakNg: ['false'], sox: ['false'] } },
    through: { host: hotline.host, proxy: between.host, port: ariPort },
    logFile: join(dataDir, 'server.log'),
    onDeath,
  })
  const folders = runFolders(join(dataDir, 'asterisk'), installation)
  return {
    dataDir,
    databaseFile,
    carrier,
    server,
    proxy,
    ari: { url: `http://${hotline.host}:${ariPort}`, user: 'hotline', password },
    killAsterisk() {
      const running = findRunning(folders)
      if (running) process.kill(running.pid, 'SIGKILL')
      return running !== null
    },
    isAsteriskUp: () => findRunning(folders) !== null,
    async close({ keep }) {
      await server.close()
      await proxy.close()
      await carrier.stop()
      const running = findRunning(folders)
      if (running) await endAsterisk(running.pid, folders)
      if (!keep) rmSync(dataDir, { recursive: true, force: true })
      await Promise.all([hotline, around, between].map((each) => each.release()))
    },
  }
}

/** The table is there before the server: it has no reason to take its demonstration table then. */
async function publish(file: string, table: RoutingTable): Promise<void> {
  const database = openDatabase({ file, migrationsFolder: join(root, 'migrations') })
  const digest = await tableDigest(table)
  await createRoutingStore(database).publish({ table, digest, publishedAt: 0, publishedBy: 'test', reason: 'kills' })
  database.close()
}

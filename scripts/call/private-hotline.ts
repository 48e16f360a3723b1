import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { openDatabase } from '../../src/adapters/db/open-database.ts'
import { createRoutingStore } from '../../src/adapters/db/routing-store.ts'
import { systemClock } from '../../src/adapters/system/system-clock.ts'
import { type App, type Provided, startApp } from '../../src/app.ts'
import type { RoutingVersion } from '../../src/application/ports/routing-store.ts'
import { type Config, readEnv, toConfig } from '../../src/config.ts'
import { createLogger } from '../../src/logger.ts'
import { root } from '../run-program.ts'
import type { HotlinePlace } from './hotline-place.ts'

/**
 * Starts a server for one call in a folder of its own, with the routing table and the prompts of the configured server
 * where those exist (read, never changed), else with the demonstration table.
 * @param offset what its clock is ahead of the machine's, in ms.
 */
export async function startPrivateHotline(options: {
  readonly config: Config
  readonly place: HotlinePlace
  readonly dataDir: string
  readonly token: string
  readonly offset: number
  readonly provided: Provided
}): Promise<App> {
  const { config, place, dataDir, offset, provided } = options
  const prompts = join(config.dataDir, 'prompts')
  if (existsSync(prompts)) cpSync(prompts, join(dataDir, 'prompts'), { recursive: true })
  const table = await readPublished(config.databaseFile)
  const own = toConfig({
    HOTLINE_DATA_DIR: dataDir,
    HOTLINE_HTTP_HOST: place.sip.host,
    HOTLINE_HTTP_PORT: '8080',
    HOTLINE_TIME_ZONE: config.timeZone,
    HOTLINE_ARI_URL: `http://${place.sip.host}:8088`,
    HOTLINE_SIP_BIND: `${place.sip.host}:${place.sip.port}`,
    HOTLINE_CARRIER_MATCH: place.carrier.host,
    HOTLINE_CARRIER_CONTACT: `sip:${place.carrier.host}:${place.carrier.port}`,
    HOTLINE_API_TOKEN: options.token,
    HOTLINE_LOG_LEVEL: readEnv().HOTLINE_LOG_LEVEL ?? 'silent',
  })
  if (table) await publish(own.databaseFile, table)
  return startApp({
    config: own,
    logger: createLogger(own.logLevel),
    clock: systemClock(offset),
    provided,
    say: () => {},
  })
}

/** The table that the configured server works by; null where there is none to be read. */
async function readPublished(file: string): Promise<RoutingVersion | null> {
  if (!existsSync(file)) return null
  let sqlite: Database.Database | null = null
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true })
    return await createRoutingStore({ file, inode: 0, sqlite, orm: drizzle(sqlite), close() {} }).current()
  } catch {
    return null
  } finally {
    sqlite?.close()
  }
}

async function publish(file: string, { number: _, ...version }: RoutingVersion): Promise<void> {
  const database = openDatabase({ file, migrationsFolder: join(root, 'migrations') })
  await createRoutingStore(database).publish(version)
  database.close()
}

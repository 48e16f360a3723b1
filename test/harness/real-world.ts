import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMessageQueue } from '../../scripts/carrier/carrier.ts'
import { root } from '../../scripts/run-program.ts'
import { type AriAccess, askAri } from '../../src/adapters/asterisk/ask-ari.ts'
import { openDatabase } from '../../src/adapters/db/open-database.ts'
import { createRoutingStore } from '../../src/adapters/db/routing-store.ts'
import { systemClock } from '../../src/adapters/system/system-clock.ts'
import { type App, startApp } from '../../src/app.ts'
import { tableDigest } from '../../src/application/routing/table-digest.ts'
import { toConfig } from '../../src/config.ts'
import type { RoutingTable } from '../../src/domain/routing/routing-table.ts'
import { createLogger } from '../../src/logger.ts'
import { apiOf } from './api.ts'
import { inTones } from './in-tones.ts'
import { RealPhone } from './real-phone.ts'
import { beginWorld, endWorld, type Stage, takeStage } from './real-stage.ts'
import { speechTools } from './speech-tools.ts'
import { ToneBook } from './tone-ear.ts'
import { until } from './until.ts'
import type { MakeWorld, World } from './world.ts'

export const token = 'token-of-the-scenarios'
export const ariPassword = 'ari-of-the-scenarios'
/** A step may take so long beyond what the table itself lets one wait. */
export const stepMs = 10_000
/** What is left of a call must be gone by then: 2 s are promised. */
const leftMs = 5000

/**
 * The world of real calls: a server of its own, with a database and a clock of its own, on a real Asterisk, with a real
 * carrier. It is spoken in tone codes. Worlds may be open side by side; each must be closed.
 */
export const makeRealWorld: MakeWorld = async (options) => {
  const stage = await takeStage()
  const table = inTones(options.table)
  const databaseFile = join(stage.dataDir, `scenario-${stage.next()}.db`)
  await publish(databaseFile, table)
  const offset = Date.parse(`${options.at}:00+08:00`) - Date.now()
  const app = await start(stage, databaseFile, offset)
  const api = apiOf(app.url, token)
  const ari = { url: `http://${stage.hotlineHost}:8088`, user: 'hotline', password: ariPassword }

  const phones = new Map<string, RealPhone>()
  /** Telephones that got a message; being called is still to be asked for. */
  const textPhones = new Map<string, RealPhone>()
  const callers: RealPhone[] = []
  const strays: string[] = []
  const network = {
    phones: stage.carrier.phones,
    texts: stage.carrier.texts,
    textsTo: table.numbers[0]?.number ?? '',
    book: new ToneBook(table, join(root, 'asterisk-config/prompts')),
    limitMs: stepMs + longestWaitSeconds(table) * 1000,
    surroundings: () => describeSurroundings(),
  }
  const stopListening = stage.carrier.phones.onRing((call) => {
    const phone = phones.get(call.phone ?? '')
    if (phone) phone.comesIn(call)
    else strays.push(call.phone ?? '?')
  })

  const stopReading = stage.carrier.texts.onText(({ to, text, id }) => {
    const phone = textPhones.get(to) ?? phones.get(to) ?? new RealPhone(to, network)
    textPhones.set(to, phone)
    phone.inbox.comesIn(text, id)
  })

  const end = async (): Promise<void> => {
    stopListening()
    stopReading()
    // The server goes first: whoever is hung up on would only make it ring the next.
    await app.stop({ asterisk: false })
    await hangUpAll(stage, ari)
  }
  beginWorld(end)

  const faults = (): string[] => [
    ...strays.map((number) => `${number} rang, and nobody asked for that`),
    ...[...phones.values()].flatMap((phone) =>
      phone.unexpected > 0 ? [`${phone.number} rang ${phone.unexpected} time(s) more than was asked for`] : [],
    ),
  ]
  async function describeSurroundings(): Promise<string> {
    const ringing = stage.carrier.phones.calls().map((call) => `${call.phone} ${call.state()}`)
    const seen = await api.history().catch((error) => [`the API does not tell: ${error}`])
    return [`  phones in calls: ${ringing.join(', ') || 'none'}`, ...faults().map((line) => `  ${line}`), ...seen].join(
      '\n',
    )
  }

  const world: World = {
    canTravel: false,
    phone(number) {
      const phone = phones.get(number) ?? textPhones.get(number) ?? new RealPhone(number, network)
      phones.set(number, phone)
      return phone
    },
    citizen(number = `1391234${String(5001 + callers.length)}`) {
      const phone = new RealPhone(number, network)
      if (number !== null) phones.set(number, phone)
      callers.push(phone)
      return phone
    },
    cases: api.cases,
    calls: api.calls,
    report: api.report,
    addUnit: api.addUnit,
    publish: (next) => api.publish(inTones(next)),
    setPin: api.setPin,
    setArea: api.setArea,
    setUrgency: api.setUrgency,
    override: (kind, to, seconds) => api.override(kind, to, Date.now() + offset + seconds * 1000),
    countOverrides: api.countOverrides,
    testPhones: api.testPhones,
    untested: api.untested,
    async damage(recording) {
      writeFileSync(join(stage.dataDir, 'asterisk/spool/recording', `${recording}.wav`), 'no sound '.repeat(2000))
    },
    eventually: (what, look) =>
      until(look, network.limitMs, async () => `never came about: ${what}\n${await describeSurroundings()}`),
    async nothingIsLeft() {
      const look = async () => [...(await leftInAsterisk(ari)), ...leftIn(app), ...(await api.openCalls())]
      await until(
        async () => (await look()).length === 0,
        leftMs,
        async () => `left after ${leftMs} ms: ${(await look()).join(', ')}\n${await describeSurroundings()}`,
      )
    },
    async advance() {
      throw new Error('real time can not be moved: ask canTravel first')
    },
    async close() {
      const wrong = faults()
      const surroundings = wrong.length > 0 ? await describeSurroundings() : ''
      await endWorld(end, stage)
      if (wrong.length > 0) throw new Error(surroundings)
    },
  }
  return world
}

/** The table is there before the server: it has no reason to take its demonstration table then. */
export async function publish(file: string, table: RoutingTable): Promise<void> {
  const database = openDatabase({ file, migrationsFolder: join(root, 'migrations') })
  const digest = await tableDigest(table)
  await createRoutingStore(database).publish({ table, digest, publishedAt: 0, publishedBy: 'test', reason: 'scenario' })
  database.close()
}

/** What the server is told of its stage. */
export const settingsOf = (stage: Stage, databaseFile: string) =>
  ({
    HOTLINE_DATA_DIR: stage.dataDir,
    HOTLINE_DATABASE_URL: `file:${databaseFile}`,
    HOTLINE_HTTP_HOST: stage.hotlineHost,
    HOTLINE_ARI_URL: `http://${stage.hotlineHost}:8088`,
    HOTLINE_ARI_PASSWORD: ariPassword,
    HOTLINE_SIP_BIND: `${stage.hotlineHost}:5060`,
    HOTLINE_CARRIER_MATCH: stage.carrierHost,
    HOTLINE_CARRIER_CONTACT: stage.carrier.contact,
    HOTLINE_API_TOKEN: token,
  }) as const

function start(stage: Stage, databaseFile: string, offset: number): Promise<App> {
  return startApp({
    config: toConfig(settingsOf(stage, databaseFile)),
    logger: createLogger(toConfig({ HOTLINE_LOG_LEVEL: process.env.HOTLINE_TEST_LOG ?? 'error' }).logLevel),
    clock: systemClock(offset),
    provided: { installation: stage.installation, speech: speechTools },
    say: () => {},
  })
}

/** The longest that a caller or a phone may have to wait for the next thing because the table says so. */
export function longestWaitSeconds({ routes, emergencies, centre, timings }: RoutingTable): number {
  const rings = [...routes, ...emergencies, centre].map(({ ringSeconds }) => ringSeconds)
  return Math.max(...rings, timings.noKeySeconds, timings.statementSilenceSeconds, timings.decideSeconds)
}

export async function leftInAsterisk(ari: AriAccess): Promise<string[]> {
  const kinds = ['channels', 'bridges'] as const
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const answer = await askAri(ari, `/ari/${kind}`)
      if (!answer.ok || !Array.isArray(answer.body)) return [`(${kind} can't be asked for)`]
      return answer.body.filter((each) => !isMessageQueue(each)).map(({ id }) => `${kind.slice(0, -1)} ${id}`)
    }),
  )
  return found.flat()
}

/** Ends every call by force, and waits until both Asterisks are empty. */
export async function hangUpAll({ carrier }: Stage, { url, user, password }: AriAccess): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const isLeft = async (): Promise<string[]> => {
    const { channels, bridges } = await carrier.leftovers()
    const ofCarrier = channels + bridges > 0 ? [`${channels} channels, ${bridges} bridges of the carrier`] : []
    return [...(await leftInAsterisk({ url, user, password })), ...ofCarrier]
  }
  for (const each of await leftInAsterisk({ url, user, password })) {
    const [kind, id] = each.split(' ') as [string, string]
    const gone = { method: 'DELETE', headers: { authorization, connection: 'close' } }
    await fetch(`${url}/ari/${kind}s/${encodeURIComponent(id)}`, gone)
  }
  await carrier.phones.hangUpAll()
  await until(
    async () => (await isLeft()).length === 0,
    leftMs,
    async () => `left at the end: ${(await isLeft()).join(', ')}`,
  )
}

const leftIn = (app: App): string[] =>
  Object.entries(app.remembered()).flatMap(([what, count]) => (count > 0 ? [`${count} ${what} remembered`] : []))

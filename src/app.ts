import { hostname } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createAriConnection } from './adapters/ari/ari-connection.ts'
import { backOff } from './adapters/ari/back-off.ts'
import { createFallbackLog } from './adapters/ari/fallback-log.ts'
import { type AriTelephony, createAriTelephony, neededOperations } from './adapters/ari/telephony.ts'
import { listenFaults } from './adapters/asterisk/asterisk-listens.ts'
import type { AsteriskInstallation } from './adapters/asterisk/installation.ts'
import { chineseHolidays } from './adapters/calendar/chinese-holidays.ts'
import { scheduleJobs } from './adapters/cron/schedule.ts'
import { createAuditReader } from './adapters/db/audit-reader.ts'
import { createCallReader } from './adapters/db/call-reader.ts'
import { createCaseReader } from './adapters/db/case-reader.ts'
import { checkDatabase } from './adapters/db/check-database.ts'
import { createDeadlineReader } from './adapters/db/deadline-reader.ts'
import { createDraftStore } from './adapters/db/draft-store.ts'
import { createDutyStore } from './adapters/db/duty-store.ts'
import { createEventFeed } from './adapters/db/event-feed.ts'
import { createInboundReader } from './adapters/db/inbound-reader.ts'
import { createLedger } from './adapters/db/ledger.ts'
import { localDayIn } from './adapters/db/local-day.ts'
import { createMessageReader } from './adapters/db/message-reader.ts'
import { openDatabase } from './adapters/db/open-database.ts'
import { createCasePacking } from './adapters/db/packed/case-packing.ts'
import { createPhoneReader } from './adapters/db/phone-reader.ts'
import { createPinStore } from './adapters/db/pin-store.ts'
import { createRecordReader } from './adapters/db/record-reader.ts'
import { createRoutingStore } from './adapters/db/routing-store.ts'
import type { buildHttp as BuildHttp } from './adapters/http/build-http.ts'
import { countMetrics } from './adapters/http/metrics.ts'
import { CatalogueError } from './adapters/speech/catalogue.ts'
import { createPrompts, fallbackFolder } from './adapters/speech/prompts.ts'
import { speakCatalogue } from './adapters/speech/speak-catalogue.ts'
import type { SpeechTools } from './adapters/speech/speech-tools.ts'
import { every } from './adapters/system/every.ts'
import { lockFolder, unlockFolder } from './adapters/system/folder-lock.ts'
import { randomSecret } from './adapters/system/random-secret.ts'
import { scryptPins } from './adapters/system/scrypt-pins.ts'
import { keepSecrets, SecretsRefused } from './adapters/system/secrets.ts'
import { systemAlarms } from './adapters/system/system-clock.ts'
import { uuidIds } from './adapters/system/uuid-ids.ts'
import { readDemoTable } from './adapters/table-file/demo-table.ts'
import { createThreadProver } from './adapters/threads/thread-prover.ts'
import type { CallDeps } from './application/call/call-deps.ts'
import { createCallDesk } from './application/call/call-desk.ts'
import { createCallFlow } from './application/call/call-flow.ts'
import { createFallbackImport } from './application/call/import-fallback-calls.ts'
import { resumeCalls } from './application/call/resume-calls.ts'
import { createLegSweep } from './application/call/sweep-legs.ts'
import { takeOverCalls } from './application/call/take-over-calls.ts'
import { packClosedCases } from './application/case/pack-closed-cases.ts'
import { cancelWithDeadline } from './application/clocks/cancel-with-deadline.ts'
import { climbLadders } from './application/clocks/climb-ladders.ts'
import { createWatchdog } from './application/clocks/watch-clocks.ts'
import { ringTeam } from './application/dispatch/ring-team.ts'
import { createOverrideDesk } from './application/duty/override-desk.ts'
import { kickAfterCommit } from './application/messaging/kick-after-commit.ts'
import { createPhoneTests } from './application/phones/phone-tests.ts'
import type { Clock } from './application/ports/clock.ts'
import type { DutyCheck } from './application/ports/duty-check.ts'
import { dropOldEvents } from './application/record/drop-old-events.ts'
import { createEventHub } from './application/record/event-hub.ts'
import { tellAfterCommit } from './application/record/tell-after-commit.ts'
import { uncoveredByChange } from './application/routing/prove-routing.ts'
import { prepareTablePrompts } from './application/routing/publish-routing-table.ts'
import { createRoutingVersions } from './application/routing/routing-versions.ts'
import { seedDemoTable } from './application/routing/seed-demo-table.ts'
import { heartbeatOf } from './composition/heartbeat.ts'
import { readinessChecks } from './composition/readiness.ts'
import { startAsterisk } from './composition/start-asterisk.ts'
import { type Messages, startMessages } from './composition/start-messages.ts'
import { StartRefused } from './composition/start-refused.ts'
import type { Config } from './config.ts'
import { type Logger, troublesOf } from './logger.ts'

/** What must exist on the machine before the server can be built. */
export type Provided = {
  readonly installation: AsteriskInstallation | null
  readonly speech: SpeechTools
}

export type App = {
  /** Password of `admin`; `isNew` where it was made up just now and must be shown. */
  readonly admin: { readonly password: string; readonly isNew: boolean }
  readonly hotlineNumbers: readonly string[]
  readonly phones: readonly { readonly extension: string; readonly password: string }[]
  /** `http://127.0.0.1:8080` */
  readonly url: string
  /** What the telephony remembers at this moment; all zero when there is no call. */
  remembered(): ReturnType<AriTelephony['remembered']>
  /**
   * Stops taking calls, saves what is under way, closes. Calls that are up stay where they are, for the next start to
   * take over, unless our Asterisk is to stop as well.
   */
  stop(options: { readonly asterisk: boolean }): Promise<void>
}

const root = fileURLToPath(new URL('..', import.meta.url))
/** Longest time the calls' last decisions may take at a stop, in ms. */
const drainMs = 5000
/** Longest time that taking the calls over may keep HTTP waiting at a start, in ms. */
const takeOverMs = 3000

/**
 * Builds the server and starts it: database, prompts, table, Asterisk, calls, HTTP. The composition root: the only file
 * that knows every layer.
 * @throws {StartRefused} for everything a sysadmin can put right, in his words.
 */
export async function startApp(options: {
  readonly config: Config
  readonly logger: Logger
  readonly clock: Clock
  readonly provided: Provided
  readonly say: (line: string) => void
}): Promise<App> {
  const { config, logger, clock, provided, say } = options
  const part = (name: string) => logger.child({ part: name })
  const closers: (() => unknown)[] = []
  const stopAll = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const lock = join(config.dataDir, 'server.lock')
    claimPlace(lock, config)
    closers.push(() => unlockFolder(lock))
    const occupied = await listenFaults([
      { what: 'HTTP', protocol: 'tcp', ...config.http, setting: 'HOTLINE_HTTP_HOST or HOTLINE_HTTP_PORT' },
    ])
    if (occupied.length > 0) throw new StartRefused(occupied.join('\n'))
    const secrets = StartRefused.instead(SecretsRefused, () =>
      keepSecrets(join(config.dataDir, 'secrets.json'), randomSecret),
    )
    const database = openDatabase({ file: config.databaseFile, migrationsFolder: join(root, 'migrations') })
    closers.push(() => database.close())
    const cases = createCaseReader(database)
    const calls = createCallReader(database)
    const deadlines = createDeadlineReader(database)
    const messages = createMessageReader(database)
    const inbound = createInboundReader(database)
    let texting: Messages | null = null
    const events = createEventFeed(database)
    const eventHub = createEventHub({ feed: events, log: part('events'), every, breathe: () => nextTurn() })
    const stored = createLedger(database, { localDay: localDayIn(config.timeZone), clock, ids: uuidIds })
    const ledger = tellAfterCommit(
      kickAfterCommit(cancelWithDeadline(stored, { messages, clock, ids: uuidIds }), () => texting?.kick()),
      () => eventHub.wake(),
    )
    const routing = createRoutingVersions(createRoutingStore(database))
    const phones = createPhoneReader(database)
    const pins = createPinStore(database)
    const duty = createDutyStore(database)
    const prover = createThreadProver()
    closers.push(() => prover.close())
    const proving = { prover, duty, holidays: chineseHolidays, clock, zone: config.timeZone, log: part('proof') }
    // What a change of rosters or overrides is looked at for before it is saved.
    const dutyChecks: readonly DutyCheck[] = [uncoveredByChange(proving)]
    const overrides = createOverrideDesk({ duty, routing, dutyChecks, clock, log: part('duty') })

    const promptsFolder = join(config.dataDir, 'prompts')
    const prompts = StartRefused.instead(CatalogueError, () =>
      createPrompts({
        folder: promptsFolder,
        catalogueFolder: join(root, 'asterisk-config/prompts'),
        tools: provided.speech,
        logger: part('prompts'),
      }),
    )
    const unspoken = await speakCatalogue(prompts, say, (await routing.current())?.table.languages)
    if (unspoken.length > 0) throw StartRefused.of('Prompts are missing', unspoken)
    const seeded = await seedDemoTable({ store: routing, prompts, clock, checks: [] }, readDemoTable)
    if (seeded !== null && !seeded.ok)
      throw StartRefused.of('The demonstration table is refused', 'faults' in seeded ? seeded.faults : [])
    const current = await routing.current()
    if (current === null) throw new StartRefused('There is no published routing table.')
    const unspeakable = await prepareTablePrompts(prompts, current.table)
    if (unspeakable.length > 0) throw StartRefused.of('Prompts are missing', unspeakable)

    const language = current.table.languages[0] ?? 'zh-CN'
    const asterisk = await startAsterisk({
      config,
      installation: provided.installation,
      templates: join(root, 'asterisk-config'),
      table: current.table,
      fallbackPrompts: fallbackFolder(promptsFolder, language),
      secrets,
      logger: part('asterisk'),
      say,
    })
    let endsAsterisk = false
    // After the calls' last decisions, so that no call ends in the middle of one.
    closers.push(() => (endsAsterisk ? asterisk.stop() : asterisk.letGo()))

    const connection = createAriConnection({
      ...asterisk.ari,
      // The second one is told of text messages alone.
      app: 'hotline,hotline-sms',
      logger: part('ari'),
      retryDelay: backOff(Math.random),
      operations: neededOperations,
    })
    const telephony = createAriTelephony({
      connection,
      node: asterisk.node,
      endpoints: asterisk.endpoints,
      lastResort: asterisk.lastResort,
      phones: new Set(asterisk.phones.map(({ extension }) => extension)),
      app: 'hotline',
      logger: part('ari'),
      delay: (ms) => pause(ms),
    })
    const { metrics, text: metricsText } = countMetrics({
      openCalls: () => flow.live.size(),
      openCases: () => cases.countOpen(),
      outboxAgeSeconds: async () => {
        const oldest = await messages.oldestPending()
        return oldest === null ? 0 : (clock.now() - oldest) / 1000
      },
      casesWithoutClock: () => watchdog.state().unwatched,
      stepLateSeconds: () => watchdog.state().stepLateMs / 1000,
      ariConnected: () => telephony.status().connected,
      asteriskRestarts: () => asterisk.restarts(),
      troubles: () => troublesOf(logger),
      messageCentres: () => texting?.centres() ?? new Map(),
    })
    const deps: CallDeps = {
      telephony,
      ledger,
      cases,
      calls,
      routing,
      duty,
      desk: createCallDesk({
        pins,
        hasher: scryptPins,
        overrides,
        clock,
        log: part('call'),
      }),
      prompts,
      clock,
      alarms: systemAlarms(clock),
      ids: uuidIds,
      metrics,
      log: part('call'),
      zone: config.timeZone,
      server: hostname(),
    }
    const flow = createCallFlow(deps)
    const ring = ringTeam({
      ...deps,
      log: part('dispatch'),
      telephone: { request: flow.request, isThere: () => telephony.status().connected, node: asterisk.node },
    })
    texting = startMessages({
      config,
      asterisk,
      line: connection,
      app: 'hotline-sms',
      ledger,
      messages,
      inbound,
      cases,
      routing,
      clock,
      ids: uuidIds,
      random: Math.random,
      log: part('messages'),
      duty,
      ringTeam: ring,
      notifyCalls: (event) => flow.orderChanged(event),
    })
    const { tick, stop, webhooks, waysOfTexts } = texting
    flow.hold(true)
    await takeOverCalls(deps, flow)
    const fallbackLog = createFallbackLog({ connection, app: 'hotline', node: asterisk.node, newId: uuidIds.next })
    const importFallback = createFallbackImport({ ...deps, fallbackLog }, flow.live)
    const connected = new Promise<void>((resolve) => {
      telephony.onConnected(async (snapshot) => {
        await resumeCalls(deps, flow, snapshot)
        flow.hold(false)
        await telephony.takeNewCalls(true)
        // When the calls that went over to the fall-back have ended for us.
        void flow.idle().then(importFallback)
        // The telephony counts as connected when this listener has returned.
        setImmediate(resolve)
      })
    })
    telephony.onEvent((event) => flow.hear(event))
    connection.onDown(() => flow.hold(true))
    closers.push(
      () => connection.close(),
      () => Promise.race([flow.stop(), pause(drainMs)]),
      () => telephony.takeNewCalls(false),
    )

    const sweep = createLegSweep(deps, flow)
    const climb = climbLadders({
      ...deps,
      deadlines,
      log: part('clocks'),
      telephone: {
        request: flow.request,
        canRing: (number) => telephony.status().connected && !flow.live.busy(null).has(number),
        node: asterisk.node,
      },
      breathe: () => nextTurn(),
    })
    const watchdog = createWatchdog({ ...deps, deadlines, messages, log: part('watchdog'), breathe: () => nextTurn() })
    let climbedAt: number | null = null
    const heartbeat = heartbeatOf(config.heartbeatUrl, {
      log: part('watchdog'),
      clock,
      ticks: () => [climbedAt, watchdog.state().ranAt],
      database: () => checkDatabase(database),
      telephony,
      watchdog: () => watchdog.state(),
    })
    const phoneTests = createPhoneTests({
      ...deps,
      phones,
      log: part('phones'),
      telephone: {
        request: flow.request,
        isThere: () => telephony.status().connected,
        live: flow.live,
        node: asterisk.node,
      },
    })
    const pack = packClosedCases({
      packing: createCasePacking(database, (id, error) =>
        part('packing').error({ case: id, err: error }, 'a case can not be packed; it stays as it is'),
      ),
      clock,
      afterDays: config.packAfterDays,
      isBusy: () => flow.live.size() > 0,
      breathe: () => nextTurn(),
    })
    const jobs = scheduleJobs(
      [
        { name: 'sweep legs', cron: '*/15 * * * * *', run: sweep },
        { name: 'calls of the fall-back', cron: '20 * * * * *', run: importFallback },
        { name: 'messages', cron: '* * * * * *', run: tick },
        { name: 'test telephones', cron: '*/2 * * * * *', run: phoneTests.tick },
        {
          name: 'drop old events',
          cron: '40 7 * * * *',
          run: () => dropOldEvents(events, clock.now(), () => nextTurn()),
        },
        { name: 'pack closed cases', cron: '*/2 * * * * *', run: async () => void (await pack()) },
        {
          name: 'climb ladders',
          cron: '*/5 * * * * *',
          async run() {
            await climb()
            climbedAt = clock.now()
          },
        },
        {
          name: 'watchdog',
          cron: '40 * * * * *',
          async run() {
            await watchdog.run()
            await heartbeat()
          },
        },
      ],
      { timeZone: config.timeZone, log: part('cron'), clock },
    )
    closers.push(stop, () => jobs.stop())

    // The calls first: nobody in them hears anything new until they are taken over, and HTTP takes a while to load.
    connection.open()
    await Promise.race([connected.then(() => flow.idle()), pause(takeOverMs)])
    const [{ buildHttp }, { createBesideHttp }] = await Promise.all([
      import('./adapters/http/build-http.ts'),
      import('./composition/beside-http.ts'),
    ])
    const beside = createBesideHttp({ ...proving, phones, prompts })
    closers.push(() => beside.close())
    const http = await buildHttp({
      log: part('http'),
      clock,
      ids: uuidIds,
      zone: config.timeZone,
      access: {
        accounts: [{ user: 'admin', password: config.adminPassword ?? secrets.adminPassword, role: 'administrator' }],
        apiToken: config.apiToken,
        sessionKey: Buffer.from(secrets.sessionKey, 'hex'),
      },
      ledger,
      cases,
      deadlines,
      calls,
      messages,
      inbound,
      events,
      eventHub,
      smsWebhooks: webhooks,
      waysOfTexts,
      routing,
      duty,
      phones,
      phoneTests,
      dutyChecks,
      overrides,
      pins,
      pinHasher: scryptPins,
      drafts: createDraftStore(database),
      audit: createAuditReader(database),
      holidays: chineseHolidays,
      ...beside.parts,
      prover,
      prompts,
      readRecording: (name) => telephony.readRecording(name),
      deleteRecording: (name) => telephony.deleteRecording(name),
      record: createRecordReader(database),
      notifyCalls: (event) => flow.orderChanged(event),
      ringTeam: ring,
      notifyDeadline: (id) => flow.deadlineChanged(id),
      readiness: readinessChecks({
        telephony,
        trunks: asterisk.endpoints,
        trunkStates: () => telephony.endpointStates(),
        database: () => checkDatabase(database),
        table: () => routing.current(),
        clocks: () => watchdog.state(),
      }),
      metricsText,
    })
    closers.push(() => http.close())
    await Promise.race([connected, pause(asterisk.isOurs ? 10_000 : 5000)])
    if (!telephony.status().connected) {
      logger.error({ reason: telephony.status().reason }, 'not connected to Asterisk yet; trying on')
    }
    await listen(http, config)
    return {
      admin: {
        password: config.adminPassword ?? secrets.adminPassword,
        isNew: config.adminPassword === null && secrets.isNew,
      },
      hotlineNumbers: current.table.numbers.map(({ number }) => number),
      phones: asterisk.phones,
      url: `http://${config.http.host}:${config.http.port}`,
      remembered: () => telephony.remembered(),
      async stop(how) {
        endsAsterisk = how.asterisk
        await telephony.takeNewCalls(false)
        await stopAll()
      },
    }
  } catch (error) {
    await stopAll()
    throw error
  }
}

/** @throws {StartRefused} when the data folder can't be written, or another server runs on it. */
function claimPlace(lock: string, { dataDir }: Config): void {
  let holder: number | null
  try {
    holder = lockFolder(lock)
  } catch (error) {
    const { message } = error as Error
    throw new StartRefused(
      `The data folder ${dataDir} can't be written: ${message}. Mend its rights or set HOTLINE_DATA_DIR.`,
    )
  }
  if (holder !== null) {
    throw new StartRefused(
      `Another server (process ${holder}) runs on ${dataDir}. Stop it (npm stop) or set HOTLINE_DATA_DIR.`,
    )
  }
}

async function listen(http: Awaited<ReturnType<typeof BuildHttp>>, { http: { host, port } }: Config): Promise<void> {
  try {
    await http.listen({ host, port })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'another program listens there' : message
    throw new StartRefused(`HTTP can't listen on ${host}:${port}: ${why}. Set HOTLINE_HTTP_HOST or HOTLINE_HTTP_PORT.`)
  }
}

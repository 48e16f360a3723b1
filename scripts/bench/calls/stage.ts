import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type AriAccess, askAri } from '../../../src/adapters/asterisk/ask-ari.ts'
import { createAsteriskProcess } from '../../../src/adapters/asterisk/asterisk-process.ts'
import { renderHotline } from '../../../src/adapters/asterisk/hotline-config.ts'
import type { AsteriskInstallation } from '../../../src/adapters/asterisk/installation.ts'
import { runFolders } from '../../../src/adapters/asterisk/run-folders.ts'
import { carrierTrunk, plainNetwork } from '../../../src/adapters/asterisk/trunk.ts'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { createRoutingStore } from '../../../src/adapters/db/routing-store.ts'
import { fallbackFolder } from '../../../src/adapters/speech/prompts.ts'
import { tableDigest } from '../../../src/application/routing/table-digest.ts'
import { root } from '../../run-program.ts'
import { bareDialplan } from './bare-dialplan.ts'
import { dialplanGreeting, layOutSounds } from './bench-sounds.ts'
import { benchLanguage, benchTable } from './bench-table.ts'
import type { ServerAnswer, ServerFigures, ServerQuestion } from './server-talk.ts'
import type { SipAddress } from './sip-phones.ts'

/** Why the bench can't run, in one sentence for who started it. */
export class BenchError extends Error {}

/** The server and its Asterisk, each in a process of its own, started for a bench. */
export type Stage = {
  readonly databaseFile: string
  readonly asteriskPid: number
  readonly serverPid: number
  figures(): Promise<ServerFigures>
  /** The same after a collection of garbage: what is really held. */
  figuresCollected(): Promise<ServerFigures>
  /** Channels and bridges in Asterisk at this moment. */
  left(): Promise<{ readonly channels: number; readonly bridges: number }>
  /** Ends everything and removes the folder. Safe to call twice. */
  stop(): Promise<void>
}

const httpPort = 8080
const ariPort = 8088
/** Calls that Asterisk takes at once: more than any step has. */
const maxCalls = 4000

/**
 * Starts Asterisk, with the bare dialplan beside the hotline's own, and the server in a process of its own.
 * @throws {BenchError} when one of them can't start.
 */
export async function setStage(options: {
  readonly installation: AsteriskInstallation
  readonly hotline: SipAddress
  readonly carrier: SipAddress
  readonly runDir: string
  readonly lines: number
  readonly profileDir: string | null
}): Promise<Stage> {
  const { installation, hotline, carrier, runDir } = options
  const table = benchTable(options.lines)
  const templates = join(root, 'asterisk-config')
  const promptsFolder = join(runDir, 'prompts')
  const databaseFile = join(runDir, 'hotline.db')
  const endings: (() => unknown)[] = []
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end()
  }
  try {
    mkdirSync(runDir, { recursive: true })
    endings.push(() => rmSync(runDir, { recursive: true, force: true }))
    layOutSounds(promptsFolder, join(templates, 'prompts'), table)
    const database = openDatabase({ file: databaseFile, migrationsFolder: join(root, 'migrations') })
    const published = { table, digest: await tableDigest(table), publishedAt: 0, publishedBy: 'bench', reason: 'bench' }
    await createRoutingStore(database).publish(published)
    database.close()

    const ari: AriAccess = {
      url: `http://${hotline.host}:${ariPort}`,
      user: 'hotline',
      password: randomBytes(18).toString('hex'),
    }
    const folders = runFolders(join(runDir, 'asterisk'), installation)
    const files = renderHotline(
      {
        templates,
        node: 'asterisk1',
        sip: hotline,
        ari: { host: hotline.host, port: ariPort, user: ari.user, password: ari.password },
        trunks: [carrierTrunk([carrier.host], `sip:${carrier.host}:${carrier.port}`)],
        network: plainNetwork,
        phones: [],
        promptsDir: fallbackFolder(promptsFolder, benchLanguage),
        hotlineNumbers: ['12345'],
        ownNumber: '12345',
        dutyMobile: '',
        emergencyNumber: '110',
        statementSeconds: 60,
        maxCalls,
      },
      folders,
    )
    const asterisk = createAsteriskProcess({
      installation,
      folders,
      files: {
        ...files,
        'extensions.conf': `${files['extensions.conf']}${bareDialplan(dialplanGreeting(promptsFolder))}`,
      },
      ari,
      listens: [
        { what: 'SIP', protocol: 'udp', ...hotline, setting: '' },
        { what: 'ARI', protocol: 'tcp', host: hotline.host, port: ariPort, setting: '' },
      ],
      logger: { info() {}, warn() {}, error() {} },
    })
    const started = await asterisk.start()
    if (!started.ok) {
      const isTaken = started.reason === 'portTaken'
      const why = isTaken ? `${hotline.host} is in use; does another bench run?` : started.detail
      throw new BenchError(`Asterisk can't start: ${why}`)
    }
    endings.push(() => asterisk.stop())

    const server = await startServer({
      profileDir: options.profileDir,
      logFile: join(options.profileDir ?? runDir, 'server.log'),
      env: {
        HOTLINE_DATA_DIR: runDir,
        HOTLINE_HTTP_HOST: hotline.host,
        HOTLINE_HTTP_PORT: String(httpPort),
        HOTLINE_ASTERISK: 'external',
        HOTLINE_ARI_URL: ari.url,
        HOTLINE_ARI_PASSWORD: ari.password,
        HOTLINE_SIP_BIND: `${hotline.host}:${hotline.port}`,
        HOTLINE_CARRIER_MATCH: carrier.host,
        HOTLINE_CARRIER_CONTACT: `sip:${carrier.host}:${carrier.port}`,
      },
    })
    endings.push(server.stop)

    const count = async (kind: 'channels' | 'bridges'): Promise<number> => {
      const answer = await askAri(ari, `/ari/${kind}`)
      if (!answer.ok || !Array.isArray(answer.body)) throw new BenchError(`Asterisk does not tell its ${kind}.`)
      return answer.body.length
    }
    return {
      databaseFile,
      asteriskPid: started.pid,
      serverPid: server.pid,
      figures: () => server.ask('figures'),
      figuresCollected: () => server.ask('collect'),
      left: async () => ({ channels: await count('channels'), bridges: await count('bridges') }),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startServer(options: {
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  readonly profileDir: string | null
}) {
  const log = openSync(options.logFile, 'a')
  const { profileDir } = options
  const child: ChildProcess = fork(new URL('./server.ts', import.meta.url), [], {
    stdio: ['ignore', log, log, 'ipc'],
    env: { PATH: process.env.PATH ?? '', ...options.env },
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      ...(profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]),
    ],
  })
  closeSync(log)
  const waiting = new Map<number, { answer(figures: ServerFigures): void; fail(error: Error): void }>()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void ended.then(() => {
    for (const { fail } of waiting.values()) fail(new BenchError('The server has ended in the middle of the bench.'))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.on('message', (message: ServerAnswer) => {
      if (message.did === 'start') resolve()
      else if (message.did === 'refuse') reject(new BenchError(`The server can't start: ${message.reason}`))
      else {
        waiting.get(message.id)?.answer(message.figures)
        waiting.delete(message.id)
      }
    })
    void ended.then(() => reject(new BenchError("The server can't start.")))
  })
  let asked = 0
  const send = (question: ServerQuestion): void => void (child.connected && child.send(question))
  return {
    pid: child.pid as number,
    ask: (ask: 'figures' | 'collect'): Promise<ServerFigures> =>
      new Promise((answer, fail) => {
        asked += 1
        waiting.set(asked, { answer, fail })
        if (child.connected) send({ id: asked, ask })
        else fail(new BenchError('The server has ended in the middle of the bench.'))
      }),
    async stop(): Promise<void> {
      send({ id: 0, ask: 'stop' })
      const kill = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(kill)
    },
  }
}

import { join } from 'node:path'
import type { Phones } from '../../scripts/carrier/phones.ts'
import { root } from '../../scripts/run-program.ts'
import { runFolders } from '../../src/adapters/asterisk/run-folders.ts'
import { findRunning } from '../../src/adapters/asterisk/running-asterisk.ts'
import { apiOf } from './api.ts'
import { createChildServer } from './child-server.ts'
import { inTones } from './in-tones.ts'
import { RealPhone } from './real-phone.ts'
import { beginWorld, endWorld, takeStage } from './real-stage.ts'
import { ariPassword, hangUpAll, leftInAsterisk, longestWaitSeconds, publish, stepMs, token } from './real-world.ts'
import { meterSilence, type SilenceMeter } from './silence-meter.ts'
import { ToneBook } from './tone-ear.ts'
import { until } from './until.ts'
import type { WorldOptions } from './world.ts'

/** What is left of a call must be gone by then: 2 s are promised. */
const leftMs = 6000

export type KillableWorld = Awaited<ReturnType<typeof makeKillableWorld>>

/**
 * A world of real calls whose server is a process of its own that can be killed and started again, and whose Asterisk can
 * be killed too. The fall-back speaks in tone codes as well.
 */
export async function makeKillableWorld(options: WorldOptions) {
  const stage = await takeStage()
  const table = inTones(options.table)
  const databaseFile = join(stage.dataDir, `scenario-${stage.next()}.db`)
  await publish(databaseFile, table)
  const offset = Date.parse(`${options.at}:00+08:00`) - Date.now()
  const server = createChildServer(stage, databaseFile, offset)
  const url = `http://${stage.hotlineHost}:8080`
  const api = apiOf(url, token)
  const ari = { url: `http://${stage.hotlineHost}:8088`, user: 'hotline', password: ariPassword }
  const folders = runFolders(join(stage.dataDir, 'asterisk'), stage.installation)

  const phones = new Map<string, RealPhone>()
  const strays: string[] = []
  const meters = new Map<string | null, SilenceMeter>()
  const metered: Phones = {
    ...stage.carrier.phones,
    call: (how, meet) =>
      stage.carrier.phones.call(how, (call) => {
        meters.set(how.from, meterSilence(call))
        meet?.(call)
      }),
  }
  const network = {
    phones: metered,
    texts: stage.carrier.texts,
    textsTo: table.numbers[0]?.number ?? '',
    book: new ToneBook(table, join(root, 'asterisk-config/prompts')),
    // Asterisk's part takes its time: 20 s alone, 4 s of silence after a statement, two telephones.
    limitMs: 40_000 + stepMs + longestWaitSeconds(table) * 1000,
    surroundings: () => describe(),
  }
  const stopListening = stage.carrier.phones.onRing((call) => {
    const phone = phones.get(call.phone ?? '')
    if (phone) phone.comesIn(call)
    else strays.push(call.phone ?? '?')
  })
  const faults = (): string[] => [
    ...strays.map((number) => `${number} rang, and nobody asked for that`),
    ...[...phones.values()].flatMap((phone) =>
      phone.unexpected > 0 ? [`${phone.number} rang ${phone.unexpected} time(s) more than was asked for`] : [],
    ),
  ]
  async function describe(): Promise<string> {
    const inCalls = stage.carrier.phones.calls().map((call) => `${call.phone} ${call.state()}`)
    const seen = server.isUp()
      ? await api.history().catch((error) => [`the API does not tell: ${error}`])
      : ['  no server']
    return [`  phones in calls: ${inCalls.join(', ') || 'none'}`, ...faults().map((line) => `  ${line}`), ...seen].join(
      '\n',
    )
  }
  const end = async (): Promise<void> => {
    stopListening()
    await server.stop()
    await hangUpAll(stage, ari)
  }
  beginWorld(end)
  await server.start()

  return {
    server,
    cases: api.cases,
    calls: api.calls,
    describe,
    phone(number: string): RealPhone {
      const phone = phones.get(number) ?? new RealPhone(number, network)
      phones.set(number, phone)
      return phone
    },
    citizen(number: string | null): RealPhone {
      const phone = new RealPhone(number, network)
      if (number !== null) phones.set(number, phone)
      return phone
    },
    /** What a caller has heard of silence. */
    silence(number: string | null): SilenceMeter {
      const meter = meters.get(number)
      if (!meter) throw new Error(`${number} has made no call`)
      return meter
    },
    /** `ready` or why not, as `/readyz` says. */
    async readiness(): Promise<{ readonly status: number; readonly body: string }> {
      const response = await fetch(`${url}/readyz`, { headers: { connection: 'close' } })
      return { status: response.status, body: await response.text() }
    },
    /** SIGKILL to the hotline's Asterisk. */
    killAsterisk(): void {
      const running = findRunning(folders)
      if (!running) throw new Error('there is no Asterisk to kill')
      process.kill(running.pid, 'SIGKILL')
    },
    eventually: <T>(what: string, look: () => Promise<T | null | false>) =>
      until(look, network.limitMs, async () => `never came about: ${what}\n${await describe()}`),
    async nothingIsLeft(): Promise<void> {
      const look = async () => [...(await leftInAsterisk(ari)), ...(await api.openCalls())]
      await until(
        async () => (await look()).length === 0,
        leftMs,
        async () => `left after ${leftMs} ms: ${(await look()).join(', ')}\n${await describe()}`,
      )
    },
    async close(): Promise<void> {
      const wrong = faults()
      const surroundings = wrong.length > 0 ? await describe() : ''
      await endWorld(end, stage)
      if (wrong.length > 0) throw new Error(surroundings)
    },
  }
}

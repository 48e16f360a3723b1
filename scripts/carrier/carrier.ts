import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createAriConnection } from '../../src/adapters/ari/ari-connection.ts'
import { createAsteriskProcess } from '../../src/adapters/asterisk/asterisk-process.ts'
import type { AsteriskInstallation } from '../../src/adapters/asterisk/installation.ts'
import { runFolders } from '../../src/adapters/asterisk/run-folders.ts'
import type { Logger } from '../../src/logger.ts'
import { root } from '../run-program.ts'
import { renderCarrier } from './carrier-config.ts'
import { createPhones, type Phones, phonesApp } from './phones.ts'
import { createTexts, type Texts } from './texts.ts'

const ariPort = 8088
const connectLimitMs = 10_000

/** A telephone network of our own around a hotline. */
export type Carrier = {
  /** `sip:127.0.0.10:5080`: what the hotline is told as its carrier. */
  readonly contact: string
  readonly phones: Phones
  readonly texts: Texts
  /** What still exists on it, for whoever wants to be sure that nothing does. */
  leftovers(): Promise<{ readonly channels: number; readonly bridges: number }>
  /** Hangs up everything and ends its Asterisk. */
  stop(): Promise<void>
}

/** Why the carrier can't start, in words for who started it. */
export class CarrierError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CarrierError'
  }
}

/**
 * Starts a second Asterisk as the carrier on an address of this machine, from which it calls the hotline and takes its
 * calls. ARI is on port 8088 of the same address.
 * @throws {CarrierError} when its addresses are taken or Asterisk does not start.
 */
export async function startCarrier(options: {
  readonly installation: AsteriskInstallation
  readonly host: string
  readonly port?: number
  readonly hotline: { readonly host: string; readonly port: number }
  readonly runDir: string
  readonly logger: Logger
}): Promise<Carrier> {
  const { installation, host, port = 5080, hotline, logger } = options
  const folders = runFolders(options.runDir, installation)
  const login = { user: 'phones', password: randomBytes(18).toString('base64url') }
  const access = { url: `http://${host}:${ariPort}`, ...login }
  const process = createAsteriskProcess({
    installation,
    folders,
    files: renderCarrier(
      { hotlineTemplates: join(root, 'asterisk-config'), host, port, ari: { port: ariPort, ...login }, hotline },
      folders,
    ),
    ari: access,
    listens: [
      { what: "The carrier's SIP", protocol: 'udp', host, port, setting: 'HOTLINE_CARRIER_CONTACT' },
      { what: "The carrier's ARI", protocol: 'tcp', host, port: ariPort, setting: 'HOTLINE_CARRIER_CONTACT' },
    ],
    logger,
  })
  const started = await process.start()
  if (!started.ok) throw new CarrierError(`The carrier can't start: ${started.detail}`)
  const connection = createAriConnection({ ...access, app: phonesApp, logger, retryDelay: () => 200 })
  const stop = async (): Promise<void> => {
    await connection.close()
    await process.stop()
  }
  const phones = createPhones(connection, host)
  const texts = createTexts(connection, { host, hotline })
  const isUp = new Promise<boolean>((resolve) => {
    connection.onUp(() => resolve(true))
    setTimeout(() => resolve(false), connectLimitMs).unref()
  })
  connection.open()
  if (!(await isUp)) {
    const { reason } = connection.status()
    await stop()
    throw new CarrierError(`The carrier's Asterisk can't be controlled: ${reason}.`)
  }
  const count = async (path: string): Promise<number> => {
    const response = await connection.request('GET', path)
    return response.outcome === 'answered' && Array.isArray(response.body)
      ? response.body.filter((each) => !isMessageQueue(each)).length
      : Number.NaN
  }
  return {
    contact: `sip:${host}:${port}`,
    phones,
    texts,
    leftovers: async () => ({ channels: await count('/channels'), bridges: await count('/bridges') }),
    stop,
  }
}

/** From the first text message on Asterisk keeps one channel for all of them; it is nobody's call. */
export const isMessageQueue = (channel: { readonly name?: unknown }): boolean =>
  typeof channel.name === 'string' && channel.name.startsWith('Message/')

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freeLoopback } from '../../../scripts/carrier/loopback.ts'
import { createAriConnection } from '../../../src/adapters/ari/ari-connection.ts'
import { createAriTelephony, neededOperations } from '../../../src/adapters/ari/telephony.ts'
import { createLogger } from '../../../src/logger.ts'
import { telephonyContract } from '../../contracts/telephony.ts'
import { startRealAsterisk } from '../../harness/real-asterisk.ts'
import { createCarrierPhones, speech } from './carrier-phones.ts'
import { startCuttableProxy } from './cuttable-proxy.ts'

const proxyPort = 18_088

telephonyContract(async () => {
  const addresses = await Promise.all([freeLoopback(), freeLoopback(), freeLoopback()])
  const [hotlineHost, carrierHost, deadHost] = addresses.map(({ host }) => host) as [string, string, string]
  const logger = createLogger('error')
  const hotline = await startRealAsterisk({
    name: 'contract-hotline',
    host: hotlineHost,
    sipPort: 5060,
    // The first trunk is not there: every call is made over the second.
    trunks: [
      { name: 'dead', host: deadHost, sipPort: 5099 },
      { name: 'carrier', host: carrierHost, sipPort: 5080 },
    ],
  })
  const carrier = await startRealAsterisk({
    name: 'contract-carrier',
    host: carrierHost,
    sipPort: 5080,
    trunks: [{ name: 'hotline', host: hotlineHost, sipPort: 5060 }],
  })
  const proxy = await startCuttableProxy(hotlineHost, proxyPort, { host: hotlineHost, port: 8088 })
  const soundsDir = await mkdtemp(join(tmpdir(), 'sounds-'))
  await writeFile(join(soundsDir, 'short.wav'), speech(0.3))
  await writeFile(join(soundsDir, 'long.wav'), speech(10))

  const common = { app: 'hotline', logger, retryDelay: () => 50 }
  const connection = createAriConnection({
    ...common,
    ...hotline.access,
    url: `http://${hotlineHost}:${proxyPort}`,
    operations: neededOperations,
  })
  const carrierConnection = createAriConnection({ ...common, ...carrier.access })
  const telephony = createAriTelephony({
    connection,
    node: 'contract-hotline',
    endpoints: ['dead', 'carrier'],
    app: 'hotline',
    logger,
    delay: (ms) => pause(ms),
  })
  const untilUp = async (): Promise<void> => {
    const limit = AbortSignal.timeout(15_000)
    while (!telephony.status().connected || !carrierConnection.status().connected) {
      if (limit.aborted)
        throw new Error(`not connected: ${telephony.status().reason} ${carrierConnection.status().reason}`)
      await pause(20)
    }
  }
  const untilTrunksAreChecked = async (): Promise<void> => {
    const limit = AbortSignal.timeout(15_000)
    for (;;) {
      const [dead, alive] = await telephony.endpointStates()
      if (dead?.state === 'offline' && alive?.state === 'online') return
      if (limit.aborted) throw new Error(`trunks: ${dead?.state} ${alive?.state}`)
      await pause(50)
    }
  }
  connection.open()
  carrierConnection.open()
  await untilUp()
  await untilTrunksAreChecked()

  const phones = createCarrierPhones(carrierConnection, 'hotline', soundsDir)
  return {
    telephony,
    call: phones.call,
    rung: phones.rung,
    sounds: {
      short: `sound:${soundsDir}/short`,
      long: `sound:${soundsDir}/long`,
      missing: `sound:${soundsDir}/missing`,
    },
    async reconnect(meanwhile) {
      proxy.cut()
      await meanwhile()
      proxy.mend()
      await untilUp()
    },
    async close() {
      await connection.close()
      await carrierConnection.close()
      await proxy.close()
      await hotline.stop()
      await carrier.stop()
      for (const address of addresses) await address.release()
      await rm(soundsDir, { recursive: true, force: true })
    },
  }
})

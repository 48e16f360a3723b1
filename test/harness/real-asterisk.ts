import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { provideAsterisk } from '../../scripts/set-up/asterisk.ts'
import { createAsteriskProcess } from '../../src/adapters/asterisk/asterisk-process.ts'
import { renderHotline } from '../../src/adapters/asterisk/hotline-config.ts'
import { runFolders } from '../../src/adapters/asterisk/run-folders.ts'
import { carrierTrunk, plainNetwork } from '../../src/adapters/asterisk/trunk.ts'

const root = join(import.meta.dirname, '../..')

/** One end of a pair of real Asterisks: where it listens, and where calls to telephone numbers go. */
export type RealAsterisk = {
  readonly name: string
  readonly host: string
  readonly sipPort: number
  readonly trunks: readonly { readonly name: string; readonly host: string; readonly sipPort: number }[]
}

/**
 * Starts a real Asterisk with the hotline's own templates in a folder of its own: as the hotline, or as the carrier, who
 * is told from it only by which end of the trunk it is. ARI is on port 8088 of its address; every call that comes in goes
 * to the application `hotline`.
 */
export async function startRealAsterisk({ name, host, sipPort, trunks }: RealAsterisk) {
  const installation = await provideAsterisk({ root, say: () => {} })
  const runDir = await mkdtemp(join(tmpdir(), `${name}-`))
  const folders = runFolders(runDir, installation)
  const ari = { host, port: 8088, user: 'hotline', password: `for-${name}` }
  const files = renderHotline(
    {
      templates: join(root, 'asterisk-config'),
      node: name,
      sip: { host, port: sipPort },
      ari,
      trunks: trunks.map((trunk) => ({
        ...carrierTrunk([trunk.host], `sip:${trunk.host}:${trunk.sipPort}`),
        name: trunk.name,
        checkSeconds: 1,
      })),
      network: plainNetwork,
      phones: [],
      promptsDir: runDir,
      hotlineNumbers: ['12345'],
      ownNumber: '12345',
      dutyMobile: '',
      emergencyNumber: '110',
      statementSeconds: 2,
      maxCalls: 100,
    },
    folders,
  )
  const access = { url: `http://${host}:${ari.port}`, user: ari.user, password: ari.password }
  const listens = [{ what: 'ARI', protocol: 'tcp', host, port: ari.port, setting: '' } as const]
  const quiet = { info() {}, warn() {}, error: console.error }
  const asterisk = createAsteriskProcess({ installation, folders, files, ari: access, listens, logger: quiet })
  const start = await asterisk.start()
  if (!start.ok) throw new Error(`${name}: ${start.detail}`)
  return {
    access,
    runDir,
    async stop(): Promise<void> {
      await asterisk.stop()
      await rm(runDir, { recursive: true, force: true })
    },
  }
}

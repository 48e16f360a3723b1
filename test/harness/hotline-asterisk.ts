import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freeLoopback } from '../../scripts/carrier/loopback.ts'
import { provideAsterisk } from '../../scripts/set-up/asterisk.ts'
import type { AriAccess } from '../../src/adapters/asterisk/ask-ari.ts'
import { type AsteriskProcess, createAsteriskProcess } from '../../src/adapters/asterisk/asterisk-process.ts'
import { type HotlineAsterisk, renderHotline } from '../../src/adapters/asterisk/hotline-config.ts'
import type { AsteriskInstallation } from '../../src/adapters/asterisk/installation.ts'
import { type RunFolders, runFolders } from '../../src/adapters/asterisk/run-folders.ts'
import { carrierTrunk, plainNetwork } from '../../src/adapters/asterisk/trunk.ts'
import { fallbackSounds } from '../../src/adapters/speech/plan-sounds.ts'

const root = resolve(import.meta.dirname, '../..')

/** A real hotline Asterisk on addresses of its own, with everything a test may want to change. */
export type HotlineUnderTest = {
  readonly host: string
  /** Address from which SIP is the carrier's; calls to numbers go to its port 5080. */
  readonly carrierHost: string
  /** An address that nobody knows. */
  readonly strangerHost: string
  readonly ari: AriAccess
  readonly folders: RunFolders
  /** May be changed before the start. */
  settings: HotlineAsterisk
  readonly logged: { readonly level: string; readonly message: string; readonly facts: object }[]
  /** A process object on the same run folder, with other settings, files or another program where given. */
  process(changed?: {
    settings?: Partial<HotlineAsterisk>
    files?: Readonly<Record<string, string>>
    installation?: Partial<AsteriskInstallation>
  }): AsteriskProcess
  /** Ends whatever runs on the folder and gives everything back. */
  close(): Promise<void>
}

/** Prepares (does not start) a hotline Asterisk. `runDir` inside the test's own folder may be changed by name. */
export async function prepareHotline(runDirName = 'asterisk'): Promise<HotlineUnderTest> {
  const [own, carrier, stranger] = await Promise.all([freeLoopback(), freeLoopback(), freeLoopback()])
  const installation = await provideAsterisk({ root, say: () => {} })
  const dir = mkdtempSync(join(tmpdir(), 'hotline-'))
  const promptsDir = join(dir, 'prompts')
  mkdirSync(promptsDir)
  for (const name of fallbackSounds) writeFileSync(join(promptsDir, `${name}.wav`), silence(0.1))
  const ari = { url: `http://${own.host}:8088`, user: 'hotline', password: 'only-for-this-test' }
  const settings: HotlineAsterisk = {
    templates: join(root, 'asterisk-config'),
    node: 'test',
    sip: { host: own.host, port: 5060 },
    ari: { host: own.host, port: 8088, user: ari.user, password: ari.password },
    trunks: [carrierTrunk([carrier.host], `sip:${carrier.host}:5080`)],
    network: plainNetwork,
    phones: [{ extension: '1001', password: 'phone-of-this-test' }],
    promptsDir,
    hotlineNumbers: ['12345', '86012345'],
    ownNumber: '12345',
    dutyMobile: '13800009901',
    emergencyNumber: '110',
    statementSeconds: 1,
    maxCalls: 100,
  }
  const logged: HotlineUnderTest['logged'] = []
  const log = (level: string) => (facts: object, message: string) => void logged.push({ level, message, facts })
  const folders = runFolders(join(dir, runDirName), installation)
  const processes: AsteriskProcess[] = []
  const createProcess: HotlineUnderTest['process'] = (changed = {}) => {
    const asterisk = { ...hotline.settings, ...changed.settings }
    const program = { ...installation, ...changed.installation }
    const its = runFolders(folders.runDir, program)
    const created = createAsteriskProcess({
      installation: program,
      folders: its,
      files: { ...renderHotline(asterisk, its), ...changed.files },
      ari,
      listens: [
        { what: 'SIP', protocol: 'udp', ...asterisk.sip, setting: 'HOTLINE_SIP_BIND' },
        { what: 'SIP', protocol: 'tcp', ...asterisk.sip, setting: 'HOTLINE_SIP_BIND' },
        { what: 'ARI', protocol: 'tcp', host: asterisk.ari.host, port: asterisk.ari.port, setting: 'HOTLINE_ARI_URL' },
      ],
      logger: { info: log('info'), warn: log('warn'), error: log('error') },
    })
    processes.push(created)
    return created
  }
  const hotline: HotlineUnderTest = {
    host: own.host,
    carrierHost: carrier.host,
    strangerHost: stranger.host,
    ari,
    folders,
    settings,
    logged,
    process: createProcess,
    async close() {
      // all of them first: one that still watches would start Asterisk again
      for (const each of processes) each.letGo()
      for (const each of [...processes, createProcess()]) await each.stop()
      expectNothingRuns(dir)
      await Promise.all([own, carrier, stranger].map((each) => each.release()))
      for (const each of [dir, folders.controlDir]) rmSync(each, { recursive: true, force: true })
    },
  }
  return hotline
}

/** A test that leaves an Asterisk behind fails. */
function expectNothingRuns(dir: string): void {
  const left = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(`-C\0${dir}/`))
  if (left.length > 0) throw new Error(`Asterisk is still running on ${dir}: process ${left.join(', ')}`)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** A WAV file of silence: 8 kHz, mono, 16 bit. */
export function silence(seconds: number): Buffer {
  const bytes = Math.round(seconds * 8000) * 2
  const file = Buffer.alloc(44 + bytes)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + bytes, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(8000, 24)
  file.writeUInt32LE(16_000, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(bytes, 40)
  return file
}

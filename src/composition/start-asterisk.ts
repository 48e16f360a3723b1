import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAsteriskProcess } from '../adapters/asterisk/asterisk-process.ts'
import { checkExternalAsterisk, requiredModules } from '../adapters/asterisk/check-external-asterisk.ts'
import { type DemoPhone, demoPhones } from '../adapters/asterisk/demo-phones.ts'
import { type HotlineAsterisk, renderHotline } from '../adapters/asterisk/hotline-config.ts'
import type { AsteriskInstallation } from '../adapters/asterisk/installation.ts'
import { bindFaults, readTrunks } from '../adapters/asterisk/read-trunks.ts'
import { TemplateError } from '../adapters/asterisk/render-templates.ts'
import { type RunFolders, runFolders } from '../adapters/asterisk/run-folders.ts'
import {
  carrierTrunk,
  directDialString,
  messageRoutesOf,
  outboundEndpoints,
  plainNetwork,
} from '../adapters/asterisk/trunk.ts'
import type { Secrets } from '../adapters/system/secrets.ts'
import type { Config } from '../config.ts'
import { voiceNumbersOf } from '../domain/routing/phones-of.ts'
import type { RoutingTable } from '../domain/routing/routing-table.ts'
import type { Logger } from '../logger.ts'
import { StartRefused } from './start-refused.ts'

/** The Asterisk the server works with, ours or somebody else's. */
export type RunningAsterisk = {
  readonly isOurs: boolean
  readonly node: string
  readonly ari: { readonly url: string; readonly user: string; readonly password: string }
  /** PJSIP endpoints for calls to telephone numbers, in the order in which they are tried. */
  readonly endpoints: readonly string[]
  /** How a number is dialled when no trunk counts as reachable. */
  lastResort(number: string): string
  /** Where messages to telephone numbers go, in the order in which they are tried. */
  readonly messageRoutes: readonly { readonly endpoint: string; readonly contact: string; readonly from: string }[]
  readonly phones: readonly DemoPhone[]
  restarts(): number
  /** Leaves it running with its calls. */
  letGo(): void
  stop(): Promise<void>
}

/** Name of this Asterisk among several. */
const node = 'asterisk1'
/** Calls that may be up at once: the sizing target of one machine is 20 new calls a second. */
const maxCalls = 1000

/**
 * Brings up our Asterisk with the trunks and the fall-back of the published table, or takes the one we are told of.
 * @throws {StartRefused} with every fault of the trunks, or why Asterisk can't start.
 */
export async function startAsterisk(options: {
  readonly config: Config
  readonly installation: AsteriskInstallation | null
  readonly templates: string
  readonly table: RoutingTable
  /** Folder of the fall-back dialplan's sentences. */
  readonly fallbackPrompts: string
  readonly secrets: Secrets
  readonly logger: Logger
  readonly say: (line: string) => void
}): Promise<RunningAsterisk> {
  const { config, installation, table, secrets, say } = options
  const { asterisk } = config
  const { trunks, network } = trunksOf(config)
  const unbindable = bindFaults(trunks, asterisk.sipBind.host)
  if (unbindable.length > 0) throw StartRefused.of('The trunks can not be reached', unbindable)
  const ari = { url: asterisk.ariUrl, user: asterisk.ariUser, password: asterisk.ariPassword ?? secrets.ariPassword }
  const ownNumber = table.lines[0]?.callerId ?? ''
  const common = {
    node,
    ari,
    endpoints: outboundEndpoints(trunks),
    messageRoutes: messageRoutesOf(trunks, ownNumber, asterisk.sipBind.host),
    lastResort: (number: string) => directDialString(trunks, number),
  }
  if (asterisk.mode === 'external' || installation === null) {
    const modules = requiredModules(readFileSync(join(options.templates, 'modules.conf'), 'utf8'))
    const faults = await checkExternalAsterisk(ari, { modules, endpoints: common.endpoints })
    if (faults.length > 0) {
      throw StartRefused.of(
        `The Asterisk at ${ari.url} can't serve`,
        faults.map(({ detail, remedy }) => `${detail}: ${remedy}`),
      )
    }
    return { ...common, isOurs: false, phones: [], restarts: () => 0, letGo() {}, async stop() {} }
  }
  const { hostname, port } = new URL(asterisk.ariUrl)
  const folders = runFolders(join(config.dataDir, 'asterisk'), installation)
  const phones = asterisk.demoPhones ? demoPhones(secrets.phones) : []
  const files = rendered(
    {
      templates: options.templates,
      node,
      sip: asterisk.sipBind,
      ari: { host: hostname, port: Number(port || 80), user: ari.user, password: ari.password },
      trunks,
      network,
      phones,
      promptsDir: options.fallbackPrompts,
      hotlineNumbers: table.numbers.map(({ number }) => number),
      ownNumber,
      dutyMobile: table.centre.dutyOfficers.flatMap(voiceNumbersOf)[0] ?? '',
      emergencyNumber: table.emergencies[0]?.number ?? '110',
      statementSeconds: table.timings.statementMaxSeconds,
      maxCalls,
    },
    folders,
  )
  const process = createAsteriskProcess({
    installation,
    folders,
    files,
    ari,
    listens: [
      { what: 'SIP', protocol: 'udp', ...asterisk.sipBind, setting: 'HOTLINE_SIP_BIND' },
      { what: 'SIP', protocol: 'tcp', ...asterisk.sipBind, setting: 'HOTLINE_SIP_BIND' },
      { what: 'ARI', protocol: 'tcp', host: hostname, port: Number(port || 80), setting: 'HOTLINE_ARI_URL' },
    ],
    logger: options.logger,
  })
  const started = await process.start()
  if (!started.ok) throw new StartRefused(`Asterisk can't start (${started.reason}): ${started.detail}`)
  if (started.waiting.length > 0) say(`Changed settings wait until no call is up: ${started.waiting.join(', ')}`)
  say(`Asterisk ${installation.version}: ${started.how}, process ${started.pid}`)
  return {
    ...common,
    isOurs: true,
    phones,
    restarts: () => process.status().restarts,
    letGo: () => process.letGo(),
    stop: () => process.stop(),
  }
}

function rendered(settings: HotlineAsterisk, folders: RunFolders) {
  try {
    return renderHotline(settings, folders)
  } catch (error) {
    if (error instanceof TemplateError) throw new StartRefused(error.message, { cause: error })
    throw error
  }
}

function trunksOf({ asterisk }: Config) {
  if (asterisk.trunksFile === null) {
    return { trunks: [carrierTrunk(asterisk.carrierMatch, asterisk.carrierContact)], network: plainNetwork }
  }
  const read = readTrunks(asterisk.trunksFile)
  if (!read.ok) throw StartRefused.of('The trunks (HOTLINE_TRUNKS) have faults', read.faults)
  return read
}

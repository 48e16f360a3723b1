import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoPhone } from './demo-phones.ts'
import { type RenderedFiles, renderTemplate, renderTemplates, TemplateError } from './render-templates.ts'
import type { Trunk, TrunkNetwork } from './trunk.ts'

/** Everything the hotline's own Asterisk is told. Paths are absolute, numbers as they are dialled. */
export type HotlineAsterisk = {
  /** Folder of the templates (`asterisk-config`). */
  readonly templates: string
  /** Name of this Asterisk among several, part of channel ids; a-z, 0-9, `-`. */
  readonly node: string
  readonly sip: { readonly host: string; readonly port: number }
  readonly ari: { readonly host: string; readonly port: number; readonly user: string; readonly password: string }
  readonly trunks: readonly Trunk[]
  readonly network: TrunkNetwork
  readonly phones: readonly DemoPhone[]
  /** Folder of what the fall-back says, `fallbackGreeting.wav` and so on (8 kHz, mono, 16 bit). */
  readonly promptsDir: string
  readonly hotlineNumbers: readonly string[]
  /** Number shown to whom the fall-back rings; empty: the caller's own. */
  readonly ownNumber: string
  /** Rung first by the fall-back; empty: nobody, 110 at once. */
  readonly dutyMobile: string
  readonly emergencyNumber: string
  /** Longest time the fall-back records what a caller says, in seconds. */
  readonly statementSeconds: number
  /** Calls that may be up at once; the next caller hears "busy". */
  readonly maxCalls: number
}

/**
 * Configuration files of the hotline's Asterisk. The folders of the run and the installation are left to
 * `AsteriskProcess`, which knows them: `{{runDir}}`, `{{controlDir}}`, `{{modulesDir}}` and `{{dataDir}}` come in `folders`.
 * @throws {TemplateError} naming every value that may not stand in a configuration file.
 */
export function renderHotline(
  asterisk: HotlineAsterisk,
  folders: Readonly<Record<'runDir' | 'controlDir' | 'modulesDir' | 'dataDir', string>>,
): RenderedFiles {
  const faults = dialplanFaults(asterisk)
  if (faults.length > 0) throw new TemplateError(faults)
  const section = (name: string) => readFileSync(join(asterisk.templates, 'sections', `${name}.conf`), 'utf8')
  return {
    ...renderTemplates(asterisk.templates, {
      ...folders,
      node: asterisk.node,
      maxCalls: asterisk.maxCalls,
      ariHost: asterisk.ari.host,
      ariPort: asterisk.ari.port,
      ariUser: asterisk.ari.user,
      ariPassword: asterisk.ari.password,
      sipHost: asterisk.sip.host,
      sipPort: asterisk.sip.port,
      rtpFirst: asterisk.network.rtpPorts.first,
      rtpLast: asterisk.network.rtpPorts.last,
      externalAddress: asterisk.network.externalAddress,
      localNetworks: asterisk.network.localNetworks,
      promptsDir: asterisk.promptsDir,
      hotlineNumbers: asterisk.hotlineNumbers.join('&'),
      ownNumber: asterisk.ownNumber,
      dutyMobile: asterisk.dutyMobile,
      emergencyNumber: asterisk.emergencyNumber,
      statementSeconds: asterisk.statementSeconds,
      outboundEndpoints: asterisk.trunks.map((trunk) => trunk.name),
    }),
    'pjsip_trunks.conf': renderTrunks(asterisk.trunks, section),
    'pjsip_phones.conf': asterisk.phones
      .map((phone) => renderTemplate(section('phone'), phone, 'sections/phone.conf'))
      .join('\n'),
  }
}

function renderTrunks(trunks: readonly Trunk[], section: (name: string) => string): string {
  return trunks.flatMap((trunk) => renderTrunk(trunk, section)).join('\n')
}

function renderTrunk(trunk: Trunk, section: (name: string) => string): readonly string[] {
  const fill = (name: string, values: Parameters<typeof renderTemplate>[1]) =>
    renderTemplate(section(name), values, `sections/${name}.conf (trunk ${trunk.name})`)
  const rendered = [
    fill('trunk', {
      name: trunk.name,
      ...byTransport('Contact', trunk),
      transport: trunk.transport,
      authName: trunk.login && `${trunk.name}-auth`,
      outboundProxy: trunk.outboundProxy,
      displayNumber: trunk.displayNumber,
      fromDomain: trunk.fromDomain,
      codecs: trunk.codecs,
      dtmf: trunk.dtmf,
      checkSeconds: trunk.checkSeconds,
      match: trunk.callsFrom,
    }),
  ]
  if (trunk.login) rendered.push(fill('trunk-auth', { name: trunk.name, ...trunk.login }))
  if (trunk.login && trunk.register) {
    rendered.push(
      fill('trunk-registration', {
        name: trunk.name,
        transport: trunk.transport,
        ...byTransport('Server', trunk),
        client: trunk.contact.replace(/^(sips?:)/, `$1${trunk.login.user}@`),
        contactUser: trunk.displayNumber ?? trunk.login.user,
        outboundProxy: trunk.outboundProxy,
      }),
    )
  }
  return rendered
}

/** The address under the name of its transport (`udpContact` or `tcpContact`), the other one null. */
const byTransport = (kind: 'Contact' | 'Server', { transport, contact }: Trunk) => ({
  [`udp${kind}`]: transport === 'udp' ? contact : null,
  [`tcp${kind}`]: transport === 'tcp' ? contact : null,
})

/** Values that the dialplan would read as more than one argument or as another way to dial. The faults name them all. */
function dialplanFaults(asterisk: HotlineAsterisk): readonly string[] {
  const { ownNumber, dutyMobile, emergencyNumber, hotlineNumbers, promptsDir } = asterisk
  const faults = Object.entries({
    ownNumber: ownNumber === '' ? [] : [ownNumber],
    dutyMobile: dutyMobile === '' ? [] : [dutyMobile],
    emergencyNumber: [emergencyNumber],
    hotlineNumbers,
  }).flatMap(([field, values]) =>
    values
      .filter((value) => !/^\+?\d{1,20}$/.test(value))
      .map((value) => `extensions.conf: ${field} is "${value}", which is no telephone number`),
  )
  if (/[,&|()"]/.test(promptsDir))
    faults.push(
      `extensions.conf: promptsDir is "${promptsDir}": Asterisk can't play from a folder with , & | ( ) or " in its path`,
    )
  return faults
}

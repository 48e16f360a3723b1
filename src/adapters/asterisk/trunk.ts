/** A way to the telephone network: a carrier, a gateway to E1 lines, the PBX of a department. */
export type Trunk = {
  /** Name of the PJSIP endpoint; a-z, 0-9 and `-`. */
  readonly name: string
  /** Where calls to telephone numbers are sent: `sip:host:port`. */
  readonly contact: string
  readonly transport: 'udp' | 'tcp'
  /** SIP from these is this trunk's: `IP`, `IP/mask` or `IP:port`. */
  readonly callsFrom: readonly string[]
  /** User and password the carrier asks us for; null: we are known by our address. */
  readonly login: { readonly user: string; readonly password: string } | null
  /** true: we register with the carrier under `login.user`. */
  readonly register: boolean
  /** SIP URI of a proxy everything goes through, null for none. */
  readonly outboundProxy: string | null
  /** Our own number as this carrier wants it shown; null: as the server says for each call. */
  readonly displayNumber: string | null
  /** Domain in From, where the carrier insists on one. */
  readonly fromDomain: string | null
  /** In order of preference. */
  readonly codecs: readonly ('alaw' | 'ulaw')[]
  /** `auto`: RFC 4733 where the other side offers it, else the keys' tones in the voice. */
  readonly dtmf: 'rfc4733' | 'inband' | 'auto'
  /** Seconds between two questions whether the trunk is there. */
  readonly checkSeconds: number
}

/** Settings of the machine's place in the network that all trunks share. */
export type TrunkNetwork = {
  /** Address the carriers see, where it is not our own (behind a router). */
  readonly externalAddress: string | null
  /** Networks reached without that router, `IP/mask`. */
  readonly localNetworks: readonly string[]
  /** UDP ports of the voice, both included; two are used for each call. */
  readonly rtpPorts: { readonly first: number; readonly last: number }
}

export const plainNetwork: TrunkNetwork = {
  externalAddress: null,
  localNetworks: [],
  rtpPorts: { first: 10_000, last: 20_000 },
}

/** The trunk that `HOTLINE_CARRIER_MATCH` and `HOTLINE_CARRIER_CONTACT` describe: known by its address, no password. */
export const carrierTrunk = (callsFrom: readonly string[], contact: string): Trunk => ({
  name: 'carrier',
  contact,
  transport: 'udp',
  callsFrom,
  login: null,
  register: false,
  outboundProxy: null,
  displayNumber: null,
  fromDomain: null,
  codecs: ['alaw', 'ulaw'],
  dtmf: 'auto',
  checkSeconds: 10,
})

/**
 * Names of the endpoints for outbound calls, in the order in which they are to be tried. The dial string is
 * `PJSIP/<number>@<name>`, its state `GET /ari/endpoints/PJSIP/<name>`.
 */
export const outboundEndpoints = (trunks: readonly Trunk[]): readonly string[] => trunks.map((trunk) => trunk.name)

/**
 * How a number is dialled by the first trunk's address, whether or not that trunk answers pings: its endpoint's settings
 * (codecs, login, proxy) hold all the same.
 */
export function directDialString(trunks: readonly Trunk[], number: string): string {
  const [trunk] = trunks
  if (!trunk) return `PJSIP/${number}`
  const uri = trunk.contact.replace(/^(sips?:)/, `$1${number}@`)
  return `PJSIP/${trunk.name}/${uri}${trunk.transport === 'tcp' ? ';transport=tcp' : ''}`
}

/** ARI paths that tell each trunk's state (`state`: `online`, `offline` or `unknown`), for `/readyz`. */
export const trunkStatePaths = (
  trunks: readonly Trunk[],
): readonly { readonly name: string; readonly path: string }[] =>
  trunks.map(({ name }) => ({ name, path: `/ari/endpoints/PJSIP/${encodeURIComponent(name)}` }))

/**
 * How a text message reaches each trunk, in their order: the endpoint, the address it is sent to, and the sender's address
 * as that carrier wants it.
 * @param host our own address, where the carrier insists on no domain.
 */
export const messageRoutesOf = (trunks: readonly Trunk[], ownNumber: string, host: string) =>
  trunks.map((trunk) => ({
    endpoint: trunk.name,
    contact: trunk.transport === 'tcp' ? `${trunk.contact};transport=tcp` : trunk.contact,
    from: `sip:${trunk.displayNumber ?? ownNumber}@${trunk.fromDomain ?? host}`,
  }))

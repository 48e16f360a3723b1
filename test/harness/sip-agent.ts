import { createHash, randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'

/** A SIP message as it came: the first line, and the headers by their names in lower case (the first of each). */
export type SipMessage = {
  readonly start: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
  /** Status of a response, null for a request. */
  readonly status: number | null
  readonly method: string
}

export type SipAgent = {
  readonly host: string
  readonly port: number
  /** Every request that came, in order (the test answers none by hand: {@link SipAgentOptions.answer} does). */
  readonly requests: readonly SipMessage[]
  /** Sends a request outside a call; resolves with its final response. Refuses after 5 s. */
  request(method: string, user: string, options?: SipRequest): Promise<SipMessage>
  /** Sends bytes as they are. */
  sendRaw(bytes: Uint8Array): Promise<void>
  /** Ends the call that this response answered. */
  bye(answered: SipMessage): Promise<SipMessage>
  close(): Promise<void>
}

export type SipRequest = {
  /** Full From URI; `sip:agent@<host>` unless given. */
  readonly from?: string
  readonly login?: { readonly user: string; readonly password: string }
  /** true: with an offer of PCMA. */
  readonly offer?: boolean
}

export type SipAgentOptions = {
  readonly host: string
  readonly port?: number
  readonly target: { readonly host: string; readonly port: number }
  /** Final status for an INVITE to this user that comes in; null leaves it ringing. 200 accepts the call. */
  readonly answer?: (user: string) => number | null
}

/** A telephone made of one UDP socket: just enough SIP to knock at a door in every polite and impolite way. */
export async function openSipAgent({ host, port = 5060, target, answer }: SipAgentOptions): Promise<SipAgent> {
  const socket = createSocket('udp4')
  const requests: SipMessage[] = []
  const waiting = new Map<string, (response: SipMessage) => void>()
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, host, resolve)
  })
  const send = (lines: readonly string[], body = '') =>
    sendBytes(Buffer.from([...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n')))
  const sendBytes = (bytes: Uint8Array) =>
    new Promise<void>((resolve) => {
      socket.send(bytes, target.port, target.host, () => resolve())
    })

  socket.on('message', (bytes) => {
    const message = parse(bytes.toString())
    if (message.status !== null) {
      if (message.status >= 200) waiting.get(keyOf(message))?.(message)
      return
    }
    if (message.method === 'ACK') return
    if (!requests.some((each) => keyOf(each) === keyOf(message))) requests.push(message)
    void respond(message)
  })

  async function respond(request: SipMessage): Promise<void> {
    const user = /sip:([^@;>]*)@/.exec(request.start)?.[1] ?? ''
    const status = request.method === 'INVITE' ? (answer?.(user) ?? 180) : 200
    await send(
      [
        `SIP/2.0 ${status} Said`,
        ...['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${request.headers.get(name.toLowerCase())}`),
        `To: ${request.headers.get('to')};tag=agent`,
        `Contact: <sip:agent@${host}:${port}>`,
        ...(request.method === 'INVITE' && status === 200 ? ['Content-Type: application/sdp'] : []),
      ],
      request.method === 'INVITE' && status === 200 ? offerOf(host) : '',
    )
    if (request.method === 'CANCEL') {
      const invite = requests.find((each) => each.method === 'INVITE' && sameCall(each, request))
      if (invite)
        await send([
          'SIP/2.0 487 Cancelled',
          ...['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${invite.headers.get(name.toLowerCase())}`),
          `To: ${invite.headers.get('to')};tag=agent`,
        ])
    }
  }

  async function exchange(method: string, lines: readonly string[], key: string, body = ''): Promise<SipMessage> {
    const reply = new Promise<SipMessage>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`no final response to ${method}`)), 5000)
      waiting.set(key, (response) => {
        clearTimeout(limit)
        waiting.delete(key)
        resolve(response)
      })
    })
    await send(lines, body)
    return reply
  }

  async function request(method: string, user: string, options: SipRequest = {}): Promise<SipMessage> {
    const call = randomUUID()
    const from = options.from ?? `sip:agent@${host}`
    const uri = method === 'REGISTER' ? `sip:${target.host}` : `sip:${user}@${target.host}:${target.port}`
    const body = options.offer ? offerOf(host) : ''
    const attempt = async (sequence: number, authorization: readonly string[]) => {
      const response = await exchange(
        method,
        [
          `${method} ${uri} SIP/2.0`,
          `Via: SIP/2.0/UDP ${host}:${port};branch=z9hG4bK${randomUUID()}`,
          `From: <${from}>;tag=${call.slice(0, 8)}`,
          `To: <${method === 'REGISTER' ? from : uri}>`,
          `Call-ID: ${call}`,
          `CSeq: ${sequence} ${method}`,
          `Contact: <sip:${user || 'agent'}@${host}:${port}>`,
          'Max-Forwards: 70',
          ...(method === 'REGISTER' ? ['Expires: 120'] : []),
          ...authorization,
          ...(body ? ['Content-Type: application/sdp'] : []),
        ],
        `${call} ${sequence} ${method}`,
        body,
      )
      if (method === 'INVITE') await acknowledge(response, uri)
      return response
    }
    const first = await attempt(1, [])
    if (!options.login || first.status !== 401) return first
    return attempt(2, [authorize(first, method, uri, options.login)])
  }

  /** A request inside the call of that response. */
  const inside = (response: SipMessage, method: string, uri: string, sequence: number) => [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP ${host}:${port};branch=z9hG4bK${randomUUID()}`,
    ...['From', 'To', 'Call-ID'].map((name) => `${name}: ${response.headers.get(name.toLowerCase())}`),
    `CSeq: ${sequence} ${method}`,
    'Max-Forwards: 70',
  ]

  const acknowledge = (response: SipMessage, uri: string) =>
    send(inside(response, 'ACK', uri, Number.parseInt(response.headers.get('cseq') ?? '1', 10)))

  return {
    host,
    port,
    requests,
    request,
    sendRaw: sendBytes,
    bye: (answered) => {
      const uri = /<([^>]+)>/.exec(answered.headers.get('contact') ?? '')?.[1] ?? `sip:${target.host}:${target.port}`
      return exchange('BYE', inside(answered, 'BYE', uri, 9), `${answered.headers.get('call-id')} 9 BYE`)
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

const keyOf = (message: SipMessage): string => `${message.headers.get('call-id')} ${message.headers.get('cseq')}`
const sameCall = (one: SipMessage, other: SipMessage): boolean =>
  one.headers.get('call-id') === other.headers.get('call-id')

function parse(text: string): SipMessage {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const [start = '', ...lines] = head.split('\r\n')
  const headers = new Map<string, string>()
  for (const line of lines) {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
    if (name && value !== undefined && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value)
  }
  const status = /^SIP\/2\.0 (\d{3})/.exec(start)?.[1]
  return { start, headers, body, status: status ? Number(status) : null, method: start.split(' ')[0] as string }
}

function authorize(
  challenge: SipMessage,
  method: string,
  uri: string,
  login: { user: string; password: string },
): string {
  const header = challenge.headers.get('www-authenticate') ?? ''
  const field = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(header)?.[1] ?? ''
  const md5 = (text: string) => createHash('md5').update(text).digest('hex')
  const own = md5(`${login.user}:${field('realm')}:${login.password}`)
  const response = md5(`${own}:${field('nonce')}:00000001:c:auth:${md5(`${method}:${uri}`)}`)
  return `Authorization: Digest username="${login.user}", realm="${field('realm')}", nonce="${field('nonce')}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c", opaque="${field('opaque')}"`
}

const offerOf = (host: string): string =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    'm=audio 40000 RTP/AVP 8',
    'a=rtpmap:8 PCMA/8000',
    '',
  ].join('\r\n')

/** What the bench's telephones need of a SIP message. */
export type SipMessage = {
  /** Status of a response, null for a request. */
  readonly status: number | null
  /** Of a response: the method it answers. */
  readonly method: string
  readonly sequence: number
  readonly callId: string
  /** User of the request's URI: the number that is called; empty in a response. */
  readonly user: string
  /** Whole header lines, as they came, for whoever answers. */
  readonly via: string
  readonly from: string
  readonly to: string
  /** URI in Contact, null where there is none. */
  readonly contact: string | null
  readonly body: string
}

/** Reads a message; null: not one we can do anything with (a keep-alive). */
export function readSipMessage(text: string): SipMessage | null {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return null
  const [start = '', ...lines] = text.slice(0, head).split('\r\n')
  let via = ''
  let from = ''
  let to = ''
  let callId = ''
  let sequence = ''
  let contact: string | null = null
  for (const line of lines) {
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).trim()
    switch (line.slice(0, colon).toLowerCase()) {
      case 'via':
        via += `${via ? '\r\n' : ''}${line}`
        break
      case 'from':
        from = line
        break
      case 'to':
        to = line
        break
      case 'call-id':
        callId = value
        break
      case 'cseq':
        sequence = value
        break
      case 'contact':
        contact = /<([^>]+)>/.exec(value)?.[1] ?? null
    }
  }
  const status = start.startsWith('SIP/2.0 ') ? Number(start.slice(8, 11)) : null
  const [number = '', method = ''] = sequence.split(/\s+/)
  return {
    status,
    method,
    sequence: Number(number),
    callId,
    user: status === null ? (/sips?:([^@;>]*)@/.exec(start)?.[1] ?? '') : '',
    via,
    from,
    to,
    contact,
    body: text.slice(head + 4),
  }
}

/** Port of the voice in a session description; null where it offers none. */
export function voicePortOf(body: string): number | null {
  const port = Number(/^m=audio (\d+) /m.exec(body)?.[1] ?? 0)
  return port > 0 ? port : null
}

/** A-law and keys as events, at this address. */
export const sessionDescription = (host: string, port: number): string =>
  [
    'v=0',
    `o=- 1 1 IN IP4 ${host}`,
    's=-',
    `c=IN IP4 ${host}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 8 101`,
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-16',
    'a=ptime:20',
    'a=sendrecv',
    '',
  ].join('\r\n')

/** A message as it is sent. `lines`: the first line and the headers, without Content-Length. */
export const writeSip = (lines: readonly string[], body = ''): string =>
  [...lines, ...(body ? ['Content-Type: application/sdp'] : []), `Content-Length: ${body.length}`, '', body].join(
    '\r\n',
  )

/** A response to a request; `to` is its To line, with our tag where it has none yet. */
export const writeResponse = (
  request: SipMessage,
  status: string,
  to: string,
  more: { readonly contact?: string; readonly body?: string } = {},
): string =>
  writeSip(
    [
      `SIP/2.0 ${status}`,
      request.via,
      request.from,
      to,
      `Call-ID: ${request.callId}`,
      `CSeq: ${request.sequence} ${request.method}`,
      ...(more.contact === undefined ? [] : [`Contact: <${more.contact}>`]),
    ],
    more.body,
  )

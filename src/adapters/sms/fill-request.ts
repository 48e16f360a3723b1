import { createHmac } from 'node:crypto'
import type { OutgoingSms } from '../../application/ports/sms-transport.ts'
import type { HttpGatewaySettings } from './sms-schema.ts'

export type FilledRequest = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

type Encode = (value: string) => string
const asJson: Encode = (value) => JSON.stringify(value).slice(1, -1)
const encoders: Readonly<Record<HttpGatewaySettings['encoding'], Encode>> = {
  json: asJson,
  form: encodeURIComponent,
  plain: (value) => value,
}
const contentTypes = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  plain: 'text/plain; charset=utf-8',
}

/**
 * The request for one message. In the body `{number}`, `{text}`, `{id}`, `{templateId}` are filled in as the encoding
 * wants it, `{variables}` as a JSON object (to stand outside quotes in JSON); in the URL and the headers likewise.
 */
export function fillRequest(
  settings: HttpGatewaySettings,
  message: OutgoingSms,
  facts: { readonly timestamp: string; readonly nonce: string },
): FilledRequest {
  const text = settings.signature === null ? message.text : `【${settings.signature}】${message.text}`
  const values: Record<string, string> = {
    number: message.to,
    text,
    id: message.id,
    kind: message.kind,
    language: message.language,
    templateId: settings.templates?.[message.kind] ?? '',
    ...facts,
  }
  const variables = JSON.stringify(message.variables)
  const fill = (template: string, encode: Encode, list: string) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => {
      if (name === 'variables') return list
      const value = values[name]
      return value === undefined ? whole : encode(value)
    })
  const encode = encoders[settings.encoding]
  const url = fill(settings.url, encodeURIComponent, encodeURIComponent(variables))
  const filled = fill(settings.body, encode, settings.encoding === 'json' ? variables : encode(variables))
  const body = settings.method === 'GET' ? null : filled
  const headers: Record<string, string> = {
    ...(body === null ? {} : { 'Content-Type': contentTypes[settings.encoding] }),
    ...Object.fromEntries(
      Object.entries(settings.headers).map(([name, value]) => [
        name,
        fill(value, (each) => each.replace(/[^\x20-\x7e]/g, ''), ''),
      ]),
    ),
  }
  const { sign } = settings
  if (sign !== null) {
    const { pathname, search } = new URL(url)
    const signed: Record<string, string> = {
      ...facts,
      body: body ?? '',
      method: settings.method,
      path: pathname + search,
    }
    const over = sign.over.replace(/\{(\w+)\}/g, (whole, name: string) => signed[name] ?? whole)
    const algorithm = sign.algorithm.replace('hmac-', '')
    headers[sign.header] = createHmac(algorithm, sign.secret).update(over).digest(sign.encoding)
    headers[sign.timestampHeader] = facts.timestamp
    if (sign.nonceHeader !== null) headers[sign.nonceHeader] = facts.nonce
  }
  return { url, method: settings.method, headers, body }
}

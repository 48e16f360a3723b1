import type { TransportOutcome } from '../../application/ports/sms-transport.ts'
import { maskNumber } from '../../domain/numbers/mask-number.ts'
import type { HttpGatewaySettings } from './sms-schema.ts'

/** How much of an answer goes into the record. */
const longestDetail = 200

/**
 * What a gateway's answer means. 429 and its words for "too fast": later. 5xx: it is not well, later. Its words for a
 * number that is none, or for what it will never take: final. Everything else it refused.
 */
export function readGatewayAnswer(settings: HttpGatewaySettings, status: number, text: string): TransportOutcome {
  const answer = parsed(text)
  const { success, failures } = settings
  const isSuccess =
    success.status.includes(status) &&
    (success.field === null || success.equals.includes(String(fieldOf(answer, success.field))))
  if (isSuccess) {
    const reference = settings.reference === null ? undefined : fieldOf(answer, settings.reference)
    return { ok: true, reference: reference == null ? null : String(reference), isDelivered: false }
  }
  const word = failures.field === null ? null : String(fieldOf(answer, failures.field))
  const said = (words: readonly string[]): boolean => word !== null && words.includes(word)
  const shown = text.replace(/\p{Cc}+/gu, ' ').slice(0, longestDetail)
  // Many repeat the number; what goes into a record that is never erased must not.
  const detail = `HTTP ${status} ${shown.replace(/\d{7,}/g, maskNumber)}`.trim()
  const refuse = (reason: Extract<TransportOutcome, { ok: false }>['reason'], isFinal: boolean) =>
    ({ ok: false, reason, isFinal, detail }) as const
  if (said(failures.noSuchNumber)) return refuse('noSuchNumber', true)
  if (said(failures.throttled) || status === 429) return refuse('throttled', false)
  if (said(failures.final)) return refuse('rejected', true)
  return status >= 500 ? refuse('unreachable', false) : refuse('rejected', false)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `data.0.code` in a JSON value. */
function fieldOf(value: unknown, path: string): unknown {
  let found = value
  for (const part of path.split('.')) {
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[part] : undefined
  }
  return found
}

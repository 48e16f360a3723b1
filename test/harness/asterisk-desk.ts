import type { AriAnswer, AriLine } from '../../src/adapters/sms/ari-line.ts'
import { createSipMessage } from '../../src/adapters/sms/sip-message.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
export const kept = (from: string, callId: string, sequence: string, text: string): string =>
  [from, callId, sequence, text].map(base64).join('|')

/** An Asterisk as far as messages need it: two trunks, and a dialplan that keeps what comes in. */
export function asterisk() {
  const states: Record<string, string> = { carrier: 'online', spare: 'online' }
  const sent: { readonly query: Record<string, unknown>; readonly body: unknown }[] = []
  const subscribed: string[] = []
  const slots: string[] = []
  const laid = new Map<string, string>()
  let read = 0
  let refusal: AriAnswer | null = null
  const events: ((event: { type: string }) => void)[] = []
  const ups: (() => void)[] = []
  const ok = (body: unknown = null, status = 200): AriAnswer => ({ outcome: 'answered', status, body })
  const line: AriLine = {
    async request(method, path, query = {}, body) {
      if (path.startsWith('/endpoints/PJSIP/')) {
        const state = states[path.split('/').at(-1) ?? '']
        return state === undefined ? ok({ message: 'none' }, 404) : ok({ state })
      }
      if (path === '/endpoints/sendMessage') {
        sent.push({ query, body })
        return refusal ?? ok(null, 202)
      }
      if (path.endsWith('/subscription')) subscribed.push(String(query.eventSource))
      // [sms-desk] of extensions_sms.conf: lets go of what was stored, lays out the next twenty.
      const [, stored, mark] =
        /^Local\/(\d+)-(\w+)@sms-desk$/.exec(String((body as { endpoint?: string })?.endpoint ?? query.endpoint)) ?? []
      if (method === 'POST' && path === '/channels' && stored !== undefined) {
        read = Math.max(read, Math.min(Number(stored), slots.length))
        for (let number = 1; number <= read; number += 1) slots[number - 1] = ''
        const last = Math.min(slots.length, read + 20)
        for (let number = read + 1; number <= last; number += 1) laid.set(`SMS_${number}`, slots[number - 1] ?? '')
        laid.set('SMS_DESK', `${mark}|${read}|${last}`)
        return ok({})
      }
      if (path === '/asterisk/variable') {
        const value = laid.get(String(query.variable))
        return value === undefined ? ok({}, 404) : ok({ value })
      }
      return ok()
    },
    onEvent: (listener) => void events.push(listener),
    onUp: (listener) => void ups.push(listener),
  }
  const log = createFakeLog()
  let marks = 0
  const transport = createSipMessage({
    line,
    app: 'hotline-sms',
    routes: ['carrier', 'spare'].map((endpoint) => ({
      endpoint,
      contact: `sip:10.0.0.${endpoint.length}:5060`,
      from: 'sip:12345@127.0.0.1',
    })),
    phones: new Set(['1001']),
    log,
    // A turn of the loop, so that what is tried again and again lets others have theirs.
    delay: () => new Promise((resolve) => setImmediate(resolve)),
    newMark: () => `mark${++marks}`,
  })
  return {
    transport,
    states,
    sent,
    subscribed,
    slots,
    log,
    left: () => slots.filter((slot) => slot !== '').length,
    refuse(answer: AriAnswer | null) {
      refusal = answer
    },
    up: () => ups.map((listener) => listener()),
    /** A message comes in: the dialplan keeps it, and the event tells of it. */
    comesIn(from: string, callId: string, text: string) {
      slots.push(kept(from, callId, '1 MESSAGE', text))
      const message = { from, body: text, variables: { 'Call-ID': callId, CSeq: '1 MESSAGE' } }
      for (const listener of events) listener({ type: 'TextMessageReceived', message } as { type: string })
    },
  }
}

import type { AriConnection } from '../../../src/adapters/ari/ari-connection.ts'
import type { AriMethod, AriQuery, AriResponse, RawEvent } from '../../../src/adapters/ari/ari-request.ts'

export type SentRequest = {
  readonly method: AriMethod
  readonly path: string
  readonly query: AriQuery
  readonly body: object | null
}

export const answered = (status: number, body: unknown = null): AriResponse => ({ outcome: 'answered', status, body })
export const unknown: AriResponse = { outcome: 'unknown', detail: 'no answer within 5000 ms' }
export const notSent: AriResponse = { outcome: 'notSent', detail: 'ECONNREFUSED' }

type Answer = AriResponse | Promise<AriResponse> | ((request: SentRequest) => AriResponse | Promise<AriResponse>)

/** An AriConnection under the test's control: answers are scripted, events are sent by hand, requests are kept. */
export function createFakeConnection() {
  const sent: SentRequest[] = []
  const left: SentRequest[] = []
  const sizes = new Map<string, number>()
  const rules: { readonly matches: RegExp; readonly answers: Answer[] }[] = []
  const onEvent: ((event: RawEvent) => void)[] = []
  const onUp: (() => void)[] = []
  const onDown: ((reason: string) => void)[] = []
  let connected = false

  const connection: AriConnection = {
    async request(method, path, query = {}, body) {
      const request = { method, path, query, body: body ?? null }
      sent.push(request)
      const rule = rules.find(({ matches, answers }) => answers.length > 0 && matches.test(`${method} ${path}`))
      if (rule) {
        const answer = rule.answers.length > 1 ? rule.answers.shift()! : rule.answers[0]!
        return typeof answer === 'function' ? answer(request) : answer
      }
      if (method === 'GET')
        return path === '/channels' || path === '/bridges' ? answered(200, []) : answered(404, { message: 'not found' })
      return answered(method === 'POST' ? 200 : 204)
    },
    leave(method, path, query = {}) {
      left.push({ method, path, query, body: null })
    },
    size: async (path) => sizes.get(path) ?? null,
    onEvent: (listener) => void onEvent.push(listener),
    onUp: (listener) => void onUp.push(listener),
    onDown: (listener) => void onDown.push(listener),
    status: () => ({ connected, reason: connected ? null : 'down' }),
    open() {},
    async close() {},
  }
  return {
    connection,
    sent,
    /** Requests that nobody waits for. */
    left,
    /** Bytes of files, by the path of the GET that would bring them. */
    sizes,
    /** `METHOD /path` of what was sent, without what every connecting asks. */
    lines: (): string[] => sent.map(({ method, path }) => `${method} ${path}`),
    /** Answers in order; the last one is repeated. A newer rule comes before an older one. */
    answer(matches: RegExp, ...answers: Answer[]): void {
      rules.unshift({ matches, answers })
    },
    event(type: string, fields: object = {}): void {
      for (const listener of onEvent) listener({ type, ...fields })
    },
    up(): void {
      connected = true
      for (const listener of onUp) listener()
    },
    down(): void {
      connected = false
      for (const listener of onDown) listener('gone')
    },
  }
}

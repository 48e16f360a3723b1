import { setImmediate as nextTurn } from 'node:timers/promises'
import { pino } from 'pino'
import { chineseHolidays } from '../../../src/adapters/calendar/chinese-holidays.ts'
import { buildHttp } from '../../../src/adapters/http/build-http.ts'
import type { HttpDeps, ReadinessCheck } from '../../../src/adapters/http/http-deps.ts'
import { countMetrics } from '../../../src/adapters/http/metrics.ts'
import type { OrderChanged } from '../../../src/application/dispatch/tell-calls.ts'
import { createOverrideDesk } from '../../../src/application/duty/override-desk.ts'
import { createPhoneTests } from '../../../src/application/phones/phone-tests.ts'
import { createEventHub } from '../../../src/application/record/event-hub.ts'
import { tellAfterCommit } from '../../../src/application/record/tell-after-commit.ts'
import { contactDesk } from '../../../src/composition/contact-desk.ts'
import { rosterDesk } from '../../../src/composition/roster-desk.ts'
import { rosterFileDesk } from '../../../src/composition/roster-file-desk.ts'
import { tableDesk } from '../../../src/composition/table-desk.ts'
import type { OrderRecord } from '../../../src/domain/dispatch/order-record.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { sameThreadProver } from '../../fakes/same-thread-prover.ts'
import { silent, smallTown } from '../../support/small-town.ts'

export const token = 'a-token-for-scripts-0001'
export const bearer = { authorization: `Bearer ${token}` }
export const adminPassword = 'correct horse'

/** A catalogue that has a text for whatever is asked. */
const everySentence = new Proxy<Record<string, string>>({}, { get: () => '{name} {key}', has: () => true })

/** The HTTP edge over a small town: with what it told the calls, what it logged, and switches for what may break. */
export async function httpTown(change: Partial<HttpDeps> = {}, table?: RoutingTable) {
  const town = await smallTown(table)
  const told: OrderChanged[] = []
  const rung: OrderRecord[] = []
  const logged: string[] = []
  const recordings = new Map<string, Uint8Array>()
  const readings = { openCases: () => town.cases.countOpen(), ariConnected: true }
  const counted = countMetrics({
    openCalls: () => 0,
    openCases: () => readings.openCases(),
    outboxAgeSeconds: () => 0,
    casesWithoutClock: () => 3,
    stepLateSeconds: () => 0,
    ariConnected: () => readings.ariConnected,
    asteriskRestarts: () => 2,
    messageCentres: () => new Map(),
    troubles: () => new Map([['error call', 3]]),
  })
  const readiness: ReadinessCheck[] = [{ name: 'database', check: async () => ({ ok: true }) }]
  const prompts = { catalogue: () => everySentence, prepare: async () => [] }
  const eventHub = createEventHub({
    feed: change.events ?? town.events,
    log: silent,
    every: () => () => {},
    breathe: () => nextTurn(),
  })
  const http = await buildHttp({
    ...town,
    eventHub,
    ledger: tellAfterCommit(town.ledger, () => eventHub.wake()),
    smsWebhooks: {},
    waysOfTexts: [
      { name: 'city', templates: { caseNumber: 'SMS_1' }, signature: '一号通' },
      { name: 'sip', templates: null, signature: null },
    ],
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    access: {
      accounts: [
        { user: 'admin', password: adminPassword, role: 'administrator' },
        { user: 'clerk', password: 'reads only', role: 'viewer' },
      ],
      apiToken: token,
      sessionKey: Buffer.alloc(32, 7),
    },
    tables: tableDesk,
    contacts: contactDesk,
    rosters: rosterDesk,
    rosterFiles: rosterFileDesk,
    dutyChecks: [],
    overrides: createOverrideDesk({ ...town, dutyChecks: change.dutyChecks ?? [] }),
    checks: [],
    prover: sameThreadProver,
    prompts,
    holidays: chineseHolidays,
    readRecording: async (name) => recordings.get(name) ?? null,
    deleteRecording: async (name) => recordings.delete(name) || true,
    notifyCalls: (event) => void told.push(event),
    ringTeam: async (order) => void rung.push(order),
    phoneTests: createPhoneTests({
      ...town,
      telephone: { request: async () => null, isThere: () => false, live: { all: () => [] }, node: 'test' },
    }),
    readiness,
    metricsText: counted.text,
    ...change,
  })

  /** Signs in and gives the cookie header. */
  async function signIn(user = 'admin', password = adminPassword) {
    const answer = await http.inject({ method: 'POST', url: '/api/v1/session', payload: { user, password } })
    if (answer.statusCode !== 200) throw new Error(`login answered ${answer.statusCode} ${answer.body}`)
    return cookieOf(answer)
  }
  const get = (url: string, headers: Record<string, string> = bearer) => http.inject({ method: 'GET', url, headers })
  const post = (url: string, payload?: object | string, headers: Record<string, string> = bearer) =>
    http.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) })

  const put = (url: string, payload: object | string, headers: Record<string, string> = bearer) =>
    http.inject({ method: 'PUT', url, headers, payload })

  return { put, town, http, told, rung, logged, recordings, readings, readiness, counted, signIn, get, post }
}

/** The header with the session cookie that an answer has set. */
export const cookieOf = (answer: { cookies: { name: string; value: string }[] }) => ({
  cookie: `hotline_session=${encodeURIComponent(answer.cookies.find(({ name }) => name === 'hotline_session')?.value ?? '')}`,
})

import { pino } from 'pino'
import { buildHttp } from '../../../src/adapters/http/build-http.ts'
import type { HttpDeps, ReadinessCheck, TableFault } from '../../../src/adapters/http/http-deps.ts'
import { countMetrics } from '../../../src/adapters/http/metrics.ts'
import type { OrderChanged } from '../../../src/application/dispatch/report-order-step.ts'
import type { RoutingTable } from '../../../src/domain/routing/routing-table.ts'
import { smallTown } from '../../support/small-town.ts'

export const token = 'a-token-for-scripts-0001'
export const bearer = { authorization: `Bearer ${token}` }
export const adminPassword = 'correct horse'

/** The HTTP edge over a small town: with what it told the calls, what it logged, and switches for what may break. */
export async function httpTown(change: Partial<HttpDeps> = {}) {
  const town = smallTown()
  const told: OrderChanged[] = []
  const logged: string[] = []
  const recordings = new Map<string, Uint8Array>()
  const readings = { openCases: () => town.cases.countOpen(), ariConnected: true }
  const counted = countMetrics({
    openCalls: () => 0,
    openCases: () => readings.openCases(),
    outboxAgeSeconds: () => 0,
    ariConnected: () => readings.ariConnected,
    asteriskRestarts: () => 2,
  })
  const readiness: ReadinessCheck[] = [{ name: 'database', check: async () => ({ ok: true }) }]
  const read = (text: string): { ok: true; table: RoutingTable } | { ok: false; faults: TableFault[] } => {
    const table = JSON.parse(text) as RoutingTable
    const faults = ['units', 'routes', 'categories'].flatMap((path) =>
      path in table ? [] : [{ path, message: 'is missing', line: 1 }],
    )
    return faults.length > 0 ? { ok: false, faults } : { ok: true, table }
  }
  const http = await buildHttp({
    ...town,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    access: {
      accounts: [
        { user: 'admin', password: adminPassword, role: 'administrator' },
        { user: 'clerk', password: 'reads only', role: 'viewer' },
      ],
      apiToken: token,
      sessionKey: Buffer.alloc(32, 7),
    },
    tables: {
      validate: async (text) => {
        const found = read(text)
        return found.ok ? { ok: true } : found
      },
      publish: async ({ text, reason, by }) => {
        const found = read(text)
        if (!found.ok) return found
        const version = { table: found.table, digest: 'd', publishedAt: town.clock.now(), publishedBy: by, reason }
        return { ok: true, version: await town.routing.publish(version) }
      },
      write: (table) => `# yaml\nunits: ${table.units.length}\n`,
    },
    readRecording: async (name) => recordings.get(name) ?? null,
    notifyCalls: (event) => void told.push(event),
    readiness,
    metricsText: counted.text,
    ...change,
  })

  /** Signs in and gives the cookie header. */
  async function signIn(user = 'admin', password = adminPassword) {
    const answer = await http.inject({ method: 'POST', url: '/api/v1/session', payload: { user, password } })
    if (answer.statusCode !== 200) throw new Error(`login answered ${answer.statusCode} ${answer.body}`)
    return { cookie: `hotline_session=${answer.cookies.find(({ name }) => name === 'hotline_session')?.value}` }
  }
  const get = (url: string, headers: Record<string, string> = bearer) => http.inject({ method: 'GET', url, headers })
  const post = (url: string, payload?: object | string, headers: Record<string, string> = bearer) =>
    http.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) })

  return { town, http, told, logged, recordings, readings, readiness, counted, signIn, get, post }
}

import { writeRoutingTable } from '../../src/adapters/table-file/write-routing-table.ts'
import type { RoutingTable, Urgency } from '../../src/domain/routing/routing-table.ts'
import type { SeenCall, SeenCase } from './world.ts'

type Page<T> = { readonly items: readonly T[] }
type CallLog = SeenCall & {
  readonly log: readonly { readonly event: string; readonly from: string; readonly to: string }[]
}

/** Reads and reports through the server's HTTP API, as everybody else does. */
export function apiOf(url: string, token: string) {
  async function ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        connection: 'close',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return (text === '' ? null : JSON.parse(text)) as T
  }
  const calls = async (): Promise<readonly SeenCall[]> => (await ask<Page<SeenCall>>('GET', '/calls?limit=100')).items

  return {
    calls,
    async cases(): Promise<readonly SeenCase[]> {
      const { items } = await ask<Page<SeenCase>>('GET', '/cases?limit=100')
      return Promise.all(items.map(({ number }) => ask<SeenCase>('GET', `/cases/${number}`)))
    },
    async report(caseNumber: string, orderId: string, step: string, words?: string): Promise<void> {
      await ask(
        'POST',
        `/cases/${caseNumber}/orders/${orderId}/${step}`,
        words === undefined ? undefined : { result: words },
      )
    },
    async addUnit(caseNumber: string, unit: string): Promise<void> {
      await ask('POST', `/cases/${caseNumber}/orders`, { unit })
    },
    async publish(table: RoutingTable): Promise<void> {
      await ask('POST', '/routing/publish', { table: writeRoutingTable(table), reason: 'scenario' })
    },
    async setPin(person: string, pin: string): Promise<void> {
      await ask('PUT', `/people/${person}/pin`, { pin })
    },
    async setArea(caseNumber: string, area: string | null): Promise<void> {
      await ask('POST', `/cases/${caseNumber}/area`, { area })
    },
    async setUrgency(caseNumber: string, urgency: Urgency): Promise<void> {
      await ask('POST', `/cases/${caseNumber}/urgency`, { urgency, reason: 'scenario' })
    },
    async override(kind: string, to: string | null, until: number): Promise<void> {
      await ask('POST', '/overrides', { kind, to, until: new Date(until).toISOString(), reason: 'scenario' })
    },
    async countOverrides(): Promise<number> {
      return (await ask<Page<unknown>>('GET', '/overrides')).items.length
    },
    async testPhones(numbers: readonly string[]): Promise<void> {
      await ask('POST', '/phones/tests', { numbers })
    },
    async untested(): Promise<readonly string[]> {
      const { items } = await ask<{ items: readonly { number: string }[] }>('GET', '/phones/untested')
      return items.map(({ number }) => number)
    },
    async openCalls(): Promise<string[]> {
      return (await calls()).filter(({ endedAt }) => endedAt === null).map(({ id }) => `call ${id} is not over`)
    },
    /** What the server did in its calls, a line each, for people. */
    async history(): Promise<string[]> {
      const all = await Promise.all((await calls()).map(({ id }) => ask<CallLog>('GET', `/calls/${id}`)))
      return all
        .toReversed()
        .flatMap(({ kind, result, reason, log }) => [
          `  ${kind} call, ${result ?? 'open'}${reason ? ` (${reason})` : ''}:`,
          ...log.map(({ event, from, to }) => `    ${event}: ${from === to ? to : `${from} -> ${to}`}`),
        ])
    },
  }
}

import type { DatabaseHandle } from '../../../src/adapters/db/open-database.ts'
import { type CaseFilter, listCases } from '../../../src/application/case/list-cases.ts'
import { viewCase } from '../../../src/application/case/view-case.ts'
import { nowMs } from '../calls/now.ts'
import { percentile } from '../calls/percentiles.ts'
import { heavyCaller, seededRandom } from './fill-database.ts'
import { type ServerParts, zone } from './server-parts.ts'

const day = 24 * 3_600_000
const looker = { role: 'administrator', language: 'zh-CN' } as const
const pageOf = 50

export type ListFigures = Readonly<
  Record<string, { readonly p50: number; readonly p99: number; readonly rows: number }>
>

/**
 * Lists of cases as the API gives them (a page of 50, each with its orders and deadlines), of every filter alone and
 * together: first pages, and pages that begin anywhere in the five years.
 */
export async function measureLists(parts: ServerParts, database: DatabaseHandle, asked: number): Promise<ListFigures> {
  const random = seededRandom(11)
  const list = listCases({ ...parts, zone })
  const view = viewCase({ ...parts, zone })
  const one = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  const some = (source: string): readonly unknown[] => database.sqlite.prepare(source).pluck().all()
  const most = Number(some('SELECT max(key) FROM packed_cases')[0])
  const anywhere = Array.from({ length: 400 }, () => 1 + Math.floor(random() * most))
  const number = database.sqlite.prepare<[number], number>('SELECT number FROM packed_cases WHERE key = ?').pluck()
  const phone = database.sqlite
    .prepare<[number], string>('SELECT value FROM personal JOIN packed_cases ON personal.id = caller_ref WHERE key = ?')
    .pluck()
  const numbers = anywhere.map((key) => String(number.get(key)))
  const phones = anywhere.flatMap((key) => phone.get(key) ?? []).filter((value) => value !== heavyCaller)
  const units = Array.from({ length: 15 }, (_, place) => String(place + 1).padStart(2, '0'))
  const categories = some(
    'SELECT DISTINCT category FROM packed_units JOIN packed_cases USING (status) LIMIT 0',
  ) as string[]
  const known = ['water', 'power', 'gas', 'health', 'environment', 'transport', 'civil', 'sea', 'labour', 'land']
  void categories
  const statuses = ['open', 'handling', 'closed', 'merged', 'cancelled', 'referred'] as const
  const now = parts.clock.now()
  const period = (days: number): CaseFilter => {
    const openedFrom = now - Math.floor(random() * 1800 * day)
    return { openedFrom, openedTo: openedFrom + days * day }
  }
  const filters: Readonly<Record<string, () => CaseFilter>> = {
    all: () => ({}),
    by_status: () => ({ status: one(statuses) }),
    by_unit: () => ({ unit: one(units) }),
    by_period: () => period(7),
    by_caller: () => ({ caller: one(phones) }),
    by_heavy_caller: () => ({ caller: heavyCaller }),
    by_category: () => ({ category: one(known) }),
    by_origin: () => ({ origin: one(['from110', 'officer', 'abandoned', 'citizen']) }),
    by_unit_status: () => ({ unit: one(units), status: one(statuses) }),
    by_unit_status_period: () => ({ unit: one(units), status: one(statuses), ...period(30) }),
    by_status_period: () => ({ status: one(statuses), ...period(30) }),
    by_caller_category: () => ({ caller: one(phones), category: one(known) }),
    by_heavy_caller_period: () => ({ caller: heavyCaller, ...period(365) }),
    by_category_status_period: () => ({ category: one(known), status: one(statuses), ...period(30) }),
  }
  const figures: Record<string, { p50: number; p99: number; rows: number }> = {}
  const measure = async (name: string, act: () => Promise<number>): Promise<void> => {
    const times: number[] = []
    let rows = 0
    for (let count = 0; count < asked; count += 1) {
      const start = nowMs()
      rows += await act()
      times.push(nowMs() - start)
    }
    figures[name] = { p50: percentile(times, 0.5) ?? 0, p99: percentile(times, 0.99) ?? 0, rows: rows / asked }
  }
  await measure('case_by_number', async () => ((await view(one(numbers), looker)) === null ? 0 : 1))
  for (const [name, filter] of Object.entries(filters)) {
    await measure(
      `list_${name}`,
      async () => (await list(filter(), { cursor: null, limit: pageOf }, looker)).items.length,
    )
  }
  for (const name of ['all', 'by_unit', 'by_unit_status', 'by_unit_status_period', 'by_heavy_caller'] as const) {
    await measure(`list_${name}_deep`, async () => {
      const cursor = Buffer.from(JSON.stringify([now - Math.floor(random() * 1800 * day), 'x'])).toString('base64url')
      const asking = filters[name] as () => CaseFilter
      return (await list(asking(), { cursor, limit: pageOf }, looker)).items.length
    })
  }
  return figures
}

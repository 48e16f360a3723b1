import type { RoutingTable } from '../../domain/routing/routing-table.ts'

/** SHA-256 (hex) of the table's JSON with sorted keys: two tables that say the same have the same digest. */
export async function tableDigest(table: RoutingTable): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(withSortedKeys(table)))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(entries.map(([key, inner]) => [key, withSortedKeys(inner)]))
}

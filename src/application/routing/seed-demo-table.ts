import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { type Publishing, type PublishOutcome, publishRoutingTable } from './publish-routing-table.ts'

/**
 * Publishes the demonstration table where none was ever published, so that a first start can take calls.
 * @param readDemo reads it; called only where it is needed.
 * @returns null: there is a table already, nothing was done.
 */
export async function seedDemoTable(
  publishing: Publishing,
  readDemo: () => RoutingTable,
): Promise<PublishOutcome | null> {
  if ((await publishing.store.current()) !== null) return null
  return publishRoutingTable(publishing, {
    table: readDemo(),
    by: 'system',
    reason: 'first start: the demonstration table',
  })
}

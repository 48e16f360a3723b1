import { aCall } from '../contracts/records.ts'
import { monday, type SmallTown } from './small-town.ts'

/**
 * Two calls of the town's Monday, by version 2 of its table: one that chose water (its case is the town's first), and one
 * hung up in the menu a minute later.
 */
export async function pastCalls(town: SmallTown) {
  const { caseId, number, callerRef } = await town.open()
  const over = { routingVersion: 2, callerRef, endedAt: monday + 90_000 } as const
  const water = aCall({
    ...over,
    caseId,
    openedAt: monday,
    termination: { result: 'connected', reason: 'caller hung up' },
  })
  const menu = aCall({
    ...over,
    openedAt: monday + 60_000,
    termination: { result: 'abandoned', reason: 'hung up within 3 s' },
  })
  await town.stores.ledger.commit({
    changes: [
      { put: 'call', row: water },
      { put: 'call', row: menu },
    ],
  })
  return { water, menu, number }
}

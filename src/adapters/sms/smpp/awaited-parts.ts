import type { SmppReceipt } from './read-receipt.ts'

/** Messages whose receipts are counted together at most, the oldest forgotten first: a day of a large town. */
const most = 20_000

/** What a receipt says of the whole message. */
export type WholeReceipt = { readonly message: string; readonly isDelivered: boolean; readonly detail: string }

export type AwaitedParts = {
  /** The message left in several parts, under these ids. */
  expect(message: string, ids: readonly string[]): void
  has(id: string): boolean
  /** @returns what is known of the message with this receipt; null: other parts are still on their way, or it is settled. */
  settle(receipt: SmppReceipt): WholeReceipt | null
}

type Waiting = {
  readonly message: string
  readonly open: Set<string>
  readonly ids: readonly string[]
  isSettled: boolean
}

/**
 * Receipts of messages that left in parts: a message is delivered when all of its parts are, and failed with the first that
 * is. In memory: after a restart such a message stays `sent`, which is what is then known.
 */
export function createAwaitedParts(): AwaitedParts {
  const byId = new Map<string, Waiting>()
  const order: Waiting[] = []

  return {
    expect(message, ids) {
      const waiting: Waiting = { message, open: new Set(ids), ids, isSettled: false }
      for (const id of ids) byId.set(id, waiting)
      order.push(waiting)
      for (const old of order.length > most ? order.splice(0, 1) : []) for (const id of old.ids) byId.delete(id)
    },
    has: (id) => byId.has(id),
    settle({ id, state, detail }) {
      const waiting = byId.get(id)
      if (waiting === undefined || waiting.isSettled || state === 'onItsWay') return null
      waiting.open.delete(id)
      if (state === 'delivered' && waiting.open.size > 0) return null
      waiting.isSettled = true
      return { message: waiting.message, isDelivered: state === 'delivered', detail }
    },
  }
}

import type { Leg, Legs } from './legs.ts'
import { type Carrier, look } from './outcomes.ts'
import { channelPath } from './paths.ts'

/** How long after a leg left Stasis its destruction may take to be told, in ms; measured: under 5. */
const destructionMs = 1_000

/**
 * Looks after legs that left Stasis without a sign of their end. A leg that we dialled and that still lives belongs to
 * nobody, so it is hung up. A caller who lives on has been taken by the fall-back dialplan, which serves him: for us his
 * leg has ended, and he is left in peace.
 */
export function createLeavers({
  connection,
  delay,
  legs,
  end,
}: Carrier & { readonly legs: Legs; end(leg: Leg, cause: number): void }) {
  const leaving = new Set<Leg>()
  let sweeping = false

  async function sweep(): Promise<void> {
    while (leaving.size > 0) {
      const batch = [...leaving]
      leaving.clear()
      await delay(destructionMs)
      for (const leg of batch) if (legs.get(leg.id) === leg) await part(leg)
    }
    sweeping = false
  }

  async function part(leg: Leg): Promise<void> {
    const path = channelPath(leg.id)
    const found = await look(connection, path, () => true)
    // Without an answer the leg is left to the stock-taking of the next connection.
    if (found === 'unreachable') return
    if (found === 'yes' && leg.dialled) {
      leg.hangingUp = true
      await connection.request('DELETE', path)
    }
    end(leg, 16)
  }

  return {
    add(leg: Leg): void {
      leaving.add(leg)
      if (sweeping) return
      sweeping = true
      void sweep()
    },
  }
}

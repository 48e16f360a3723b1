import { channelOf } from './leg-events.ts'
import type { Leg, Legs } from './legs.ts'
import { ask, type Carrier } from './outcomes.ts'
import { channelPath } from './paths.ts'
import { placeOf } from './take-stock.ts'

/** How long after a leg left Stasis its destruction may take to be told, in ms; measured: under 5. */
const destructionMs = 1_000

/**
 * Looks after legs that left Stasis without a sign of their end. A leg that we dialled and that still lives belongs to
 * nobody, so it is hung up. A caller whom the dialplan only keeps company comes back, and is waited for. One who lives on
 * elsewhere has been taken by the fall-back, which serves him: for us his leg has ended, and he is left in peace.
 */
export function createLeavers({
  connection,
  delay,
  legs,
  app,
  end,
}: Carrier & {
  readonly legs: Legs
  readonly app: string
  end(leg: Leg, cause: number, how?: 'fallback'): void
}) {
  const leaving = new Set<Leg>()
  let sweeping = false

  async function sweep(): Promise<void> {
    while (leaving.size > 0) {
      const batch = [...leaving]
      await delay(destructionMs)
      for (const leg of batch) if (leaving.delete(leg) && legs.get(leg.id) === leg) await part(leg)
    }
    sweeping = false
  }

  async function part(leg: Leg): Promise<void> {
    const path = channelPath(leg.id)
    const found = await ask(connection, path)
    // Without an answer the leg is left to the stock-taking of the next connection.
    if (found.outcome !== 'answered') return
    const isThere = found.status === 200
    if (isThere && leg.dialled) {
      leg.hangingUp = true
      await connection.request('DELETE', path)
    }
    const channel = isThere && !leg.dialled ? channelOf(found.body) : null
    const place = channel && placeOf(channel, app)
    if (place === 'here') return
    if (place !== 'alone') return end(leg, 16, place === 'fallback' ? 'fallback' : undefined)
    leg.away = true
    add(leg)
  }

  function add(leg: Leg): void {
    leaving.add(leg)
    if (sweeping) return
    sweeping = true
    void sweep()
  }

  return {
    add,
    /** It is here again after all. */
    forget: (leg: Leg): void => void leaving.delete(leg),
  }
}

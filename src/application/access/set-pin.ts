import { faultOfPin, type PinFault } from '../../domain/access/pin.ts'
import type { Actor } from '../../domain/case/timeline-line.ts'
import { peopleOfCentre } from '../../domain/routing/person-of-centre.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { PinHasher } from '../ports/pin-hasher.ts'
import type { PinStore } from '../ports/pin-store.ts'
import type { RoutingStore } from '../ports/routing-store.ts'

export type SetPinDeps = {
  readonly pins: PinStore
  readonly hasher: PinHasher
  readonly routing: Pick<RoutingStore, 'current'>
  readonly clock: Clock
  readonly log: Log
}

export type PinSet =
  | { readonly ok: true }
  /** `noPerson`: nobody of the centre in the published table has this id. */
  | { readonly ok: false; readonly reason: 'noPerson' | 'conflict' }
  | { readonly ok: false; readonly reason: 'badPin'; readonly fault: PinFault }

/** Gives a person of the centre a PIN, in the place of the one before; a lock is undone by it. */
export const setPin =
  ({ pins, hasher, routing, clock, log }: SetPinDeps) =>
  async (input: { readonly person: string; readonly pin: string; readonly by: Actor }): Promise<PinSet> => {
    const { person, pin, by } = input
    const table = (await routing.current())?.table
    if (!table || !peopleOfCentre(table.centre).some(({ id }) => id === person))
      return { ok: false, reason: 'noPerson' }
    const fault = faultOfPin(pin)
    if (fault !== null) return { ok: false, reason: 'badPin', fault }
    const before = await pins.read(person)
    const at = clock.now()
    const saved = await pins.save(
      {
        person,
        revision: (before?.revision ?? 0) + 1,
        hash: await hasher.hash(pin),
        setAt: at,
        setBy: by,
        wrong: 0,
        lockedUntil: null,
      },
      { at, by, what: 'pinSet', refs: { person }, changes: [], moreChanges: 0, why: null },
    )
    if (!saved) return { ok: false, reason: 'conflict' }
    log.info({ person, by }, 'a PIN was set')
    return { ok: true }
  }

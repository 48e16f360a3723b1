import type { CallState } from '../../domain/call/call-state.ts'
import type { Instant } from '../../domain/instant.ts'

/**
 * The calls this server holds, as last decided, with an index from everything they own (legs, playbacks, recordings) to
 * them. A copy of what the ledger has: it is filled again from there at a start.
 */
export type LiveCalls = {
  get(callId: string): CallState | undefined
  all(): Iterable<CallState>
  size(): number
  /** Which call owns a leg, playback or recording now. */
  ownerOf(id: string): string | undefined
  /** Which call the caller of a leg is or was in, for the last few thousand of them. */
  callOfCaller(leg: string): string | undefined
  put(state: CallState): void
  /**
   * Telephones in a call other than this one (one that is only tried out counts as free: an order goes before), with those reserved by decisions not yet committed. A call knows its own
   * legs better: one that has just ended may be rung again in the same step. True for the moment in which it is asked for.
   */
  busy(exceptCall: string | null): Pick<ReadonlySet<string>, 'has'>
  lastUsed(): Readonly<Record<string, Instant>>
  /** Keeps the telephones of these states reserved until the returned function is called. */
  reserve(states: readonly CallState[]): () => void
}

/** Callers whose call is remembered after its end: a night's, as the import of the fall-back may need them. */
const mostCallers = 5000

export function createLiveCalls(now: () => Instant): LiveCalls {
  const calls = new Map<string, CallState>()
  const owners = new Map<string, string>()
  const telephones = createTelephonesInUse()
  const lastUsed: Record<string, Instant> = {}
  const callers = new Map<string, string>()

  const forget = (state: CallState): void => {
    for (const id of ownedBy(state)) if (owners.get(id) === state.id) owners.delete(id)
  }
  const remember = (leg: string, callId: string): void => {
    callers.set(leg, callId)
    const [oldest] = callers.keys()
    if (callers.size > mostCallers && oldest !== undefined) callers.delete(oldest)
  }
  return {
    get: (callId) => calls.get(callId),
    all: () => calls.values(),
    size: () => calls.size,
    ownerOf: (id) => owners.get(id),
    callOfCaller: (leg) => callers.get(leg),
    put(state) {
      const before = calls.get(state.id)
      if (before) {
        forget(before)
        telephones.free(before)
        for (const [id, { number, role }] of Object.entries(before.legs)) {
          if (number !== null && role !== 'caller' && !(id in state.legs)) lastUsed[number] = now()
        }
      }
      if (state.position.at === 'ended') {
        calls.delete(state.id)
        return
      }
      calls.set(state.id, state)
      telephones.use(state)
      if (state.caller !== null && !callers.has(state.caller)) remember(state.caller, state.id)
      for (const id of ownedBy(state)) owners.set(id, state.id)
    },
    busy: (exceptCall) => ({
      has: (number) => telephones.isInUse(number, exceptCall === null ? undefined : calls.get(exceptCall)),
    }),
    lastUsed: () => lastUsed,
    reserve(states) {
      // Copies: what a decision asks for is in use besides what its call has by then.
      const copies = states.map((state) => ({ ...state }))
      for (const copy of copies) telephones.use(copy)
      return () => {
        for (const copy of copies) telephones.free(copy)
      }
    },
  }
}

/** Which telephones are in use by whom, without a look at every call: with hundreds of calls each decision would pay for all. */
function createTelephonesInUse() {
  const users = new Map<string, Set<CallState>>()
  return {
    use(state: CallState): void {
      for (const number of numbersOf(state)) {
        const known = users.get(number)
        if (known) known.add(state)
        else users.set(number, new Set([state]))
      }
    },
    free(state: CallState): void {
      for (const number of numbersOf(state)) {
        const known = users.get(number)
        known?.delete(state)
        if (known?.size === 0) users.delete(number)
      }
    },
    isInUse(number: string, except: CallState | undefined): boolean {
      const known = users.get(number)
      return known !== undefined && known.size > (except !== undefined && known.has(except) ? 1 : 0)
    },
  }
}

/** A telephone is in use from the dialling to the end of its leg, the caller's own number not: he may be called back. No help waits for a test. */
function* numbersOf(state: CallState): Iterable<string> {
  if (state.record.kind === 'test') return
  for (const { number, role } of Object.values(state.legs)) {
    if (number !== null && role !== 'caller' && role !== 'emergency') yield number
  }
}

function* ownedBy(state: CallState): Iterable<string> {
  for (const [id, { playback }] of Object.entries(state.legs)) {
    yield id
    if (playback !== null) yield playback
  }
  yield* Object.keys(state.recordings)
}

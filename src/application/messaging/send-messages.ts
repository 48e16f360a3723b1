/**
 * The outbox. Promise: what was queued with a decision leaves, new orders before everything else, or somebody can read why
 * not. Claimed in one commit, sent after it, its outcome saved in another. A server that dies in between leaves the claim,
 * which runs out after a minute; the message is then sent once more under the same id (`X-SMS-Id`), so that whoever
 * receives can drop the double. Order of sending beyond the priority is not promised.
 */
import { linesBy } from '../../domain/decision.ts'
import type { Instant } from '../../domain/instant.ts'
import { priorities } from '../../domain/messaging/message-kind.ts'
import type { MessageRecord } from '../../domain/messaging/message-record.ts'
import { type Attempted, claimMessage, nextAttempt } from '../../domain/messaging/next-attempt.ts'
import { renderMessage } from '../../domain/messaging/render-message.ts'
import type { SendOutcome } from '../../domain/messaging/send-outcome.ts'
import { settleAttempt } from '../../domain/messaging/settle-attempt.ts'
import { normaliseNumber } from '../../domain/numbers/normalise-number.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { CaseReader, Commit, Ledger, MessageReader } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { SmsTransport } from '../ports/sms-transport.ts'
import { createHandOver } from './hand-over.ts'
import { numbersGiven } from './numbers-given.ts'
import { passOver } from './pass-over.ts'

export type SendMessagesDeps = {
  readonly ledger: Ledger
  readonly messages: MessageReader
  readonly cases: Pick<CaseReader, 'byId' | 'order' | 'personal'>
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  /** In the order in which they are tried. */
  readonly transports: readonly SmsTransport[]
}

export type Outbox = {
  /** Sends all that is due; resolves when nothing is left that is due now. */
  tick(): Promise<void>
  /** Something was queued: sends without waiting for the next tick. */
  kick(): void
  /** Takes no further message; resolves when what is in hand is settled. */
  stop(): Promise<void>
}

/** Messages in hand at once, in each lane. */
const batch = 16
/** While the ways are down a lane tries so many a second, not all that wait: calls must not suffer from it. */
const restMs = 1000
/** A person is told of a long outbox, not more often than once a minute. */
const longOutbox = 1000
const tellEveryMs = 60_000

/** New orders have a lane of their own: they never wait behind a slow gateway's answers to others. */
const lanes: readonly (readonly number[])[] = [[priorities.newOrder], [priorities.escalation, priorities.information]]

export function createOutbox(deps: SendMessagesDeps): Outbox {
  let stopped = false
  const handOver = createHandOver(deps)
  /** Outcomes that could not be saved (a full disk, a locked file): saved before anything else is sent. */
  const unsaved: Commit[] = []

  let toldAt = Number.NEGATIVE_INFINITY

  function laneOf(priorities: readonly number[]): () => Promise<void> {
    let restsSince: Instant | null = null
    return async () => {
      // A clock that was put back must not make the rest an hour long.
      if (restsSince !== null && Math.abs(deps.clock.now() - restsSince) < restMs) return
      restsSince = null
      while (!stopped) {
        if (!(await saveUnsaved())) return
        const due = await deps.messages.due(priorities, deps.clock.now(), batch)
        if (due.length === 0) return
        const went = await Promise.all(due.map(sendOne))
        if (went.includes('unsaved')) return
        if (due.length === batch && went.every((one) => one === 'unreachable')) {
          restsSince = deps.clock.now()
          return
        }
      }
    }
  }
  const runners = lanes.map((lane) => oneAtATime(laneOf(lane)))

  /** Says that many wait, and for how long the oldest does: the ways are down, or too slow. */
  async function tellBacklog(): Promise<void> {
    const now = deps.clock.now()
    if (Math.abs(now - toldAt) < tellEveryMs) return
    toldAt = now
    const waiting = await deps.messages.countWaiting()
    if (waiting < longOutbox) return
    const oldest = await deps.messages.oldestPending()
    const oldestSeconds = oldest === null ? 0 : Math.round((now - oldest) / 1000)
    deps.log.warn({ waiting, oldestSeconds }, 'the outbox is long: messages wait for a way out')
  }

  /** `unsaved`: the database does not take it, so that nothing more is tried before the next tick. */
  type Went = 'done' | 'unreachable' | 'unsaved'

  async function sendOne(message: MessageRecord): Promise<Went> {
    try {
      const order = message.orderId === null ? null : await deps.cases.order(message.orderId)
      const claim = claimMessage(message, order, deps.clock.now())
      const given = claim.send ? null : await passOver(claim, deps.messages)
      const changes = given === null ? [{ put: 'message', row: claim.row } as const] : settle(given)
      const claimed = await deps.ledger.commit({ changes })
      if (!claimed.ok) return 'done'
      if (given !== null) {
        tell(given)
        return 'done'
      }
      const outcome = await send(claim.row)
      if (!(await record(claim.row, outcome))) return 'unsaved'
      return !outcome.ok && outcome.reason === 'unreachable' ? 'unreachable' : 'done'
    } catch (error) {
      deps.log.error({ err: error, message: message.id, kind: message.kind }, 'the outbox could not be read or written')
      return 'unsaved'
    }
  }

  async function send(message: MessageRecord): Promise<SendOutcome> {
    const names = Object.entries(message.variableRefs)
    const personal = await deps.cases.personal([message.toRef, ...names.map(([, ref]) => ref)])
    const raw = personal[message.toRef]?.value ?? null
    const to = raw === null ? null : normaliseNumber(raw)
    if (to === null) {
      const detail = raw === null ? 'the number was erased' : 'this is no telephone number'
      return { ok: false, reason: 'noSuchNumber', isFinal: true, detail }
    }
    const values = Object.fromEntries(names.map(([name, ref]) => [name, personal[ref]?.value ?? null]))
    const { kind, language, id, expiresAt } = message
    const given = await numbersGiven(deps.cases, message)
    const rendered = renderMessage(kind, language, { ...message.variables, ...given, ...values })
    return handOver({ id, to, kind, language, expiresAt, ...rendered })
  }

  /** @returns whether the database has taken it. */
  async function record(message: MessageRecord, outcome: SendOutcome): Promise<boolean> {
    const attempted = await passOver(nextAttempt(message, outcome, deps.clock.now()), deps.messages)
    const commit = { changes: settle(attempted) }
    tell(attempted)
    try {
      // A conflict: its receipt was faster, or its claim ran out. What is there is newer.
      await deps.ledger.commit(commit)
      return true
    } catch (error) {
      unsaved.push(commit)
      deps.log.error({ err: error, message: message.id }, 'what came of a message could not be saved; trying again')
      return false
    }
  }

  async function saveUnsaved(): Promise<boolean> {
    // Taken out before it is tried: the lanes work side by side.
    for (let commit = unsaved.shift(); commit !== undefined; commit = unsaved.shift()) {
      try {
        await deps.ledger.commit(commit)
      } catch (error) {
        unsaved.unshift(commit)
        deps.log.error({ err: error, waiting: unsaved.length }, 'the outbox waits for the database')
        return false
      }
    }
    return true
  }

  const settle = (attempted: Attempted) =>
    settleAttempt(attempted, linesBy('system', { now: deps.clock.now(), newId: () => deps.ids.next() }))

  function tell({ row, handOn }: Attempted): void {
    const about = {
      message: row.id,
      kind: row.kind,
      to: row.who,
      attempts: row.attempts,
      ...(row.transport === null ? {} : { transport: row.transport }),
      ...(handOn === null ? {} : { next: handOn.who }),
      ...(row.detail === null ? {} : { detail: row.detail }),
    }
    if (row.status === 'sent' || row.status === 'delivered') {
      deps.log.info({ ...about, waitedMs: deps.clock.now() - row.createdAt }, 'message sent')
    } else if (row.status === 'failed') {
      const isLost = handOn === null && row.nextContacts.length === 0
      if (isLost) deps.log.error(about, 'a message could not be sent, and nobody is left to send it to')
      else deps.log.warn(about, 'a message could not be sent: the next contact gets it')
    } else if (row.status === 'pending') deps.log.warn(about, 'a message was not taken; it is tried again')
    else deps.log.info(about, `message ${row.status}`)
  }

  const run = async (): Promise<void> => void (await Promise.all([...runners.map((runner) => runner()), tellBacklog()]))
  return {
    tick: run,
    kick: () => {
      run().catch((error) => deps.log.error({ err: error }, 'the outbox could not be read or written'))
    },
    async stop() {
      stopped = true
      await run()
    },
  }
}

/** Runs a task; asked for while it runs, it runs once more after that. */
function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let again = false
  return () => {
    if (running !== null) {
      again = true
      return running
    }
    running = (async () => {
      try {
        do {
          again = false
          await task()
        } while (again)
      } finally {
        running = null
      }
    })()
    return running
  }
}

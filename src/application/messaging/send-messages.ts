/**
 * The outbox. Promise: what was queued with a decision leaves, new orders before everything else, or somebody can read why
 * not. Claimed in one commit, sent after it, its outcome saved in another. A server that dies in between leaves the claim,
 * which runs out after a minute; the message is then sent once more under the same id (`X-SMS-Id`), so that whoever
 * receives can drop the double. Order of sending beyond the priority is not promised.
 */
import { linesBy } from '../../domain/decision.ts'
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
import { handOver } from './hand-over.ts'
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

/** New orders have a lane of their own: they never wait behind a slow gateway's answers to others. */
const lanes: readonly (readonly number[])[] = [[priorities.newOrder], [priorities.escalation, priorities.information]]

export function createOutbox(deps: SendMessagesDeps): Outbox {
  let stopped = false
  /** Outcomes that could not be saved (a full disk, a locked file): saved before anything else is sent. */
  const unsaved: Commit[] = []

  async function runLane(lane: readonly number[]): Promise<void> {
    while (!stopped) {
      if (!(await saveUnsaved())) return
      const due = await deps.messages.due(lane, deps.clock.now(), batch)
      if (due.length === 0) return
      const went = await Promise.all(due.map(sendOne))
      if (went.includes(false)) return
    }
  }
  const runners = lanes.map((lane) => oneAtATime(() => runLane(lane)))

  /** @returns false when the database does not take it: then nothing more is tried before the next tick. */
  async function sendOne(message: MessageRecord): Promise<boolean> {
    try {
      const order = message.orderId === null ? null : await deps.cases.order(message.orderId)
      const claim = claimMessage(message, order, deps.clock.now())
      const given = claim.send ? null : await passOver(claim, deps.messages)
      const changes = given === null ? [{ put: 'message', row: claim.row } as const] : settle(given)
      const claimed = await deps.ledger.commit({ changes })
      if (!claimed.ok) return true
      if (given !== null) {
        tell(given)
        return true
      }
      return await record(claim.row, await send(claim.row))
    } catch (error) {
      deps.log.error({ err: error, message: message.id, kind: message.kind }, 'the outbox could not be read or written')
      return false
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
    const { kind, language, id } = message
    const given = await numbersGiven(deps.cases, message)
    const rendered = renderMessage(kind, language, { ...message.variables, ...given, ...values })
    return handOver({ id, to, kind, language, ...rendered }, deps.transports, deps.log)
  }

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

  const run = async (): Promise<void> => void (await Promise.all(runners.map((runner) => runner())))
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

import type { CallEvent } from '../../domain/call/call-event.ts'
import type { CallState } from '../../domain/call/call-state.ts'
import { type Transition, transition } from '../../domain/call/transition.ts'
import type { Change } from '../../domain/change.ts'
import type { Instant } from '../../domain/instant.ts'
import type { CommitOutcome } from '../ports/ledger.ts'
import type { TelephonyEvent } from '../ports/telephony.ts'
import { createCallAlarms } from './call-alarms.ts'
import type { CallDeps } from './call-deps.ts'
import { isForDesk } from './call-desk.ts'
import { describeTransition } from './describe-transition.ts'
import { gatherFacts } from './gather-facts.ts'
import { createLiveCalls, type LiveCalls } from './live-calls.ts'
import { createMailboxes } from './mailboxes.ts'
import { measureTransition } from './measure-transition.ts'
import { runCommand } from './run-command.ts'

export type CallRequested = Extract<CallEvent, { type: 'CallRequested' | 'OrderCallRequested' | 'TestCallRequested' }>

/** The calls of this server: events in, decisions saved, commands out. */
export type CallFlow = {
  readonly live: LiveCalls
  /**
   * Brings an event of the telephone network to the call it belongs to; what belongs to none is dropped. A leg's end that
   * was missed comes this way too, with how it ended.
   */
  hear(event: TelephonyEvent | Extract<CallEvent, { type: 'LegEnded' | 'LegFailed' }>): void
  /** Brings an event to a call that this server holds. */
  post(callId: string, event: CallEvent): void
  /**
   * Begins a call of our own. `changes` are committed with its beginning: both are there, or neither.
   * @returns the commit's outcome (a conflict: nothing happened); null: this server has stopped deciding.
   */
  request(
    event: CallRequested,
    about: { readonly routingVersion: number; readonly changes: readonly Change[] },
  ): Promise<CommitOutcome | null>
  /** Takes over a call as the ledger has it. */
  adopt(state: CallState): void
  /** Brings the news of an order to every call about it. */
  orderChanged(event: Extract<CallEvent, { type: 'OrderChanged' }>): void
  /** Brings the news of a deadline to the call that tells of it. */
  deadlineChanged(deadlineId: string): void
  /** Holds back what only seems to happen while the network is away (time-outs, telephones that fail), or lets it go. */
  hold(held: boolean): void
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>
  /** Stops deciding: alarms are cleared, events ignored. The calls stay where they are. */
  stop(): Promise<void>
}

/** A broken connection is noticed within this time of the first request that failed of it, in ms; measured: under 5. */
const noticedMs = 2000
/** Times a decision is taken again because a case was changed by somebody else in between. */
const conflictTries = 5

export function createCallFlow(deps: CallDeps): CallFlow {
  const { log } = deps
  const live = createLiveCalls(() => deps.clock.now())
  const alarms = createCallAlarms(deps.alarms, timerRang)
  const mailboxes = createMailboxes((key, error) => failed(key, error))
  const heldBack: [string, () => Promise<void>][] = []
  const running = new Set<Promise<void>>()
  let held = false
  /** How often the network went away. */
  let absences = 0
  let stopped = false

  /**
   * The database refused: the caller must not hang in silence, the dialplan takes him, and nobody rings for him any
   * longer. Two who are speaking are left in peace. The call is decided on when the database is back, by the sweep.
   */
  function failed(callId: string, error: unknown): void {
    const state = live.get(callId)
    if (state?.position.at === 'talking') {
      log.error({ call: callId, err: error }, 'a call could not be decided; those who are speaking are left in peace')
      return
    }
    log.error({ call: callId, err: error }, 'a call could not be decided; its caller is handed to the dialplan')
    const caller = state ? state.caller : callId.startsWith(arriving) ? callId.slice(arriving.length) : null
    if (caller !== null) void deps.telephony.handToDialplan(caller)
    for (const leg of Object.keys(state?.legs ?? {})) if (leg !== caller) void deps.telephony.hangUp(leg)
  }

  async function decide(callId: string | null, event: CallEvent): Promise<void> {
    for (let attempt = 1; attempt <= conflictTries; attempt += 1) {
      const state = callId === null ? null : (live.get(callId) ?? null)
      if (state === null && event.type !== 'CallArrived') return
      const facts = await gatherFacts(deps, state)
      // Asked for at the last moment, with nothing awaited up to the reservation: two calls must not ring one telephone.
      const decision = transition(state, event, { ...facts, busy: live.busy(callId), lastUsed: live.lastUsed() })
      if (isNothing(state, decision)) return
      const outcome = await commitTransition(state, event, decision, facts.now)
      if (outcome.ok) return
      log.info({ call: callId, event: event.type, attempt }, 'somebody changed the case in between; deciding again')
    }
    throw new Error(`A decision on ${event.type} met ${conflictTries} conflicts`)
  }

  /** Saves what was decided, with `others` in the same commit, and lets it take effect; a conflict leaves all as it was. */
  async function commitTransition(
    before: CallState | null,
    event: CallEvent,
    decision: Transition,
    now: Instant,
    others: readonly Change[] = [],
  ): Promise<CommitOutcome> {
    const release = live.reserve(decision.calls.map((call) => call.state))
    try {
      const outcome = await deps.ledger.commit({
        changes: [...others, ...decision.changes],
        snapshots: decision.calls.map((call) => ({
          callId: call.state.id,
          state: call.state.position.at === 'ended' ? null : call.state,
        })),
        log: describeTransition(before, event, decision, now),
      })
      if (!outcome.ok) return outcome
      takeEffect(before, event, decision)
      for (const { state: after } of decision.calls) {
        const caseNumber = after.matter === null ? undefined : outcome.caseNumbers[after.matter.caseId]
        // By the mailbox: a call that has just come out of this one may be deciding something itself.
        if (caseNumber !== undefined) post(after.id, { type: 'CaseNumbered', caseNumber })
      }
      return outcome
    } finally {
      release()
    }
  }

  /** After the commit, and only then: positions, alarms, commands. */
  function takeEffect(before: CallState | null, event: CallEvent, decision: Transition): void {
    for (const { state } of decision.calls) {
      live.put(state)
      alarms.sync(state)
    }
    measureTransition(deps.metrics, before, decision)
    for (const line of describeTransition(before, event, decision, deps.clock.now())) {
      log.info({ call: line.callId, event: line.event, before: line.from, after: line.to, ...line.detail }, 'call')
    }
    for (const { state, commands } of decision.calls) for (const command of commands) run(state.id, command)
  }

  function run(callId: string, command: Transition['calls'][number]['commands'][number]): void {
    const asked = deps.clock.now()
    const outcome = isForDesk(command) ? deps.desk.run(callId, command) : runCommand(deps, callId, command)
    const work = outcome.then((event) => {
      running.delete(work)
      if (command.do === 'answer' && event === null) deps.metrics.answered(deps.clock.now() - asked)
      if (event === null || stopped) return
      if (event.type === 'RecordingDamaged') {
        const { recording, reason } = event
        log.error({ call: callId, recording, reason }, 'a recording is damaged and can not be played; its file is kept')
      }
      if (event.type === 'CommandFailed')
        log.info({ call: callId, command: command.do, reason: event.reason, detail: event.detail }, 'command failed')
      const tell = (): void => post(ownerOfCommand(command) ?? callId, event)
      if (event.type === 'CommandFailed' && event.reason === 'unreachable') unlessAway(tell)
      else tell()
    })
    running.add(work)
  }

  /**
   * The network that did not carry out a command is about to be found away as a rule: then the call is resumed when it is
   * back. A command that was lost while all else works has failed, or its call would wait for ever.
   */
  function unlessAway(tell: () => void): void {
    if (held) return
    const before = absences
    deps.alarms.set(deps.clock.now() + noticedMs, () => {
      if (absences === before) tell()
    })
  }

  /** Legs may have moved on to a call that came out of the one which asked. */
  const ownerOfCommand = (command: Transition['calls'][number]['commands'][number]): string | undefined =>
    'leg' in command ? live.ownerOf(command.leg) : 'playback' in command ? live.ownerOf(command.playback) : undefined

  function post(callId: string, event: CallEvent): void {
    if (!stopped) mailboxes.post(callId, () => decide(callId, event))
  }

  function timerRang(callId: string, timer: string, at: Instant): void {
    if (stopped) return
    // What was decided before its turn comes may have set it anew, or taken it back.
    const work = async () => {
      if (live.get(callId)?.timers[timer] === at) await decide(callId, { type: 'TimerFired', timer })
    }
    if (held) heldBack.push([callId, work])
    else mailboxes.post(callId, work)
  }

  /** The owner is looked up again when the event's turn comes: its leg may have moved to another call meanwhile. */
  function postTo(id: string, event: CallEvent): void {
    const queued = live.ownerOf(id)
    if (queued === undefined) return
    const work = async () => {
      const owner = live.ownerOf(id)
      if (owner === undefined || stopped) return
      if (owner === queued) await decide(owner, event)
      else mailboxes.post(owner, () => decide(owner, event))
    }
    // Without the network every telephone fails to ring: no reason to give up on all of them one after another.
    if (held && event.type === 'LegFailed') heldBack.push([queued, work])
    else mailboxes.post(queued, work)
  }

  return {
    live,
    hear(event) {
      if (stopped) return
      const owner = event.type === 'LegReturned' ? live.ownerOf(event.leg) : undefined
      if (owner !== undefined) return post(owner, { type: 'Resumed', recordings: {} })
      // One who is back and whose call is over is answered anew: nobody is left without an answer.
      if (event.type === 'CallArrived' || event.type === 'LegReturned') {
        const { leg, dialled, caller, node } = event
        if (live.ownerOf(leg) !== undefined) return
        return mailboxes.post(`${arriving}${leg}`, async () => {
          if (live.ownerOf(leg) === undefined) await decide(null, { type: 'CallArrived', leg, dialled, caller, node })
        })
      }
      postTo('leg' in event ? event.leg : 'playback' in event ? event.playback : event.recording, event)
    },
    post,
    async request(event, { routingVersion, changes }) {
      if (stopped) return null
      const caseId = 'caseId' in event ? event.caseId : null
      const facts = await gatherFacts(deps, null, { caseId, routingVersion })
      const decision = transition(null, event, { ...facts, busy: live.busy(null), lastUsed: live.lastUsed() })
      return commitTransition(null, event, decision, facts.now, changes)
    },
    adopt(state) {
      live.put(state)
      alarms.sync(state)
    },
    orderChanged(event) {
      for (const state of live.all()) if (state.matter?.orderId === event.orderId) post(state.id, event)
    },
    deadlineChanged(deadlineId) {
      for (const state of live.all()) {
        const { position } = state
        if (position.at === 'hunting' && position.notice?.deadlineId === deadlineId)
          post(state.id, { type: 'DeadlineChanged', deadlineId })
      }
    },
    hold(hold) {
      held = hold
      if (hold) absences += 1
      if (!hold) for (const [callId, work] of heldBack.splice(0)) mailboxes.post(callId, work)
    },
    async idle() {
      do {
        await Promise.all(running)
        await mailboxes.idle()
      } while (running.size > 0)
    },
    async stop() {
      alarms.clear()
      await mailboxes.idle()
      stopped = true
      // Those that the last decisions have set.
      alarms.clear()
    },
  }
}

/** Key of the mailbox of a leg that has no call yet. */
const arriving = 'arriving:'

const isNothing = (state: CallState | null, { calls, changes }: Transition): boolean =>
  changes.length === 0 && calls.length === 1 && calls[0]?.state === state && calls[0]?.commands.length === 0

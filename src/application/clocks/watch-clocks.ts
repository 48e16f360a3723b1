/**
 * The watchdog. Promise to the citizen: an open case of which nobody would ever be reminded again does not stay so for
 * longer than a minute without somebody of the centre being told.
 */
import { hasClockAhead } from '../../domain/clocks/has-clock-ahead.ts'
import { linesBy } from '../../domain/decision.ts'
import { type Instant, minutes } from '../../domain/instant.ts'
import { contactsOf } from '../../domain/messaging/contacts.ts'
import { queueMessage } from '../../domain/messaging/queue-message.ts'
import { ladderPeopleAt, watchersOf } from '../../domain/routing/people-of-step.ts'
import { commitDecision } from '../commit-decision.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { CaseReader, DeadlineReader, Ledger, MessageReader, WatchKey } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { RoutingStore } from '../ports/routing-store.ts'

export type WatchdogDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly deadlines: Pick<DeadlineReader, 'watch' | 'due'>
  readonly messages: Pick<MessageReader, 'usedKeys'>
  readonly routing: RoutingStore
  readonly duty: Pick<DutyStore, 'current'>
  readonly clock: Clock
  readonly ids: Ids
  readonly zone: string
  readonly log: Log
  /** Lets everything else have its turn. */
  readonly breathe: () => Promise<void>
}

/** What the last run has found; before the first one: nothing. */
export type WatchdogState = {
  readonly ranAt: Instant | null
  /** Open cases without a deadline ahead. */
  readonly unwatched: number
  /** By how much the longest due step is late, in ms; the clocks take each within seconds. 0: none is due. */
  readonly stepLateMs: number
}

export type Watchdog = { run(): Promise<WatchdogState>; state(): WatchdogState }

/** Open cases looked at between two breaths: about a millisecond. */
const bite = 200
/** Cases told of in one run; whoever loses more has another trouble, and the next run tells of the others. */
const mostTold = 50
/** A step that waits for a telephone is looked at again every minute; one that waits longer than this is stuck. */
export const stuckAfterMs = minutes(5)

export function createWatchdog(deps: WatchdogDeps): Watchdog {
  let state: WatchdogState = { ranAt: null, unwatched: 0, stepLateMs: 0 }
  return {
    state: () => state,
    async run() {
      const suspects = await findSuspects(deps)
      let unwatched = suspects.length
      for (const id of suspects.slice(0, mostTold)) if (!(await tell(deps, id))) unwatched -= 1
      const now = deps.clock.now()
      const [longest] = await deps.deadlines.due(now, 1, null)
      const stepLateMs = longest?.nextStepAt == null ? 0 : now - longest.nextStepAt
      if (stepLateMs > stuckAfterMs)
        deps.log.error({ deadline: longest?.id, minutes: Math.round(stepLateMs / 60_000) }, 'the clocks are stuck')
      state = { ranAt: now, unwatched, stepLateMs }
      return state
    },
  }
}

async function findSuspects(deps: WatchdogDeps): Promise<readonly string[]> {
  const found: string[] = []
  let after: WatchKey | null = null
  do {
    const looked: Awaited<ReturnType<DeadlineReader['watch']>> = await deps.deadlines.watch(
      deps.clock.now(),
      bite,
      after,
    )
    found.push(...looked.unwatched)
    after = looked.after
    await deps.breathe()
  } while (after !== null)
  return found
}

/** Tells the duty officer of a case, once for ever. @returns whether it is still without a clock. */
async function tell(deps: WatchdogDeps, caseId: string): Promise<boolean> {
  const [caseRow, deadlines] = await Promise.all([deps.cases.byId(caseId), deps.cases.deadlines(caseId)])
  const now = deps.clock.now()
  if (caseRow === null || hasClockAhead(deadlines, now)) return false
  deps.log.error({ case: caseRow.number, status: caseRow.status }, 'an open case has no deadline ahead')
  const version = await deps.routing.current()
  if (version === null) return true
  const rules = { table: version.table, duty: await deps.duty.current(), zone: deps.zone }
  const watchers = watchersOf(ladderPeopleAt(rules, null, now))
  const dedupeKey = `watchdog:${caseId}`
  const contacts = watchers.map(contactsOf).filter(([first]) => first !== undefined)
  const used = await deps.messages.usedKeys(contacts.map(([first]) => `${dedupeKey}@${first?.who}`))
  if (contacts.length === 0 || used.size > 0) return true
  await commitDecision(deps.ledger, async () => {
    const decision = linesBy('system', { now, newId: () => deps.ids.next() })
    return {
      ok: true as const,
      changes: [
        decision.line(caseId, 'clockMissing', {
          after: { status: caseRow.status },
          why: 'no deadline of this open case is ahead, and none was escalated to the top',
        }),
        ...contacts.flatMap(([to, ...next]) =>
          to === undefined
            ? []
            : queueMessage(
                {
                  kind: 'caseWithoutClock',
                  to,
                  next,
                  language: version.table.languages[0] ?? '',
                  variables: { caseNumber: caseRow.number ?? '' },
                  caseId,
                  orderId: null,
                  dedupeKey,
                },
                decision,
              ),
        ),
      ],
    }
  })
  return true
}

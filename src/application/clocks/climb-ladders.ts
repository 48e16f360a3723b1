import { noticeOfDeadline } from '../../domain/call/notice-of-deadline.ts'
import { climbLadder } from '../../domain/clocks/climb-ladder.ts'
import type { DeadlineRecord } from '../../domain/clocks/deadline-record.ts'
import { type Climb, nextStep } from '../../domain/clocks/next-step.ts'
import { decisionBy } from '../../domain/decision.ts'
import { ladderPeopleAt, peopleOfStep, watchersOf } from '../../domain/routing/people-of-step.ts'
import type { CallFlow } from '../call/call-flow.ts'
import { tableOfOrder } from '../dispatch/table-of-order.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { DutyStore } from '../ports/duty-store.ts'
import type { CaseReader, Commit, CommitOutcome, DeadlineReader, Ledger, StepKey } from '../ports/ledger.ts'
import type { Log } from '../ports/log.ts'
import type { RoutingStore } from '../ports/routing-store.ts'

export type ClimbDeps = {
  readonly ledger: Ledger
  readonly cases: CaseReader
  readonly deadlines: DeadlineReader
  readonly routing: RoutingStore
  readonly duty: Pick<DutyStore, 'current'>
  readonly clock: Clock
  readonly ids: Ids
  readonly zone: string
  readonly log: Log
  readonly telephone: {
    /** Begins a call of ours, with these changes in its commit. */
    readonly request: CallFlow['request']
    /** Whether this number can be rung now: it is in no call of ours, and the network is there. */
    readonly canRing: (number: string) => boolean
    /** Name of the Asterisk that rings. */
    readonly node: string
  }
  /** Lets everything else have its turn: after a night away thousands of steps may be due, and the calls must not wait for them. */
  readonly breathe: () => Promise<void>
}

/** Deadlines looked at between two breaths; one costs about a millisecond. */
const batch = 20
/** Times a step is decided anew when its deadline was changed in between. */
const tries = 3
const mostFailures = 3

/**
 * One tick: takes every step that is due, until none is. A step, what it changes and the beginning of its call are one
 * commit, which only one of those who try can make: whatever stops between two of them, or runs beside, each step happens
 * once. A deadline that fails is logged and left to the next tick, the others go on.
 * @returns how many steps were taken.
 * Rejects when several fail in a row: then it is the database, and the next tick finds everything as it was.
 */
export const climbLadders = (deps: ClimbDeps) => async (): Promise<number> => {
  let count = 0
  let failures = 0
  let after: StepKey | null = null
  for (;;) {
    const due: readonly DeadlineRecord[] = await deps.deadlines.due(deps.clock.now(), batch, after)
    for (const deadline of due) {
      try {
        count += await climb(deps, deadline)
        failures = 0
      } catch (error) {
        deps.log.error({ deadline: deadline.id, case: deadline.caseId, err: error }, 'a deadline could not climb')
        failures += 1
        if (failures === mostFailures) throw error
      }
    }
    const last = due.at(-1)
    if (last?.nextStepAt == null || due.length < batch) return count
    after = { at: last.nextStepAt, id: last.id }
    await deps.breathe()
  }
}

/** Takes the steps of one deadline, commit by commit, until it waits. */
async function climb(deps: ClimbDeps, { id, caseId }: DeadlineRecord): Promise<number> {
  let count = 0
  for (let attempt = 1; attempt <= tries; ) {
    const decided = await decide(deps, caseId, id)
    if (decided === null) return count
    const outcome = await decided.commit()
    // This server stops: the next one takes the step.
    if (outcome === null) return count
    if (!outcome.ok) {
      attempt += 1
      continue
    }
    for (const { step, outcome: what, told } of decided.climb.taken) {
      const people = told.map(({ person }) => person.id)
      deps.log.info({ case: decided.caseNumber, deadline: id, ...step, outcome: what, people }, 'a deadline climbs')
    }
    count += decided.climb.taken.length
    if (decided.climb.taken.length === 0) return count
  }
  deps.log.warn({ deadline: id }, 'others change this deadline at the same time; its step waits for the next tick')
  return count
}

type Decided = {
  readonly climb: Climb
  readonly caseNumber: string | null
  readonly commit: () => Promise<CommitOutcome | null>
}

/** Decides on what is there now; null: nothing is due (any more). */
async function decide(deps: ClimbDeps, caseId: string, id: string): Promise<Decided | null> {
  const [caseRow, orders, deadlines] = await Promise.all([
    deps.cases.byId(caseId),
    deps.cases.orders(caseId),
    deps.cases.deadlines(caseId),
  ])
  const deadline = deadlines.find((candidate) => candidate.id === id)
  if (!caseRow || !deadline) return null
  const order = orders.find((candidate) => candidate.id === deadline.orderId) ?? null
  const version = order
    ? await tableOfOrder(deps.routing, caseRow.routingVersion, order.unit)
    : await deps.routing.version(caseRow.routingVersion)
  if (!version) throw new Error(`No published routing table knows the people of case ${caseRow.number}`)
  const { table, number: tableVersion } = version
  const unit = table.units.find((candidate) => candidate.id === order?.unit) ?? null

  const now = deps.clock.now()
  const people = ladderPeopleAt({ table, duty: await deps.duty.current(), zone: deps.zone }, unit, now)
  const climb = nextStep(deadline, now, {
    people: (step) => peopleOfStep(step, people),
    canRing: deps.telephone.canRing,
  })
  if (climb === null) return null
  const decision = decisionBy('system', { now, zone: deps.zone, table, tableVersion, newId: () => deps.ids.next() })
  const changes: Commit['changes'] = climbLadder(climb, { caseRow, order, watchers: watchersOf(people) }, decision)
  const last = climb.taken.at(-1)
  const calls = last?.outcome === 'told' && last.step.by === 'call' ? last.told : null
  if (calls === null) return { climb, caseNumber: caseRow.number, commit: () => deps.ledger.commit({ changes }) }
  const event = {
    type: 'CallRequested',
    caseId,
    orderId: deadline.orderId,
    notice: noticeOfDeadline(deadline, caseRow.number, now),
    people: calls.map(({ person, number }) => ({ id: person.id, number })),
    node: deps.telephone.node,
  } as const
  const commit = () => deps.telephone.request(event, { routingVersion: tableVersion, changes })
  return { climb, caseNumber: caseRow.number, commit }
}

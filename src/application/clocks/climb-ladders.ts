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

/**
 * Deadlines looked at between two breaths. Their commits share a transaction, and so one write to the disk that is waited
 * for; a larger batch would keep the calls waiting.
 */
const batch = 32
/** Times a step is decided anew when its deadline was changed in between. */
const tries = 3
/** So many in a row: then it is the database. */
const mostFailures = 3

/**
 * One tick: takes every step that is due, until none is. A step, what it changes and the beginning of its call are one
 * commit, which only one of those who try can make: whatever stops between two of them, or runs beside, each step happens
 * once. Those of a batch are decided side by side and asked for in one turn, so that they share a write to the disk; each
 * stands or falls alone. Steps that ring somebody are taken one after another: the next one must see whose telephone is in
 * use. A deadline that fails is logged and left to the next tick, the others go on.
 * @returns how many steps were taken.
 * Rejects when several fail in a row: then it is the database, and the next tick finds everything as it was.
 */
export const climbLadders = (deps: ClimbDeps) => async (): Promise<number> => {
  let count = 0
  let failures = 0
  let after: StepKey | null = null
  for (;;) {
    const due: readonly DeadlineRecord[] = await deps.deadlines.due(deps.clock.now(), batch, after)
    const inTurn: DeadlineRecord[] = []
    const climbs = due.map((deadline) => attempt(deps, deadline, () => climb(deps, deadline, 'quietly')))
    for (const [place, climbed] of (await Promise.all(climbs)).entries()) {
      const deadline = due[place] as DeadlineRecord
      if (climbed.ok) count += climbed.taken
      if (climbed.ok && climbed.rings) inTurn.push(deadline)
      failures = climbed.ok ? 0 : failures + 1
      if (failures === mostFailures && !climbed.ok) throw climbed.error
    }
    for (const deadline of inTurn) {
      const climbed = await attempt(deps, deadline, () => climb(deps, deadline, 'ringing'))
      if (climbed.ok) count += climbed.taken
      failures = climbed.ok ? 0 : failures + 1
      if (failures === mostFailures && !climbed.ok) throw climbed.error
    }
    const last = due.at(-1)
    if (last?.nextStepAt == null || due.length < batch) return count
    after = { at: last.nextStepAt, id: last.id }
    await deps.breathe()
  }
}

/** `rings`: what comes next rings somebody, and was not done. */
type Climbed = { readonly taken: number; readonly rings: boolean }
type Attempt = ({ readonly ok: true } & Climbed) | { readonly ok: false; readonly error: unknown }

async function attempt(deps: ClimbDeps, { id, caseId }: DeadlineRecord, act: () => Promise<Climbed>): Promise<Attempt> {
  try {
    return { ok: true, ...(await act()) }
  } catch (error) {
    deps.log.error({ deadline: id, case: caseId, err: error }, 'a deadline could not climb')
    return { ok: false, error }
  }
}

/**
 * Takes the steps of one deadline, commit by commit, until it waits.
 * @param how `quietly`: stops before a step that rings somebody.
 */
async function climb(deps: ClimbDeps, found: DeadlineRecord, how: 'quietly' | 'ringing'): Promise<Climbed> {
  let taken = 0
  let deadline: DeadlineRecord | null = how === 'quietly' ? found : await readAnew(deps, found)
  for (let attempt = 1; attempt <= tries; ) {
    const decided = deadline === null ? null : await decide(deps, deadline)
    if (decided === null) return { taken, rings: false }
    if (decided.rings && how === 'quietly') return { taken, rings: true }
    const outcome = await decided.commit()
    // This server stops: the next one takes the step.
    if (outcome === null) return { taken, rings: false }
    if (!outcome.ok) {
      attempt += 1
      deadline = await readAnew(deps, found)
      continue
    }
    for (const { step, outcome: what, told } of decided.climb.taken) {
      const people = told.map(({ person }) => person.id)
      deps.log.info(
        { case: decided.caseNumber, deadline: found.id, ...step, outcome: what, people },
        'a deadline climbs',
      )
    }
    taken += decided.climb.taken.length
    if (decided.climb.taken.length === 0) return { taken, rings: false }
    deadline = decided.climb.deadline
  }
  deps.log.warn(
    { deadline: found.id },
    'others change this deadline at the same time; its step waits for the next tick',
  )
  return { taken, rings: false }
}

const readAnew = async ({ cases }: ClimbDeps, { id, caseId }: DeadlineRecord): Promise<DeadlineRecord | null> =>
  (await cases.deadlines(caseId)).find((candidate) => candidate.id === id) ?? null

type Decided = {
  readonly climb: Climb
  /** Whether a telephone is rung with it. */
  readonly rings: boolean
  readonly caseNumber: string | null
  readonly commit: () => Promise<CommitOutcome | null>
}

/** Decides on the deadline as it was read; null: nothing is due (any more). If it has changed since, the commit is refused. */
async function decide(deps: ClimbDeps, deadline: DeadlineRecord): Promise<Decided | null> {
  const { caseId, orderId } = deadline
  const now = deps.clock.now()
  if (deadline.nextStepAt === null || deadline.nextStepAt > now) return null
  const [caseRow, order] = await Promise.all([
    deps.cases.byId(caseId),
    orderId === null ? null : deps.cases.order(orderId),
  ])
  if (!caseRow) return null
  const version = order
    ? await tableOfOrder(deps.routing, caseRow.routingVersion, order.unit)
    : await deps.routing.version(caseRow.routingVersion)
  if (!version) throw new Error(`No published routing table knows the people of case ${caseRow.number}`)
  const { table, number: tableVersion } = version
  const unit = table.units.find((candidate) => candidate.id === order?.unit) ?? null

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
  if (calls === null) {
    return { climb, rings: false, caseNumber: caseRow.number, commit: () => deps.ledger.commit({ changes }) }
  }
  const event = {
    type: 'CallRequested',
    caseId,
    orderId,
    notice: noticeOfDeadline(deadline, caseRow.number, now),
    people: calls.map(({ person, number }) => ({ id: person.id, number })),
    node: deps.telephone.node,
  } as const
  const commit = () => deps.telephone.request(event, { routingVersion: tableVersion, changes })
  return { climb, rings: true, caseNumber: caseRow.number, commit }
}

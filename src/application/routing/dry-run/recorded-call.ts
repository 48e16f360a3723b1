/**
 * A call of the past as one that can be tried again: when it came, what was dialled, what its caller wanted (not which key
 * that had), and which telephones took it or did not.
 */
import type { CallRecord } from '../../../domain/call/call-record.ts'
import type { TimelineLine } from '../../../domain/case/timeline-line.ts'
import { voiceNumbersOf } from '../../../domain/routing/phones-of.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import { type DryRunCall, type Habit, usualStatementSeconds, type Wish } from './dry-run-call.ts'

/** All that is known of it. */
export type RecordedCall = {
  readonly call: CallRecord
  /** Number that called; null: hidden, or erased since. */
  readonly caller: string | null
  /** Of its case, in order; empty: it left none. */
  readonly timeline: readonly TimelineLine[]
}

/** @param tables the tables it will be tried by: people are known by their ids, whatever number they have there. */
export function callAgain(
  { call, caller, timeline }: RecordedCall,
  tables: readonly RoutingTable[],
): DryRunCall | null {
  if (call.dialled === null) return null
  return {
    at: call.openedAt,
    dialled: call.dialled,
    caller,
    keys: '',
    wish: wishOf(timeline),
    habits: habitsOf(timeline, tables),
    statementSeconds: usualStatementSeconds,
  }
}

type Opened = {
  readonly category?: string | null
  readonly answer?: string | null
  readonly area?: string | null
  readonly origin?: string
  readonly urgency?: string
  readonly referredTo?: string | null
}

/** What he wanted, as his case was opened: later corrections are not his. */
function wishOf(timeline: readonly TimelineLine[]): Wish {
  const opened = timeline.find(({ what }) => what === 'caseOpened')?.after as Opened | undefined
  const { category = null, answer = null, area = null, origin, urgency, referredTo = null } = opened ?? {}
  // Whoever was sent elsewhere at once was asked nothing; life in danger alone is said by a key.
  const danger = urgency === 'critical' && category === null ? referredTo : null
  const officer = opened !== undefined && category === null && referredTo === null && origin !== 'abandoned'
  return { category, answer, area, danger, officer }
}

const habitsBy: Readonly<Record<string, Habit>> = {
  declined: 'declines',
  'no key was pressed': 'keyless',
  busy: 'busy',
  noAnswer: 'silent',
}

/** Who took it takes it again; of the others each does what he did last. Those who were not rung would take it. */
function habitsOf(timeline: readonly TimelineLine[], tables: readonly RoutingTable[]): Readonly<Record<string, Habit>> {
  const habits: Record<string, Habit> = {}
  const set = (numbers: readonly string[], habit: Habit): void => {
    for (const number of numbers) habits[number] = habit
  }
  for (const { what, refs, why } of timeline) {
    const { responder = '', emergency = '' } = refs
    if (what === 'responderDidNotTake') set(numbersOf(responder, tables), habitsBy[why ?? ''] ?? 'silent')
    if (what === 'responderSkipped') set(numbersOf(responder, tables), 'busy')
    if (what === 'callTaken') set(numbersOf(responder, tables), 'takes')
    if (what === 'emergencyNotReached') set(platformOf(emergency, tables), why === 'busy' ? 'busy' : 'silent')
    if (what === 'emergencyAnswered') set(platformOf(emergency, tables), 'takes')
  }
  return habits
}

const numbersOf = (person: string, tables: readonly RoutingTable[]): readonly string[] =>
  tables.flatMap(({ units, centre }) =>
    [...units.flatMap(({ responders }) => responders), ...centre.dutyOfficers]
      .filter(({ id }) => id === person)
      .flatMap(voiceNumbersOf),
  )

const platformOf = (id: string, tables: readonly RoutingTable[]): readonly string[] =>
  tables.flatMap(({ emergencies }) => emergencies.filter((one) => one.id === id).map(({ number }) => number))

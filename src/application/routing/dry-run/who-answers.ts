import type { Instant } from '../../../domain/instant.ts'
import { voiceNumbersOf } from '../../../domain/routing/phones-of.ts'
import type { RoutingTable } from '../../../domain/routing/routing-table.ts'
import type { DryRun } from './dry-run.ts'
import type { DryRunCall } from './dry-run-call.ts'
import type { DryRunLine } from './dry-run-line.ts'
import type { Trial, tryCalls } from './try-call.ts'

export type WhoQuestion = {
  readonly at: Instant
  readonly dialled: string
  readonly caller: string
  readonly keys: string
  /** Where he calls from; null: nothing tells. */
  readonly area: string | null
}

export type WhoAnswers =
  | {
      readonly ok: true
      readonly call: DryRunCall
      readonly run: DryRun
      /** Whose telephones ring, stage by stage, as long as nobody takes it. */
      readonly stages: readonly Extract<DryRunLine, { what: 'hunts' }>[]
    }
  /** `areaUntold`: neither a key nor a number of the caller tells it in a call. */
  | { readonly ok: false; readonly reason: 'unknownArea' | 'areaUntold' }

/** Who answers at an instant: the same dry run, in which no telephone of units and centre is answered. */
export function whoAnswers(
  { table }: Pick<Trial, 'table'>,
  trial: ReturnType<typeof tryCalls>,
  { at, dialled, caller, keys, area }: WhoQuestion,
): WhoAnswers {
  const place = table.areas.find(({ id }) => id === area)
  if (area !== null && place === undefined) return { ok: false, reason: 'unknownArea' }
  const prefix = place?.prefixes[0]
  if (place !== undefined && prefix === undefined && place.key === null) return { ok: false, reason: 'areaUntold' }
  const call: DryRunCall = {
    at,
    dialled,
    caller: prefix === undefined ? caller : prefix.padEnd(wholeNumber, '0'),
    keys,
    // Keys come first; then he says where he is, if he is asked, or wants a person.
    wish: area === null ? null : { category: null, answer: null, area, danger: null, officer: true },
    habits: Object.fromEntries(everyPhone(table).map((number) => [number, 'silent' as const])),
    statementSeconds: 0,
  }
  const run = trial.run(call)
  const stages = run.lines.flatMap((line) => (line.what === 'hunts' && line.purpose !== 'inform' ? [line] : []))
  return { ok: true, call, run, stages }
}

/** Digits of a land line with its area code. */
const wholeNumber = 12

const everyPhone = ({ units, centre }: RoutingTable): readonly string[] =>
  [...units.flatMap(({ responders }) => responders), ...centre.dutyOfficers].flatMap(voiceNumbersOf)

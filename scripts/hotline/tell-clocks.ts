import { shortTime } from './short-time.ts'
import { tellTable } from './tell-table.ts'

/** A deadline as the API tells it; those of a case lack the case's number and the unit's name. */
export type ToldClock = {
  readonly id: string
  readonly kind: string
  readonly due: string
  readonly status: string
  readonly caseNumber?: string | null
  readonly unitName?: string | null
  readonly acknowledgedBy: string | null
  readonly stepsDone: number
  readonly nextStep: { readonly at: string; readonly by: string; readonly to: string } | null
  readonly explanation: string
}

/** Deadlines in columns: when, which case, who owes it, what happens next, and the sum behind it. */
export const tellClocks = (clocks: readonly ToldClock[]): readonly string[] =>
  tellTable(
    ['due', 'case', 'clock', 'unit', 'next', 'sum'],
    clocks.map((clock) => [
      shortTime(clock.due),
      clock.caseNumber ?? '-',
      clock.kind,
      clock.unitName ?? '-',
      nextOf(clock),
      clock.explanation,
    ]),
  )

function nextOf({ nextStep, acknowledgedBy, stepsDone }: ToldClock): string {
  if (nextStep !== null) return `${shortTime(nextStep.at)} ${nextStep.by} to ${nextStep.to}`
  if (acknowledgedBy !== null) return `noted by ${acknowledgedBy}`
  return stepsDone > 0 ? 'all steps taken' : 'no steps'
}

import type { Termination } from '../../../domain/call/call-record.ts'
import type { Party } from './dry-run-line.ts'
import { isBeside, type Simulation } from './simulation.ts'

/**
 * Who is in charge of what the caller wanted: a unit, somebody else's platform, the duty officer; `menu`: he heard it and
 * hung up; `nobody`: he came for an override.
 */
export const destinations = ['unit', 'emergency', 'officer', 'menu', 'nobody'] as const
export type Destination =
  | { readonly to: 'unit' | 'emergency'; readonly id: string }
  | { readonly to: 'officer' | 'menu' | 'nobody'; readonly id: null }

/** Where a call went, in short. */
export type WhereItGoes = {
  readonly destination: Destination
  readonly category: string | null
  readonly answer: string | null
  readonly area: string | null
  /** Telephones that ring for the caller, each once, in their order, up to the one that takes it; all, where nobody does. */
  readonly rings: readonly string[]
  readonly takenBy: Party | null
  /** How the caller's own call ends; null: it was given up on. */
  readonly termination: Termination | null
}

export function whereItGoes(simulation: Simulation): WhereItGoes {
  const { rows, calls, lines, taker } = simulation
  const [own] = calls.values()
  const [caseRow] = rows.cases.values()
  const unit = [...rows.orders.values()].find(({ lead }) => lead)?.unit
  const besides = [...calls.values()].map((state) => isBeside(simulation, state))
  const rung = lines.flatMap((line) =>
    line.what === 'rings' && besides[line.call - 1] === false && line.who.number !== null ? [line.who.number] : [],
  )
  const rings = [...new Set(rung)]
  const taken = taker?.number == null ? -1 : rings.indexOf(taker.number)
  const { category = null, answer = null, area = null, referredTo = null } = caseRow ?? {}
  const destination: Destination =
    referredTo !== null
      ? { to: 'emergency', id: referredTo }
      : unit !== undefined
        ? { to: 'unit', id: unit }
        : {
            to: own?.record.termination?.result === 'abandoned' ? 'menu' : caseRow === undefined ? 'nobody' : 'officer',
            id: null,
          }
  return {
    destination,
    category,
    answer,
    area,
    rings: taken < 0 ? rings : rings.slice(0, taken + 1),
    takenBy: taker,
    termination: own?.record.termination ?? null,
  }
}

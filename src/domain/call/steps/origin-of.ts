import { lineOf } from '../../routing/line-of.ts'
import type { ServiceLine } from '../../routing/routing-table.ts'
import type { Turn } from '../turn.ts'

/** Where a case that is chosen in this call comes from: a citizen, or 110, by the line. */
export const originOf = (turn: Turn): ServiceLine['origin'] => lineOf(turn.facts.table, turn.state.record.line).origin

import type { CaseRecord } from '../case/case-record.ts'
import type { Decision } from '../decision.ts'
import { chooseRoute } from '../routing/choose-route.ts'
import { noDuty } from '../routing/duty.ts'

/**
 * The second and the third unit of a case by its route, as the table alone has it: what sends cases elsewhere for a while takes
 * no help away from this one. None where nobody knows what it is about.
 */
export function furtherUnits(
  { category, answer, area }: Pick<CaseRecord, 'category' | 'answer' | 'area'>,
  { table, zone, now }: Pick<Decision, 'table' | 'zone' | 'now'>,
): readonly string[] {
  if (category === null) return []
  const about = { category, answer, area, line: null, at: now }
  return chooseRoute({ table, zone, duty: noDuty }, about)?.reinforcements ?? []
}

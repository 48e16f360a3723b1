import type { CaseRecord } from '../case/case-record.ts'
import type { RoutingTable, Urgency } from './routing-table.ts'

/** Kind of seriousness that the caller's answer, or else his choice of a category, means; undefined: none. */
export function seriousByChoice(
  { categories }: Pick<RoutingTable, 'categories'>,
  about: Pick<CaseRecord, 'category' | 'answer'>,
): string | undefined {
  const category = categories.find(({ id }) => id === about.category)
  return category?.question?.answers.find(({ id }) => id === about.answer)?.serious ?? category?.serious
}

/** How urgent a case is from its first moment, by what the caller has chosen: as its category, or critical where that is serious. */
export function urgencyByChoice(
  table: Pick<RoutingTable, 'categories' | 'seriousKinds'>,
  about: Pick<CaseRecord, 'category' | 'answer'>,
): Urgency {
  const serious = seriousByChoice(table, about)
  if (table.seriousKinds.some(({ id, critical }) => id === serious && critical)) return 'critical'
  return table.categories.find(({ id }) => id === about.category)?.urgency ?? 'normal'
}

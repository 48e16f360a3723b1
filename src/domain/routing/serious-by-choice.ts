import type { CaseRecord } from '../case/case-record.ts'
import type { RoutingTable } from './routing-table.ts'

/** Kind of seriousness that the caller's answer, or else his choice of a category, means; undefined: none. */
export function seriousByChoice(
  { categories }: Pick<RoutingTable, 'categories'>,
  about: Pick<CaseRecord, 'category' | 'answer'>,
): string | undefined {
  const category = categories.find(({ id }) => id === about.category)
  return category?.question?.answers.find(({ id }) => id === about.answer)?.serious ?? category?.serious
}

import type { CaseRecord } from '../case/case-record.ts'
import type { RoutingTable, Words } from '../routing/routing-table.ts'

/** `water supply (Zeguo)`: in one variable, because gateways approve a text with as many as it has. */
export function whatAndWhere(
  { categories, areas }: Pick<RoutingTable, 'categories' | 'areas'>,
  about: Pick<CaseRecord, 'category' | 'area'>,
  language: string,
): string {
  const what = inWords(categories.find(({ id }) => id === about.category)?.name, language)
  const area = areas.find(({ id }) => id === about.area)
  return area === undefined ? what : `${what} (${inWords(area.name, language)})`
}

/** A dash stands for what nobody knows. */
export const inWords = (words: Words | undefined, language: string): string =>
  words === undefined ? '—' : (words[language] ?? Object.values(words)[0] ?? '')

import type { RoutingTable, Words } from '../../src/domain/routing/routing-table.ts'

export const toneLanguage = 'x-tone'

/**
 * The same table, spoken in tone codes: `x-tone` is its one language, for every line and number, and each text is its
 * first language's. What is heard is then known by the prompts' keys, whatever the words are.
 */
export function inTones(table: RoutingTable): RoutingTable {
  const isWords = (value: object): value is Words => {
    const keys = Object.keys(value)
    return keys.length > 0 && keys.every((key) => table.languages.includes(key))
  }
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    if (value === null || typeof value !== 'object') return value
    if (isWords(value)) return { [toneLanguage]: Object.values(value)[0] }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]))
  }
  const copied = copy(table) as RoutingTable
  return {
    ...copied,
    languages: [toneLanguage],
    lines: copied.lines.map((line) => ({ ...line, language: toneLanguage })),
    numbers: copied.numbers.map((number) => ({ ...number, language: number.language && toneLanguage })),
  }
}

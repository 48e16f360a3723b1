import type { RoutingTable, Words } from '../../src/domain/routing/routing-table.ts'

export const toneLanguage = 'x-tone'
/** Spoken where a table says something in another language than its first. */
export const secondToneLanguage = 'x-tone-2'
const toneLanguages: readonly string[] = [toneLanguage, secondToneLanguage]

/**
 * The same table, spoken in tone codes: `x-tone` is its one language, for every line and number, and each text is its
 * first language's. What is heard is then known by the prompts' keys, whatever the words are. One in tones stays as it is.
 */
export function inTones(table: RoutingTable): RoutingTable {
  if (table.languages.every((language) => toneLanguages.includes(language))) return table
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

/** A table in tones that says everything in the second tone language, too. */
export function inTwoTones(table: RoutingTable): RoutingTable {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy)
    if (value === null || typeof value !== 'object') return value
    if (toneLanguage in value) return { ...value, [secondToneLanguage]: value[toneLanguage] }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]))
  }
  return { ...(copy(table) as RoutingTable), languages: toneLanguages }
}

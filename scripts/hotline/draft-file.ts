/** Where a draft in a file comes from: its first line says it, so that saving it knows what it was made from. */
export type DraftOrigin = { readonly revision: number; readonly base: number }

const originLine = /^# draft revision (\d{1,9}), made from version (\d{1,9})\r?\n/
/** Stands in a saved draft in place of its origin, which will be another one: so every line keeps its number. */
const neutralLine = '# draft of the routing table\n'

/** The origin that the file's first line names; null: it names none. */
export function originOf(text: string): DraftOrigin | null {
  const [, revision, base] = originLine.exec(text) ?? []
  return revision === undefined || base === undefined ? null : { revision: Number(revision), base: Number(base) }
}

/** The text with its origin as the first line, in place of the one that was there. */
export function withOrigin(text: string, { revision, base }: DraftOrigin): string {
  const neutral = withoutOrigin(text)
  const rest = neutral.startsWith(neutralLine) ? neutral.slice(neutralLine.length) : neutral
  return `# draft revision ${revision}, made from version ${base}\n${rest}`
}

/** The text as it is saved. */
export const withoutOrigin = (text: string): string => text.replace(originLine, neutralLine)

/** Where a draft in a file comes from: its first line says it, so that saving it knows what it was made from. */
export type DraftOrigin = { readonly revision: number; readonly base: number }

const pattern = /^# draft revision (\d{1,9}), made from version (\d{1,9})\r?\n/

/** The origin that the file's first line names; null: it names none. */
export function originOf(text: string): DraftOrigin | null {
  const [, revision, base] = pattern.exec(text) ?? []
  return revision === undefined || base === undefined ? null : { revision: Number(revision), base: Number(base) }
}

/** The text with its origin as the first line, in place of the one that was there. */
export const withOrigin = (text: string, { revision, base }: DraftOrigin): string =>
  `# draft revision ${revision}, made from version ${base}\n${withoutOrigin(text)}`

/** The text as it is saved: who reads it later must not find a line that has become wrong. */
export const withoutOrigin = (text: string): string => text.replace(pattern, '')

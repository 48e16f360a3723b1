/** Languages in which the program itself speaks to those who run it. */
export const textLanguages = ['zh-CN', 'en'] as const
export type TextLanguage = (typeof textLanguages)[number]

/** What stands in a text's `{name}`: codes of ours are said in the language, everything else as it is. */
export type TextValues = Readonly<Record<string, string | number>>

/** The texts of a part of the program in one language. */
export type TextCatalogue<Code extends string> = {
  readonly texts: Readonly<Record<Code, string>>
  /** Words for values that are codes, by the value's name, then by the value. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** A text with its values in it. A value that nobody gave stands as its name: better seen than guessed. */
export function sayText<Code extends string>(
  { texts, words }: TextCatalogue<Code>,
  code: Code,
  values: TextValues = {},
): string {
  return texts[code].replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) return whole
    const value = String(values[name])
    const known = Object.hasOwn(words, name) ? words[name] : undefined
    return known && Object.hasOwn(known, value) ? (known[value] ?? value) : value
  })
}

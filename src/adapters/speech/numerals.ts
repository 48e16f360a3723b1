/** How a language puts numbers together from pieces that exist as sound. */
export type Numerals = {
  /** The words of every piece, by its key: what must be rendered. */
  texts(): Readonly<Record<string, string>>
  /** Keys of the pieces of 0 to 9999; `counted` is a quantity of something (两 in Mandarin). */
  number(value: number, counted: boolean): readonly string[]
  /** Keys of the pieces of a time of day. */
  clock(hour: number, minute: number): readonly string[]
}

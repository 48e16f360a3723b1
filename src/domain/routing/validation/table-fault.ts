/** Way from the top of the table to what is wrong: `['units', 4, 'responders', 0, 'voice']`. */
export type TablePath = readonly (string | number)[]

/** One thing that keeps a table from being published, in plain English with the value in it. */
export type TableFault = {
  readonly path: TablePath
  readonly message: string
  /** What would be right, where that is a list. */
  readonly allowed?: readonly string[]
}

/** Notes a fault. A rule goes on after it: all faults are reported at once. */
export type Blame = (path: TablePath, message: string, allowed?: readonly string[]) => void

/** A value as it stands in a message. */
export const quote = (value: unknown): string => JSON.stringify(value) ?? String(value)

import type { TextValues } from '../../text-catalogue.ts'
import type { FaultCode } from './texts/fault-texts.ts'

/** Way from the top of the table to what is wrong: `['units', 4, 'responders', 0, 'voice']`. */
export type TablePath = readonly (string | number)[]

/** One thing that keeps a table from being published. `sayFault` says it in words. */
export type TableFault = {
  readonly path: TablePath
  readonly code: FaultCode
  /** What stands in its words: the wrong value, what it clashes with. */
  readonly values: TextValues
  /** What would be right, where that is a list. */
  readonly allowed?: readonly string[]
}

/** Notes a fault. A rule goes on after it: all faults are reported at once. */
export type Blame = (path: TablePath, code: FaultCode, values?: TextValues, allowed?: readonly string[]) => void

/** All the faults that checks note, in their order. */
export function collectFaults(check: (blame: Blame) => void): TableFault[] {
  const faults: TableFault[] = []
  check((path, code, values = {}, allowed) => {
    faults.push({ path, code, values, ...(allowed === undefined ? {} : { allowed }) })
  })
  return faults
}

/** A value as it stands in a message. */
export const quote = (value: unknown): string => JSON.stringify(value) ?? String(value)

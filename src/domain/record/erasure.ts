/**
 * What of a case is personal and can be erased. Promise to the citizen: what he said and where he called from is forgotten
 * when it is no longer needed; the record stays whole, since lines and rows hold references alone.
 */
import type { RecordedLine } from './record-commit.ts'
import type { RecordedPart } from './recorded-row.ts'

/** Kinds of personal rows, and the sound files. */
export const erasableKinds = ['phone', 'statement', 'result', 'message', 'recording'] as const
export type ErasableKind = (typeof erasableKinds)[number]

/**
 * Everything in the lines and rows of a case that may be the id of a personal row: whatever field it stands in, so that a
 * field which comes later is not forgotten. Whoever looks them up finds the rows among them.
 */
export function referencesOf(lines: readonly RecordedLine[], rows: readonly RecordedPart[]): readonly string[] {
  const found = new Set<string>()
  const gather = (value: unknown): void => {
    if (typeof value === 'string') found.add(value)
    else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) gather(part)
  }
  for (const { refs } of lines) gather(refs)
  for (const { fields } of rows) gather(fields)
  return [...found]
}

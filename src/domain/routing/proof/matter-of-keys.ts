import type { RoutingTable } from '../routing-table.ts'
import type { HolesAsked } from './find-holes.ts'
import { keyPresses } from './ways-in.ts'

export type MatterOfKeys =
  | { readonly ok: true; readonly asked: Pick<HolesAsked, 'category' | 'answer' | 'line'> }
  /** `unknownKey`: nothing is there; `ambiguousKey`: it means different things on different lines. */
  | { readonly ok: false; readonly reason: 'unknownKey' | 'ambiguousKey'; readonly possible: readonly string[] }

/**
 * What a caller is about who presses these keys: `3`, `8-5`, `3-1` with the answer to the category's question (without one:
 * whatever he answers), or dials a number that leads straight there.
 * @param line null: any.
 */
export function matterOfKeys(table: RoutingTable, keys: string, line: string | null): MatterOfKeys {
  const presses = keyPresses(table).filter((press) => line === null || press.line === line)
  const onLine = line === null ? {} : { line }
  const found = [...new Set(presses.filter((press) => press.keys === keys).map(({ category }) => category))]
  const [category] = found
  if (found.length > 1) {
    const lines = presses.filter((press) => press.keys === keys).map((press) => press.line)
    return { ok: false, reason: 'ambiguousKey', possible: [...new Set(lines)] }
  }
  if (category !== undefined) return { ok: true, asked: { category, ...onLine } }
  const cut = keys.lastIndexOf('-')
  if (cut > 0) {
    const before = matterOfKeys(table, keys.slice(0, cut), line)
    const key = keys.slice(cut + 1)
    const about = before.ok && before.asked.answer === undefined ? before.asked.category : null
    const question = table.categories.find(({ id }) => id === about)?.question
    const answer = question?.answers.find((candidate) => candidate.key === key)
    if (before.ok && answer) return { ok: true, asked: { ...before.asked, answer: answer.id } }
  }
  return { ok: false, reason: 'unknownKey', possible: [...new Set(presses.map((press) => press.keys))] }
}

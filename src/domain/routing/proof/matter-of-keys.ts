import type { RoutingTable } from '../routing-table.ts'
import type { HolesAsked } from './find-holes.ts'
import { keyPresses } from './ways-in.ts'

export type MatterOfKeys =
  | { readonly ok: true; readonly asked: Pick<HolesAsked, 'category' | 'answer' | 'line'> }
  /** `unknownKey`: nothing is there; `ambiguousKey`: it means different things on different lines. */
  | { readonly ok: false; readonly reason: 'unknownKey' | 'ambiguousKey'; readonly possible: readonly string[] }

/**
 * What a caller is about who presses these keys: `3`, `8-5` or `85`, `3-1` with the answer to the category's question (without
 * one: whatever he answers), or dials a number that leads straight there.
 * @param line null: any.
 */
export function matterOfKeys(table: RoutingTable, keys: string, line: string | null): MatterOfKeys {
  const presses = keyPresses(table).filter((press) => line === null || press.line === line)
  const pressed = plain(keys)
  const found = presses.filter((press) => plain(press.keys) === pressed)
  const before = presses.filter((press) => plain(press.keys) === pressed.slice(0, -1))
  const answered = before.filter(({ category }) => answerBy(table, category, pressed) !== undefined)
  const fitting = found.length > 0 ? found : answered
  const categories = [...new Set(fitting.map(({ category }) => category))]
  const [category] = categories
  if (category === undefined)
    return { ok: false, reason: 'unknownKey', possible: unique(presses.map((one) => one.keys)) }
  if (categories.length > 1)
    return { ok: false, reason: 'ambiguousKey', possible: unique(fitting.map((press) => press.line)) }
  const answer = found.length > 0 ? undefined : answerBy(table, category, pressed)
  return { ok: true, asked: { category, ...(line === null ? {} : { line }), ...(answer ? { answer: answer.id } : {}) } }
}

const plain = (keys: string): string => keys.replaceAll('-', '')
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** The answer to a category's question that the last key gives. */
const answerBy = ({ categories }: RoutingTable, category: string, keys: string) =>
  categories.find(({ id }) => id === category)?.question?.answers.find(({ key }) => key === keys.at(-1))

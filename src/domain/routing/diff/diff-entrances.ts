import { entranceOf } from '../entrance.ts'
import type { Did, RoutingTable, ServiceLine } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { type FieldRule, fieldChanges, wordChanges } from './field-changes.ts'
import { emergencyName, gather, nameIn, pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

/** Numbers and lines that come and go, whose they are, what is said and in which language. Their hours are told apart. */
export function diffEntrances({ before, after }: Sides): readonly Difference[] {
  const tables = { before: before.rules.table, after: after.rules.table }
  const numbers = pair(tables.before.numbers, tables.after.numbers, ({ number }) => number)
  const lines = pair(tables.before.lines, tables.after.lines, ({ id }) => id)
  const spoken = numbers.both
    .map(({ key }) => ({
      number: key,
      before: entranceOf(tables.before, key).language,
      after: entranceOf(tables.after, key).language,
    }))
    .filter((one) => one.before !== one.after)
  return [
    ...numbers.gone.map(({ number }) =>
      difference('number', text('numberGone', { number }), { weakens: true, numbers: [number] }),
    ),
    ...numbers.added.map((did) =>
      difference('number', text('numberNew', { number: did.number, to: leadsTo(did, tables.after) }), {
        numbers: [did.number],
      }),
    ),
    ...numbers.both.flatMap(({ key, before: was, after: is }) =>
      fieldChanges(
        'number',
        text('number', { numbers: key }),
        { before: was, after: is },
        [{ of: 'line', said: (id: string, { lines }) => nameIn(lines, id) }],
        tables,
        { numbers: [key] },
      ),
    ),
    ...gather(spoken, (one) => [one.before, one.after]).map((same) => {
      const all = same.map(({ number }) => number)
      const values = {
        numbers: list(all),
        after: word('language', same[0]?.after ?? ''),
        before: word('language', same[0]?.before ?? ''),
      }
      return difference('number', text('hears', values), { numbers: all })
    }),
    ...lines.gone.map(({ id, name }) =>
      difference('line', text('lineGone', { line: { words: name } }), { weakens: true, lines: [id] }),
    ),
    ...lines.added.map(({ id, name }) =>
      difference('line', text('lineNew', { line: { words: name } }), { lines: [id] }),
    ),
    ...lines.both.flatMap(({ key, before: was, after: is }) => {
      const about = { lines: [key] }
      const what: Saying = { words: is.name }
      return [
        ...wordChanges('line', { words: was.name }, was.name, is.name, about),
        ...wordChanges('line', text('greetingOf', { line: what }), was.greeting, is.greeting, about),
        ...fieldChanges('line', what, { before: was, after: is }, lineRules, tables, about),
      ]
    }),
  ]
}

const lineRules: readonly FieldRule<ServiceLine>[] = [
  { of: 'origin', said: (origin: string) => word('origin', origin) },
  { of: 'callerId' },
]

function leadsTo({ line, category, forward }: Did, table: RoutingTable): Saying {
  if (forward !== null) return emergencyName(table, forward)
  if (category !== null) return text('straight', { category: nameIn(table.categories, category) })
  return text('menuOf', { line: nameIn(table.lines, line) })
}

import { waysIn } from '../proof/ways-in.ts'
import { type Category, type Question, type RoutingTable, type Urgency, urgencies } from '../routing-table.ts'
import { type Difference, difference, type Sides } from './difference.ts'
import { type FieldRule, fieldChanges, wordChanges } from './field-changes.ts'
import { nameIn, pair } from './names.ts'
import { list, type Saying, text, word } from './saying.ts'

const rules: readonly FieldRule<Category>[] = [
  { of: 'kind', said: (kind: string) => word('kind', kind) },
  {
    of: 'urgency',
    said: (urgency: Urgency) => word('urgency', urgency),
    weakens: (before: Urgency, after: Urgency) => urgencies.indexOf(after) < urgencies.indexOf(before),
  },
  { of: 'statement' },
  { of: 'asksArea' },
  {
    of: 'serious',
    said: (id: string | undefined, { seriousKinds }) => (id === undefined ? text('nothing') : nameIn(seriousKinds, id)),
    weakens: (_before: string, after: string | undefined) => after === undefined,
  },
]

/**
 * What callers who chose a category are asked, how it is announced, and how urgent it is.
 * @param led categories of which is told whom they ring.
 */
export function diffCategories({ before, after }: Sides, led: ReadonlySet<string>): readonly Difference[] {
  const tables = { before: before.rules.table, after: after.rules.table }
  const { both, gone, added } = pair(tables.before.categories, tables.after.categories, ({ id }) => id)
  const isOffered = (table: RoutingTable, id: string): boolean => waysIn(table).some(({ category }) => category === id)
  const only = (code: 'categoryGone' | 'categoryNew', things: readonly Category[], table: RoutingTable) =>
    things
      // What could be chosen is told by its key.
      .filter(({ id }) => !isOffered(table, id))
      .map(({ id, name }) => difference('category', text(code, { name: { words: name } }), { categories: [id] }))
  return [
    ...only('categoryGone', gone, tables.before),
    ...only('categoryNew', added, tables.after),
    ...both.flatMap(({ key, before: was, after: is }) => {
      const what: Saying = { words: is.name }
      const about = { categories: [key] }
      return [
        ...wordChanges('category', { words: was.name }, was.name, is.name, about),
        ...fieldChanges('category', what, { before: was, after: is }, rules, tables, about),
        ...questionChanges(key, what, was.question, is.question, { ...tables, isLed: led.has(key) }),
      ]
    }),
  ]
}

function questionChanges(
  category: string,
  what: Saying,
  before: Question | null,
  after: Question | null,
  tables: { readonly before: RoutingTable; readonly after: RoutingTable; readonly isLed: boolean },
): readonly Difference[] {
  const about = { categories: [category] }
  if (before === null && after === null) return []
  if (before === null || after === null) {
    const question: Saying = { words: (after ?? before)?.text ?? {} }
    return [difference('category', text(after === null ? 'questionGone' : 'questionNew', { what, question }), about)]
  }
  const { both, gone, added } = pair(before.answers, after.answers, ({ id }) => id)
  const order = [before, after].map(({ answers }) =>
    answers.flatMap(({ id }) => (both.some(({ key }) => key === id) ? [id] : [])).join(),
  )
  const one = (says: Saying): Difference => difference('category', says, about)
  return [
    ...wordChanges('category', text('questionOf', { what }), before.text, after.text, about),
    ...gone.map(({ key, name }) => one(text('answerGone', { what, key, name: { words: name } }))),
    ...added.map(({ key, name }) => one(text('answerNew', { what, key, name: { words: name } }))),
    ...both.flatMap(({ before: was, after: is }) => [
      ...wordChanges('category', text('answerOf', { what, name: { words: was.name } }), was.name, is.name, about),
      ...(was.key === is.key
        ? []
        : [one(text('answerMoved', { what, name: { words: is.name }, after: is.key, before: was.key }))]),
      ...fieldChanges(
        'category',
        text('answerOf', { what, name: { words: is.name } }),
        { before: was, after: is },
        rules.flatMap(({ of, ...rule }) => (of === 'serious' ? [{ of, ...rule }] : [])),
        tables,
        about,
      ),
      // Whom it leads to is told by its key where callers meet it.
      ...(was.unit === is.unit || tables.isLed
        ? []
        : [
            one(
              text('answerUnit', {
                what,
                name: { words: is.name },
                after: unitOr(tables.after, is.unit),
                before: unitOr(tables.before, was.unit),
              }),
            ),
          ]),
    ]),
    ...(order[0] === order[1]
      ? []
      : [one(text('answersOrdered', { what, keys: list(after.answers.map(({ key }) => key)) }))]),
  ]
}

const unitOr = ({ units }: RoutingTable, id: string | null): Saying =>
  id === null ? text('usualUnit') : nameIn(units, id)

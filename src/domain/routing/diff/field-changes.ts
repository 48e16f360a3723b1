import { isSame } from '../merge/merge-values.ts'
import type { RoutingTable, Words } from '../routing-table.ts'
import { type Difference, type DifferenceAbout, type DifferenceKind, difference } from './difference.ts'
import { list, type Saying, text, word } from './saying.ts'

type Tables = { readonly before: RoutingTable; readonly after: RoutingTable }

/** A field of a thing: how its value is said (left out: as it is), and whether a change of it is for the worse. */
export type FieldRule<Thing> = {
  readonly of: keyof Thing & string
  readonly said?: (value: never, table: RoutingTable) => Saying
  readonly weakens?: (before: never, after: never) => boolean
}

/**
 * What differs in the plain fields of a thing: `key 3 (gas): urgency is critical, not normal`. Fields are named by
 * `words.field` of the texts, as `kind.field`.
 */
export function fieldChanges<Thing extends object>(
  kind: DifferenceKind,
  what: Saying,
  things: { readonly before: Thing; readonly after: Thing },
  rules: readonly FieldRule<Thing>[],
  tables: Tables,
  about: DifferenceAbout = {},
): readonly Difference[] {
  return rules.flatMap(({ of, said, weakens }) => {
    const [before, after] = [things.before[of], things.after[of]]
    if (isSame(before, after)) return []
    const say = (value: unknown, table: RoutingTable): Saying =>
      said === undefined || value === null ? plain(value) : said(value as never, table)
    const values = {
      what,
      field: word('field', `${kind}.${of}`),
      after: say(after, tables.after),
      before: say(before, tables.before),
    }
    const worse = weakens?.(before as never, after as never) ?? false
    return [difference(kind, text('field', values), { ...about, weakens: worse })]
  })
}

function plain(value: unknown): Saying {
  if (value === null) return text('nothing')
  if (typeof value === 'boolean') return text(value ? 'yes' : 'no')
  if (Array.isArray(value)) return value.length === 0 ? text('nothing') : list(value.map(plain))
  return typeof value === 'number' ? value : String(value)
}

/** A change of spoken or written words, in each language in which they are others; null on a side: there are none. */
export function wordChanges(
  kind: DifferenceKind,
  what: Saying,
  before: Words | null,
  after: Words | null,
  about: DifferenceAbout = {},
): readonly Difference[] {
  const languages = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])]
  const changed = languages.filter((language) => before?.[language] !== after?.[language])
  if (changed.length === 0) return []
  const quoted = (said: string | undefined): Saying =>
    said === undefined ? text('usualWords') : text('quoted', { text: said })
  const changes = changed.map((language) =>
    text('wordsIn', {
      language: word('language', language),
      after: quoted(after?.[language]),
      before: quoted(before?.[language]),
    }),
  )
  return [difference(kind, text('words', { what, changes: list(changes, 'semicolon') }), about)]
}

/**
 * What tells the entries of a table's list apart, so that an edit of one is known again after others came, went or moved: the
 * id, the number or date, for a route its category, area and window, for a rule of service time the clocks it is about. Texts stand for themselves.
 * @returns a key an entry, each once; null: the list has none (frames, steps) and can only change as a whole.
 */
export function keysOf(list: readonly unknown[]): readonly string[] | null {
  const keys = list.map(keyOf)
  return keys.every((key) => key !== null) && new Set(keys).size === keys.length ? (keys as string[]) : null
}

function keyOf(entry: unknown): string | null {
  if (typeof entry === 'string') return entry
  if (entry === null || typeof entry !== 'object') return null
  const fields = entry as Readonly<Record<string, unknown>>
  for (const name of ['id', 'date', 'number', 'group', 'emergency']) {
    if (typeof fields[name] === 'string') return fields[name]
  }
  const parts = namesOf(fields).filter((name) => Object.hasOwn(fields, name))
  return parts.length === 0 ? null : parts.map((name) => fields[name] ?? '*').join('/')
}

/** A rule of service time is told apart by the clocks it is about, whatever their hours. */
const namesOf = (fields: object): readonly string[] =>
  Object.hasOwn(fields, 'clock')
    ? ['clock', 'unit', 'category', 'categoryKind', 'urgency']
    : ['category', 'area', 'window', 'urgency']

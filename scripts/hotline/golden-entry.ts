type Kept = {
  readonly at: string
  readonly dialled: string
  readonly caller: string | null
  readonly keys: string
  readonly where: { readonly to: string; readonly id: string | null; readonly rings: readonly string[] }
}

/** A dry run as an entry of the table's `goldenCalls`: what came of it is what must come of it from now on. */
export function goldenEntry(id: string, run: unknown, silent: readonly string[]): readonly string[] {
  const { at, dialled, caller, keys, where } = run as Kept
  const unit = where.to === 'unit' && where.id !== null ? `unit: ${quoted(where.id)}, ` : ''
  return [
    `  - id: ${id}`,
    `    at: ${at.slice(0, 16)}`,
    `    dialled: ${dialled}`,
    ...(caller === null ? [] : [`    caller: ${caller}`]),
    `    keys: ${quoted(keys)}`,
    ...(silent.length === 0 ? [] : [`    silent: [${silent.join(', ')}]`]),
    `    expect: { ${unit}rings: [${where.rings.join(', ')}] }`,
  ]
}

const quoted = (text: string): string => JSON.stringify(text)

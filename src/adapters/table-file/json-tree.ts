import type { Tree } from './read-document.ts'

/**
 * The tree of a text that is JSON, exactly as the YAML parser reads it (numbers as they are written), but without its
 * pains for every bracket's place.
 * @returns null: it is no JSON, or says a key twice, which JSON's parser passes over; the YAML parser tells where.
 */
export function jsonTree(text: string): { readonly tree: Tree } | null {
  if (!/^\s*[{[]/.test(text)) return null
  let kept = 0
  const asText = (_key: string, value: unknown, { source }: { source?: string }): unknown => {
    if (typeof value === 'number' || typeof value === 'boolean') return source
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) kept += Object.keys(value).length
    return value
  }
  try {
    const tree: Tree = JSON.parse(text, asText as (key: string, value: unknown) => unknown)
    return kept === keysIn(text) ? { tree } : null
  } catch {
    return null
  }
}

/** How many keys JSON says: its colons outside texts. */
function keysIn(json: string): number {
  let count = 0
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|:/g)) if (token === ':') count += 1
  return count
}

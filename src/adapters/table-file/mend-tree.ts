import type { z } from 'zod'
import type { DocumentPath, Tree } from './read-document.ts'

/** What stands at a path; undefined: nothing does. */
export function valueAt(tree: Tree, path: DocumentPath): Tree | undefined {
  let value: Tree | undefined = tree
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined
    value = Object.hasOwn(value, part) ? (value as Record<string, Tree>)[part] : undefined
  }
  return value
}

/** The path, cut where nothing can stand below: `days: 1-9` is a text, and has no first day. */
export function standingPath(tree: Tree, path: DocumentPath): DocumentPath {
  const cut = path.findIndex((_, length) => typeof (valueAt(tree, path.slice(0, length)) ?? {}) === 'string')
  return cut === -1 ? path : path.slice(0, cut)
}

/**
 * A copy of a document in which wrong fields are gone and missing ones are there with something harmless, so that the
 * rest can be looked at. Never used as a table.
 * @returns null where an id is wrong or a whole part is missing: what refers to it could not be judged.
 */
export function mendTree(tree: Tree, issues: readonly z.core.$ZodIssue[]): Tree | null {
  const copy: unknown = structuredClone(tree)
  for (const issue of issues) {
    const path = standingPath(copy as Tree, pathOf(issue))
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) remove(copy, [...path, key])
    } else if (path.length < 2 || path.some((part) => part === 'id' || part === 'group')) {
      return null
    } else if (valueAt(copy as Tree, path) != null) {
      remove(copy, path)
    } else if (!put(copy, path, issue)) {
      return null
    }
  }
  return copy as Tree
}

/** Where the schema found it. */
export const pathOf = (issue: z.core.$ZodIssue): DocumentPath =>
  issue.path.map((part) => (typeof part === 'number' ? part : String(part)))

function remove(copy: unknown, path: DocumentPath): void {
  const parent = valueAt(copy as Tree, path.slice(0, -1))
  const last = path.at(-1)
  if (parent === null || typeof parent !== 'object' || last === undefined) return
  if (Array.isArray(parent)) parent[Number(last)] = undefined
  else Reflect.deleteProperty(parent, last)
}

function put(copy: unknown, path: DocumentPath, issue: z.core.$ZodIssue): boolean {
  const parent = valueAt(copy as Tree, path.slice(0, -1))
  const last = path.at(-1)
  if (parent === null || typeof parent !== 'object' || last === undefined) return false
  const placeholder =
    issue.code !== 'invalid_type' ? undefined : { string: '1', array: [], record: {} }[issue.expected as string]
  if (placeholder === undefined) return false
  Object.assign(parent, { [last]: placeholder })
  return true
}

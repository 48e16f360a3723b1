import {
  type Document,
  type DocumentOptions,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParseOptions,
  parseDocument,
  type SchemaOptions,
} from 'yaml'
import type { TextValues } from '../../domain/text-catalogue.ts'
import { jsonTree } from './json-tree.ts'
import type { FileFaultCode } from './texts/file-fault-texts.ts'

/**
 * A YAML document as people wrote it: what is not a list or a map is a text, whatever YAML would make of it, so that
 * `0571`, `07:00`, `no` and `2027-10-01` need no quotes. null: nothing, `~` or `null`.
 */
export type Tree = null | string | readonly Tree[] | { readonly [key: string]: Tree }
export type DocumentPath = readonly (string | number)[]
export type Place = { readonly line: number; readonly column: number }
export type DocumentFault = Place & {
  readonly path: DocumentPath
  readonly code: FileFaultCode
  readonly values: TextValues
}

export type TableDocument = {
  readonly tree: Tree
  readonly faults: readonly DocumentFault[]
  /** Where the value at a path stands; the nearest place above it where there is none. */
  readonly placeOf: (path: DocumentPath) => Place
  /** Where the key at a path stands, for fields that should not be there. */
  readonly placeOfKey: (path: DocumentPath) => Place
}

/** YAML in which nothing but null is anything else than a text. */
export const textOptions: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'failsafe',
  customTags: (tags) => [...tags, 'null'],
  prettyErrors: false,
}

/**
 * A table of 50 units and 500 responders has 75 kB, or 150 kB as JSON. Reading takes about 3 ms a kB, and a second is what
 * whoever is next in line can bear. Calls wait only while a roster is read, which has a few kB.
 */
const longestText = 400_000

/** A table is eight levels deep. Text that opens more brackets than anybody means would keep the parser busy for seconds. */
const deepest = 50
/** What follows a few errors of writing is noise. */
const mostYamlErrors = 20

function isTooDeep(text: string): boolean {
  let depth = 0
  for (const [character] of text.matchAll(/[[\]{}]/g)) {
    depth = character === '[' || character === '{' ? depth + 1 : Math.max(depth - 1, 0)
    if (depth > deepest) return true
  }
  return /(?:[-?] ){50}/.test(text)
}

/**
 * Reads the text of a YAML file, and remembers where everything stands. JSON, which is YAML too, is read by its own parser;
 * only where somebody asks for a place, YAML's finds it.
 */
export function readDocument(text: string): TableDocument {
  if (text.length > longestText) return unreadable('tooLong', { length: text.length, most: longestText })
  if (isTooDeep(text)) return unreadable('tooDeep', { most: deepest })
  const json = jsonTree(text)
  if (json === null) return readYaml(text)
  let read: TableDocument | null = null
  const places = (): TableDocument => {
    read ??= readYaml(text)
    return read
  }
  return {
    tree: json.tree,
    faults: [],
    placeOf: (path) => places().placeOf(path),
    placeOfKey: (path) => places().placeOfKey(path),
  }
}

const unreadable = (code: FileFaultCode, values: TextValues): TableDocument => ({
  tree: null,
  faults: [{ line: 1, column: 1, path: [], code, values }],
  placeOf: () => ({ line: 1, column: 1 }),
  placeOfKey: () => ({ line: 1, column: 1 }),
})

function readYaml(text: string): TableDocument {
  const lines = new LineCounter()
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  let document: Document.Parsed
  try {
    document = parseDocument(text, { ...textOptions, lineCounter: lines })
  } catch (error) {
    return unreadable('unreadable', { detail: error instanceof Error ? error.message : String(error) })
  }
  const faults: DocumentFault[] = document.errors.slice(0, mostYamlErrors).map((error) => ({
    ...placeAt(error.pos[0]),
    path: [],
    code: /alias/i.test(error.message) ? 'notYamlStar' : 'notYaml',
    values: { detail: error.message, fault: error.code },
  }))
  const refuse = (node: Node, path: DocumentPath, code: FileFaultCode) => {
    faults.push({ ...placeAt(node.range?.[0] ?? 0), path, code, values: {} })
  }
  const tree = document.errors.length > 0 ? null : toTree(document.contents, [], refuse)
  return {
    tree,
    faults,
    placeOf: (path) => placeAt(nearestNode(document, path)?.range?.[0] ?? 0),
    placeOfKey: (path) => placeAt(keyNode(document, path)?.range?.[0] ?? 0),
  }
}

type Refuse = (node: Node, path: DocumentPath, code: FileFaultCode) => void

function toTree(node: unknown, path: DocumentPath, refuse: Refuse): Tree {
  if (isMap(node)) {
    return Object.fromEntries(
      node.items.map((pair) => {
        const key = textOf(pair.key) ?? ''
        return [key, toTree(pair.value, [...path, key], refuse)]
      }),
    )
  }
  if (isSeq(node)) return node.items.map((item, index) => toTree(item, [...path, index], refuse))
  if (isAlias(node)) {
    refuse(node, path, 'alias')
    return null
  }
  return textOf(node)
}

/** The text of a scalar; null: it is none, or nothing. */
export function textOf(node: unknown): string | null {
  return isScalar(node) && node.value !== null ? String(node.value) : null
}

function nearestNode(document: Document.Parsed, path: DocumentPath): Node | null {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = nodeAt(document, path.slice(0, length))
    if (node?.range) return node
  }
  return null
}

function nodeAt(document: Document.Parsed, path: DocumentPath): Node | null {
  let node: unknown = document.contents
  for (const part of path) {
    if (isMap(node)) node = node.items.find((pair) => textOf(pair.key) === String(part))?.value
    else if (isSeq(node)) node = node.items[Number(part)]
    else return null
  }
  return (node as Node | null | undefined) ?? null
}

function keyNode(document: Document.Parsed, path: DocumentPath): Node | null {
  const parent = nodeAt(document, path.slice(0, -1))
  const pair = isMap(parent) ? parent.items.find(({ key }) => textOf(key) === String(path.at(-1))) : undefined
  return (pair?.key as Node | undefined) ?? nearestNode(document, path.slice(0, -1))
}

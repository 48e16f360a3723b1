import type { z } from 'zod'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { type TableFault, validateRoutingTable } from '../../domain/routing/validate-routing-table.ts'
import { suggest } from '../../domain/routing/validation/nearest-of.ts'
import { fillDefaults } from './fill-defaults.ts'
import { mendTree, pathOf, standingPath, valueAt } from './mend-tree.ts'
import { type DocumentPath, type Place, readDocument, type Tree } from './read-document.ts'
import { formatPath, type TableFileFault } from './table-file-fault.ts'
import { type TableInFile, tableSchema } from './table-schema.ts'

export type TableReading =
  | { readonly ok: true; readonly table: RoutingTable }
  | { readonly ok: false; readonly faults: readonly TableFileFault[] }

/** A fault by the document's path, before its place is known. */
type Found = {
  readonly path: DocumentPath
  readonly message: string
  readonly allowed?: readonly string[]
  readonly at: 'key' | 'value'
}

/**
 * Reads a routing table from YAML: fills what was left out, and checks it whole.
 * @returns the table, or every fault at once (of the text, the fields and the rules), each with its place. Where the
 *   fields are too broken to tell what was meant, the rules are not looked at until they are mended.
 */
export function readRoutingTable(text: string, fileName: string): TableReading {
  const document = readDocument(text)
  const { tree } = document
  const locate = (path: DocumentPath, message: string, place: Place, allowed?: readonly string[]): TableFileFault => ({
    file: fileName,
    ...place,
    path: formatPath(path),
    value: shown(valueAt(tree, path)),
    message,
    ...(allowed === undefined ? {} : { allowed }),
  })
  if (document.faults.length > 0) {
    return { ok: false, faults: document.faults.map((fault) => locate(fault.path, fault.message, fault)) }
  }
  const parsed = tableSchema.safeParse(tree, { error: wordIssue })
  const shapeFaults = parsed.success ? [] : parsed.error.issues.flatMap((issue) => faultsOfIssue(issue, tree))
  const file = parsed.success ? parsed.data : parseMended(tree)
  const ruleFaults = file === null ? [] : faultsOfRules(file, tree, shapeFaults)
  const faults = [...shapeFaults, ...ruleFaults].map(({ path, message, allowed, at }) =>
    locate(path, message, at === 'key' ? document.placeOfKey(path) : document.placeOf(path), allowed),
  )
  if (faults.length > 0) return { ok: false, faults }
  if (file === null) throw new Error('a table without faults must have been read')
  return { ok: true, table: fillDefaults(file).table }
}

/** What the schema has to say, in plain words. */
function wordIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined || issue.input === null) return 'is missing'
    const wanted: Record<string, string> = { string: 'a text', array: 'a list (- …)', record: 'a map (name: …)' }
    return `must be ${wanted[issue.expected] ?? 'a map of fields (name: …)'}`
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String)
    const written = String(issue.input)
    return `${JSON.stringify(written)} is none of ${allowed.join(', ')}${suggest(written, allowed)}`
  }
  return undefined
}

function faultsOfIssue(issue: z.core.$ZodIssue, tree: Tree): Found[] {
  const path = standingPath(tree, pathOf(issue))
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.message.split(', ')
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `is not a field here${suggest(key, allowed)}`,
      allowed,
      at: 'key',
    }))
  }
  if (issue.code === 'invalid_key') {
    return [{ path, message: issue.issues[0]?.message ?? issue.message, at: 'key' }]
  }
  const written = valueAt(tree, path)
  const subject = issue.code === 'invalid_format' && typeof written === 'string' ? `${JSON.stringify(written)} ` : ''
  return [{ path, message: `${subject}${issue.message}`, at: 'value' }]
}

/** The table with what is wrong about its fields put right by force, so that its rules can be looked at all the same. */
function parseMended(tree: Tree): TableInFile | null {
  let mended: Tree | null = tree
  for (let tries = 0; tries < 3 && mended !== null; tries += 1) {
    const parsed = tableSchema.safeParse(mended)
    if (parsed.success) return parsed.data
    mended = mendTree(mended, parsed.error.issues)
  }
  return null
}

/** Faults against the rules, each once, but for what only follows from faults that are known already. */
function faultsOfRules(file: TableInFile, tree: Tree, shapeFaults: readonly Found[]): Found[] {
  const { table, faults } = fillDefaults(file)
  const locate = (fault: TableFault): Found => ({ ...fault, path: pathInFile(fault.path, tree, table), at: 'value' })
  const gaps = faults.map(locate).filter(({ path }) => !follows(path, shapeFaults))
  const known = [...shapeFaults, ...faults.map(locate)]
  const broken = validateRoutingTable(table)
    .map(locate)
    .filter(({ path }) => !follows(path, known))
  const seen = new Set<string>()
  return [...gaps, ...broken].filter(({ path, message }) => {
    const said = `${formatPath(path)}: ${message}`
    return !seen.has(said) && seen.add(said)
  })
}

/** Whether it lies within what is known to be wrong, or is a sum of promises of which one is. */
const follows = (path: DocumentPath, known: readonly Found[]) =>
  known.some((fault) => startsWith(path, fault.path) || (path.includes('promises') && startsWith(fault.path, path)))

/** Where a field of the table stands in its file: a `phone` stands for two, and `defaults` for what is not there. */
function pathInFile(path: DocumentPath, tree: Tree, table: RoutingTable): DocumentPath {
  if (valueAt(tree, path) !== undefined) return path
  const field = path.at(-1)
  const phones = path.lastIndexOf('phones')
  if (phones >= 0) {
    const person = path.slice(0, phones)
    const short = ['phone', ...(path[phones + 1] === 1 ? ['sms'] : ['voice', 'sms'])]
    const given = short.find((name) => valueAt(tree, [...person, name]) !== undefined)
    return given === undefined ? path : [...person, given]
  }
  const [list, index] = path
  const elsewhere: DocumentPath =
    list === 'units' && path[2] === 'promises'
      ? ['defaults', 'promises', String(table.units[Number(index)]?.level), ...path.slice(3)]
      : ['defaults', String(field)]
  return valueAt(tree, elsewhere) === undefined ? path : elsewhere
}

const startsWith = (path: DocumentPath, start: DocumentPath) =>
  start.every((part, index) => String(path[index]) === String(part))

function shown(value: Tree | undefined): string | null {
  if (value === undefined || value === null) return null
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return written.length > 80 ? `${written.slice(0, 79)}…` : written
}

import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import { type TableFault, validateRoutingTable } from '../../domain/routing/validate-routing-table.ts'
import { type Found, faultsOfIssue, locatorIn } from './file-faults.ts'
import { fillDefaults, type PromisesMissing } from './fill-defaults.ts'
import { mendTree, valueAt } from './mend-tree.ts'
import { type DocumentPath, readDocument, type Tree } from './read-document.ts'
import type { TableFileFault } from './table-file-fault.ts'
import { type TableInFile, tableSchema } from './table-schema.ts'

export type TableReading =
  | { readonly ok: true; readonly table: RoutingTable }
  | { readonly ok: false; readonly faults: readonly TableFileFault[] }

/** A table as it is written: its fields are all there, but it may break rules (`faults`) and not be published then. */
export type DraftReading =
  | { readonly ok: true; readonly table: RoutingTable; readonly faults: readonly TableFileFault[] }
  | { readonly ok: false; readonly faults: readonly TableFileFault[] }

/**
 * Reads a routing table from YAML: fills what was left out, and checks it whole.
 * @returns the table, or every fault at once (of the text, the fields and the rules), each with its place. Where the
 *   fields are too broken to tell what was meant, the rules are not looked at until they are mended.
 */
export function readRoutingTable(text: string, fileName: string): TableReading {
  const reading = readDraftTable(text, fileName)
  return reading.ok && reading.faults.length === 0
    ? { ok: true, table: reading.table }
    : { ok: false, faults: reading.faults }
}

/** Reads a table that is still worked on: as {@link readRoutingTable}, but one that breaks rules alone is read all the same. */
export function readDraftTable(text: string, fileName: string): DraftReading {
  const document = readDocument(text)
  const { tree } = document
  const locate = locatorIn(document, fileName)
  if (document.faults.length > 0) {
    return { ok: false, faults: document.faults.map((fault) => locate(fault, fault)) }
  }
  const parsed = tableSchema.safeParse(tree)
  const shapeFaults = parsed.success ? [] : parsed.error.issues.flatMap((issue) => faultsOfIssue(issue, tree))
  const file = parsed.success ? parsed.data : parseMended(tree)
  const { table, gaps, broken } = file === null ? nothingRead : faultsOfRules(file, tree, shapeFaults)
  const faults = [...shapeFaults, ...gaps, ...broken].map((found) => locate(found))
  if (shapeFaults.length + gaps.length > 0 || table === null) return { ok: false, faults }
  return { ok: true, table, faults }
}

/** The table that a text says, whatever rules it breaks; promises that nothing gives are NaN. null: it says none. */
export function tableInText(text: string): RoutingTable | null {
  const { tree, faults } = readDocument(text)
  const parsed = faults.length > 0 ? null : tableSchema.safeParse(tree)
  return parsed?.success ? fillDefaults(parsed.data, Number.NaN).table : null
}

const nothingRead = { table: null, gaps: [], broken: [] }

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

/** The table, promises that nothing gives, and faults against the rules, each once, but for what only follows from what is known. */
function faultsOfRules(file: TableInFile, tree: Tree, shapeFaults: readonly Found[]) {
  const { table, faults } = fillDefaults(file)
  const locate = (fault: TableFault | PromisesMissing): Found => ({
    ...fault,
    path: pathInFile(fault.path, tree, table),
    at: 'value',
  })
  const missing = faults.map(locate)
  const known = [...shapeFaults, ...missing]
  const seen = new Set<string>()
  const broken = validateRoutingTable(table)
    .map(locate)
    .filter(({ path }) => !follows(path, known))
    .filter(({ path, code, values }) => {
      const said = JSON.stringify([path, code, values])
      return !seen.has(said) && seen.add(said)
    })
  return { table, gaps: missing.filter(({ path }) => !follows(path, shapeFaults)), broken }
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

import type { z } from 'zod'
import { formatPath } from '../../domain/routing/validation/format-path.ts'
import { nearestOf } from '../../domain/routing/validation/nearest-of.ts'
import type { TextValues } from '../../domain/text-catalogue.ts'
import { pathOf, standingPath, valueAt } from './mend-tree.ts'
import type { DocumentPath, Place, TableDocument, Tree } from './read-document.ts'
import type { TableFileFault } from './table-file-fault.ts'
import { type FileFaultCode, fileFaultTexts } from './texts/file-fault-texts.ts'

/** A fault by the document's path, before its place is known. */
export type Found = Pick<TableFileFault, 'code' | 'values' | 'allowed'> & {
  readonly path: DocumentPath
  readonly at: 'key' | 'value'
}

/** Gives faults of a document the place where they stand; `place` where that is known already. */
export const locatorIn =
  (document: TableDocument, file: string) =>
  (found: Omit<Found, 'at'> & Partial<Pick<Found, 'at'>>, place?: Place): TableFileFault => {
    const { line, column } = place ?? (found.at === 'key' ? document.placeOfKey : document.placeOf)(found.path)
    return {
      file,
      line,
      column,
      path: formatPath(found.path),
      value: shown(valueAt(document.tree, found.path)),
      code: found.code,
      values: found.values,
      ...(found.allowed === undefined ? {} : { allowed: found.allowed }),
    }
  }

/** What the schema has to say: its messages are codes of ours, or none. */
export function faultsOfIssue(issue: z.core.$ZodIssue, tree: Tree): Found[] {
  const path = standingPath(tree, pathOf(issue))
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.message.split(', ')
    return issue.keys.map((key) => {
      const nearest = nearestOf(key, allowed)
      const said = nearest === null ? { code: 'noField' as const } : { code: 'noFieldButNear' as const }
      return {
        ...said,
        path: [...path, key],
        values: nearest === null ? {} : { nearest: JSON.stringify(nearest) },
        allowed,
        at: 'key',
      }
    })
  }
  if (issue.code === 'invalid_key') return [{ path, code: codeOf(issue.issues[0]?.message), values: {}, at: 'key' }]
  const written = valueAt(tree, path)
  if (issue.code === 'invalid_type') {
    if (written === undefined || written === null) return [{ path, code: 'missing', values: {}, at: 'value' }]
    const wanted: Record<string, FileFaultCode> = { string: 'notAText', array: 'notAList', record: 'notAMap' }
    return [{ path, code: wanted[issue.expected] ?? 'notFields', values: {}, at: 'value' }]
  }
  const value = JSON.stringify(written)
  if (issue.code === 'invalid_value') {
    const choice = issue.values.map(String)
    const nearest = nearestOf(String(written), choice)
    const values: TextValues = { value, choice: choice.join(', ') }
    return nearest === null
      ? [{ path, code: 'noneOf', values, at: 'value' }]
      : [{ path, code: 'noneOfButNear', values: { ...values, nearest: JSON.stringify(nearest) }, at: 'value' }]
  }
  return [{ path, code: codeOf(issue.message), values: { value, detail: issue.message }, at: 'value' }]
}

const codeOf = (message: string | undefined): FileFaultCode =>
  message !== undefined && Object.hasOwn(fileFaultTexts.en.texts, message) ? (message as FileFaultCode) : 'misshapen'

function shown(value: Tree | undefined): string | null {
  if (value === undefined || value === null) return null
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return written.length > 80 ? `${written.slice(0, 79)}…` : written
}

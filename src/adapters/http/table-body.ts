import { z } from 'zod'
import type { DraftStore } from '../../application/ports/draft-store.ts'
import type { RoutingStore } from '../../application/ports/routing-store.ts'
import { type TableOf, tableOf } from '../../application/routing/table-of.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { TableFault as DomainFault } from '../../domain/routing/validate-routing-table.ts'
import { validateRoutingTable } from '../../domain/routing/validate-routing-table.ts'
import { formatPath } from '../../domain/routing/validation/format-path.ts'
import { sayFault } from '../../domain/routing/validation/texts/fault-texts.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import type { ErrorAbout, ErrorCode } from './error-table.ts'
import type { TableDesk, TableFault } from './http-deps.ts'

/** A table of 50 units is some 100 kB; this leaves room for a city ten times as large. */
export const tableBytes = 4 * 1024 * 1024

/** Types of a body that is, or names, a table. */
export const tableTypes = ['application/json', 'application/yaml']

/** Which table is meant, in an address. */
export const tableNamed = z
  .union([z.enum(['draft', 'published']), z.coerce.number().int().positive()])
  .describe('`draft`, `published`, or the number of a published version')

/** A body that is a table, holds one, or names one. */
export const tableBody = z
  .union([z.string().min(1), z.looseObject({})])
  .describe(
    '`{ of: "draft" | "published" | <version> }`; `{ table }`, the table as JSON or as YAML text; or the table alone as either',
  )
export type TableBody = z.infer<typeof tableBody>

/** What stands in the body beside the table; nothing where the body is the table alone. */
export const besideTable = (body: TableBody): Readonly<Record<string, unknown>> =>
  typeof body === 'string' || !(Object.hasOwn(body, 'table') || Object.hasOwn(body, 'of')) ? {} : body

export type TableGiven =
  | {
      readonly ok: true
      readonly table: RoutingTable
      /** Rules that it breaks. */
      readonly faults: readonly TableFault[]
      /** As it was written; null: as JSON, or it was only named. */
      readonly text: string | null
      readonly of: TableOf | null
      /** Published version that it is, or the draft was made from; null: it was given as it is. */
      readonly version: number | null
      readonly revision: number | null
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly about: ErrorAbout }

/** The table that a body gives or names, with what is wrong about it in the language of whoever asks. */
export async function tableOfBody(
  body: TableBody,
  deps: { readonly routing: RoutingStore; readonly drafts: DraftStore; readonly tables: Pick<TableDesk, 'read'> },
  language: TextLanguage,
): Promise<TableGiven> {
  if (typeof body !== 'string' && Object.hasOwn(body, 'of')) return named(body, deps, language)
  const given = typeof body !== 'string' && Object.hasOwn(body, 'table') ? body.table : body
  const text = typeof given === 'string' ? given : null
  const read = await deps.tables.read(text ?? JSON.stringify(given), language)
  if (!read.ok) return { ok: false, code: 'unreadableTable', about: { details: read.faults } }
  return { ...read, text, of: null, version: null, revision: null }
}

async function named(
  body: Readonly<Record<string, unknown>>,
  { routing, drafts, tables }: Parameters<typeof tableOfBody>[1],
  language: TextLanguage,
): Promise<TableGiven> {
  const of = ofSchema.safeParse(body.of)
  if (!of.success || Object.hasOwn(body, 'table')) {
    const message = of.success ? also[language] : neither[language]
    return { ok: false, code: 'invalid', about: { details: [{ in: 'body', path: 'of', message }] } }
  }
  const found = await tableOf({ store: routing, drafts }, of.data)
  if (!found.ok) return { ok: false, code: found.reason, about: {} }
  const { table, version, revision, text } = found
  // The draft's text tells the lines.
  const read = text === null ? null : await tables.read(text, language)
  const faults = read?.ok ? read.faults : validateRoutingTable(table).map((fault) => saidFault(fault, language))
  return { ok: true, table, faults, text: null, of: of.data, version, revision }
}

const ofSchema = z.union([z.enum(['draft', 'published']), z.number().int().positive()])
const neither: Readonly<Record<TextLanguage, string>> = {
  'zh-CN': '应为draft、published或已发布版本的号码',
  en: 'must be draft, published, or the number of a published version',
}
const also: Readonly<Record<TextLanguage, string>> = {
  'zh-CN': '不能与table同时出现',
  en: 'can not stand beside a table',
}

/** A fault of a table that was not read from a text, so that it has no line. */
export const saidFault = (fault: DomainFault, language: TextLanguage): TableFault => ({
  ...fault,
  path: formatPath(fault.path),
  message: sayFault(fault, language),
})

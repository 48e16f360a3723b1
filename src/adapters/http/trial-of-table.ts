import { tryCalls } from '../../application/routing/dry-run/try-call.ts'
import type { Duty } from '../../domain/routing/duty.ts'
import type { RoutingTable } from '../../domain/routing/routing-table.ts'
import type { TextLanguage } from '../../domain/text-catalogue.ts'
import type { ErrorAbout, ErrorCode } from './error-table.ts'
import type { HttpDeps } from './http-deps.ts'
import { type TableBody, tableOfBody } from './table-body.ts'

export type TrialDeps = Pick<HttpDeps, 'routing' | 'drafts' | 'tables' | 'duty' | 'prompts' | 'clock' | 'zone'>

export type TrialGiven =
  | {
      readonly ok: true
      readonly table: RoutingTable
      readonly version: number | null
      readonly revision: number | null
      readonly duty: Duty
      readonly trial: ReturnType<typeof tryCalls>
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly about: ErrorAbout }

/** A table that a request gives or names, ready for calls to be tried by it; one that breaks its rules is refused with every fault. */
export async function trialOfTable(body: TableBody, deps: TrialDeps, language: TextLanguage): Promise<TrialGiven> {
  const given = await tableOfBody(body, deps, language)
  if (!given.ok) return given
  if (given.faults.length > 0) return { ok: false, code: 'brokenTable', about: { details: given.faults } }
  const { table, version, revision } = given
  const { zone, prompts } = deps
  const duty = await deps.duty.current()
  return {
    ok: true,
    table,
    version,
    revision,
    duty,
    trial: tryCalls({ table, version: version ?? 0, duty, zone, prompts }),
  }
}

/** What an object of a request names or gives as its table; where it does neither, `otherwise` is meant. */
export const tableNamed = (
  { of, table }: Readonly<Record<string, unknown>>,
  otherwise: 'draft' | 'published',
): Record<string, unknown> => ({
  ...(table === undefined ? {} : { table }),
  ...(of === undefined ? (table === undefined ? { of: otherwise } : {}) : { of }),
})

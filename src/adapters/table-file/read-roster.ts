import type { RosterGiven } from '../../application/duty/roster-given.ts'
import type { TablePath } from '../../domain/routing/validate-routing-table.ts'
import { faultsOfIssue, locatorIn } from './file-faults.ts'
import { type Place, readDocument } from './read-document.ts'
import { type RosterInFile, rosterSchema } from './roster-schema.ts'
import type { TableFileFault } from './table-file-fault.ts'

export type RosterReading =
  | {
      readonly ok: true
      readonly roster: RosterGiven
      /** Where something stands in the text, for faults against the rules, which need the routing table. */
      readonly placeOf: (path: TablePath) => Place
    }
  | { readonly ok: false; readonly faults: readonly TableFileFault[] }

/** Reads a roster from YAML, or JSON: its fields, but not its rules. Every fault at once, each with its place. */
export function readRoster(text: string, fileName: string): RosterReading {
  const document = readDocument(text)
  const locate = locatorIn(document, fileName)
  if (document.faults.length > 0) {
    return { ok: false, faults: document.faults.map((fault) => locate(fault, fault)) }
  }
  const parsed = rosterSchema.safeParse(document.tree)
  if (!parsed.success) {
    const found = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue, document.tree))
    return { ok: false, faults: found.map((fault) => locate(fault)) }
  }
  return { ok: true, roster: toRoster(parsed.data), placeOf: document.placeOf }
}

const toRoster = ({ rotations, shifts, overrides, ...rest }: RosterInFile): RosterGiven => ({
  ...rest,
  rotations: rotations ?? [],
  shifts: shifts.map(({ on, firstDate = null, lastDate = null, ...shift }) => ({
    ...shift,
    firstDate,
    lastDate,
    on: on.rotation === undefined ? { people: on.people ?? [] } : { rotation: on.rotation },
  })),
  overrides: overrides?.map(({ off = null, on = null, swap = null, ...one }) => ({ ...one, off, on, swap })) ?? null,
})

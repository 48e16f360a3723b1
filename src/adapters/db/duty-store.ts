import type { DutyRevision, DutyStore, KeptRoster } from '../../application/ports/duty-store.ts'
import type { Roster } from '../../domain/roster/roster.ts'
import type { AuditEntry } from '../../domain/routing/audit-entry.ts'
import { type Duty, noDuty, overAt, type TimedOverride } from '../../domain/routing/duty.ts'
import { auditWriter } from './audit-writer.ts'
import { explainDatabaseError } from './database-refused.ts'
import { dutyQueries, type ThingRow } from './duty-queries.ts'
import type { DatabaseHandle } from './open-database.ts'
import { rowWriter } from './put-row.ts'
import { dutyChanges } from './schema/duty-changes.ts'

/** The duty in SQLite. Saving rejects with {@link DatabaseRefused} when the disk is full or the file locked. */
export function createDutyStore(handle: DatabaseHandle): DutyStore {
  const { file, sqlite } = handle
  const queries = dutyQueries(sqlite)
  const { insert } = rowWriter(sqlite, dutyChanges)
  const addToAudit = auditWriter(handle)
  const save = sqlite.transaction((revision: DutyRevision, entry: AuditEntry): boolean => {
    if (queries.newest() !== revision.revision - 1) return false
    insert(toRow(revision))
    addToAudit(entry)
    return true
  }).immediate
  // Every event of a call asks for it.
  let latest: Duty = noDuty

  function at(revision: number): Duty | null {
    if (revision === 0) return noDuty
    const changedAt = queries.changedAt(revision)
    if (changedAt === null) return null
    const things = queries.thingsAt(revision, changedAt)
    return {
      revision,
      rosters: things.flatMap((row) => (row.kind === 'roster' ? [rosterOf(row)] : [])),
      overrides: things.flatMap((row) => (row.kind === 'override' ? [overrideOf(row)] : [])),
    }
  }
  return {
    async current() {
      const newest = queries.newest()
      if (latest.revision !== newest) latest = at(newest) ?? noDuty
      return latest
    },
    atRevision: async (revision) => at(revision),
    atInstant: async (instant) => at(queries.newestAt(instant)) ?? noDuty,
    async rosters() {
      const newest = queries.newest()
      const changedAt = queries.changedAt(newest)
      if (changedAt === null) return []
      return queries.thingsAt(newest, changedAt).flatMap((row) => (row.kind === 'roster' ? [keptRoster(row)] : []))
    },
    async roster(id, revision = Number.MAX_SAFE_INTEGER) {
      const row = queries.thing('roster', id, revision)
      return row === null ? null : keptRoster(row)
    },
    async override(id) {
      const row = queries.thing('override', id, Number.MAX_SAFE_INTEGER)
      return row === null ? null : overrideOf(row)
    },
    async overrides({ cursor, limit }) {
      const before = cursor === null ? Number.MAX_SAFE_INTEGER : /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0
      const rows = queries.overridesBefore(before, limit + 1)
      const items = rows.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map(overrideOf),
        nextCursor: rows.length > limit && last !== undefined ? String(last.firstRevision) : null,
      }
    },
    async save(revision, entry) {
      try {
        return save(revision, entry)
      } catch (error) {
        throw explainDatabaseError(file, error)
      }
    },
  }
}

function toRow({ revision, changedAt, changedBy, change }: DutyRevision): typeof dutyChanges.$inferInsert {
  const made = { revision, changedAt, changedBy, kind: change.kind }
  if (change.kind === 'roster') return { ...made, thing: change.id, document: change.roster, overAt: null }
  const { override } = change
  return { ...made, thing: override.id, document: override, overAt: overAt(override) }
}

const keptRoster = ({ thing, document, revision, changedAt, changedBy }: ThingRow): KeptRoster => ({
  id: thing,
  roster: document === null ? null : (JSON.parse(document) as Roster),
  revision,
  changedAt,
  changedBy,
})
const rosterOf = ({ document }: ThingRow): Roster => JSON.parse(document ?? 'null')
const overrideOf = ({ document }: ThingRow): TimedOverride => JSON.parse(document ?? 'null')

import type Database from 'better-sqlite3'

/** A roster or an override as a revision left it; `firstRevision`: the one that made it. */
export type ThingRow = {
  readonly kind: 'roster' | 'override'
  readonly thing: string
  readonly document: string | null
  readonly revision: number
  readonly firstRevision: number
  readonly changedAt: number
  readonly changedBy: string
}

const columns = `c.kind, c.thing, c.document, c.revision, t.first AS firstRevision, c.changed_at AS changedAt, c.changed_by AS changedBy`
/** Of each thing its newest change up to a revision. */
const newestOfEach = `
  SELECT max(revision) AS newest, min(revision) AS first FROM duty_changes
  WHERE revision <= :revision GROUP BY kind, thing`

/** What is asked of the changes of the duty: of each thing the newest change up to a revision. */
export function dutyQueries(sqlite: Database.Database) {
  const newest = sqlite.prepare<[], number | null>('SELECT max(revision) FROM duty_changes').pluck()
  const newestAt = sqlite
    .prepare<[number], number | null>('SELECT max(revision) FROM duty_changes WHERE changed_at <= ?')
    .pluck()
  const changedAt = sqlite.prepare<[number], number>('SELECT changed_at FROM duty_changes WHERE revision = ?').pluck()
  const thingsAt = sqlite.prepare<[{ revision: number; at: number }], ThingRow>(`
    SELECT ${columns} FROM (${newestOfEach}) t JOIN duty_changes c ON c.revision = t.newest
    WHERE c.document IS NOT NULL AND (c.over_at IS NULL OR c.over_at > :at)
    ORDER BY t.first`)
  const thing = sqlite.prepare<[{ kind: string; thing: string; revision: number }], ThingRow>(`
    SELECT ${columns.replace('t.first', 'c.revision')} FROM duty_changes c
    WHERE c.kind = :kind AND c.thing = :thing AND c.revision <= :revision
    ORDER BY c.revision DESC LIMIT 1`)
  const overridesBefore = sqlite.prepare<[{ before: number; limit: number }], ThingRow>(`
    SELECT ${columns}
    FROM (SELECT max(revision) AS newest, min(revision) AS first FROM duty_changes WHERE kind = 'override' GROUP BY thing) t
    JOIN duty_changes c ON c.revision = t.newest
    WHERE t.first < :before ORDER BY t.first DESC LIMIT :limit`)
  return {
    /** 0: nobody has changed anything yet. */
    newest: (): number => newest.get() ?? 0,
    newestAt: (at: number): number => newestAt.get(at) ?? 0,
    /** null: there is no such revision. */
    changedAt: (revision: number): number | null => changedAt.get(revision) ?? null,
    /** What counts by a revision, in the order in which it was first made. */
    thingsAt: (revision: number, at: number): readonly ThingRow[] => thingsAt.all({ revision, at }),
    thing: (kind: ThingRow['kind'], id: string, revision: number): ThingRow | null =>
      thing.get({ kind, thing: id, revision }) ?? null,
    overridesBefore: (before: number, limit: number): readonly ThingRow[] => overridesBefore.all({ before, limit }),
  }
}

import { asc, eq, gt, sql } from 'drizzle-orm'
import type { EventFeed } from '../../application/ports/event-feed.ts'
import type { RecordEvent } from '../../domain/record/record-event.ts'
import type { DatabaseHandle } from './open-database.ts'
import { storedId } from './packed/stored-id.ts'
import { rowWriter } from './put-row.ts'
import { cases } from './schema/cases.ts'
import { events } from './schema/events.ts'

/** Adds events within the running transaction. */
export function eventWriter(sqlite: DatabaseHandle['sqlite']): (event: RecordEvent) => void {
  const { insert } = rowWriter(sqlite, events)
  return ({ at, caseId, ...event }) => void insert({ at, caseId, event })
}

/** The events in the database, whichever process has written them. */
export function createEventFeed({ orm, sqlite }: DatabaseHandle): EventFeed {
  const packedNumber = sqlite.prepare<[Buffer | string], number>('SELECT number FROM packed_cases WHERE id = ?').pluck()
  /** A case that is over for a while has moved to where it takes little room. */
  const numberOfPacked = (caseId: string | null): string | null => {
    const number = caseId === null ? undefined : packedNumber.get(storedId(caseId))
    return number === undefined ? null : String(number)
  }
  const after = orm
    .select({
      sequence: events.sequence,
      at: events.at,
      caseId: events.caseId,
      event: events.event,
      number: cases.number,
    })
    .from(events)
    .leftJoin(cases, eq(cases.id, events.caseId))
    .where(gt(events.sequence, sql.placeholder('sequence')))
    .orderBy(asc(events.sequence))
    .limit(sql.placeholder('limit'))
    .prepare()
  const oldest = sqlite.prepare<[], number | null>('SELECT min(sequence) FROM events').pluck()
  const newest = sqlite.prepare<[], number | null>('SELECT max(sequence) FROM events').pluck()
  // Instants may jump with the clock; sequences don't. The first that is young enough ends what is dropped.
  const drop = sqlite.prepare<{ at: number; limit: number }>(
    `DELETE FROM events WHERE sequence IN (SELECT sequence FROM events ORDER BY sequence LIMIT :limit)
      AND at < :at AND sequence < (SELECT max(sequence) FROM events)`,
  )
  return {
    after: async (sequence, limit) =>
      after
        .all({ sequence, limit })
        .map(({ event, number, ...row }) => ({ ...event, ...row, caseNumber: number ?? numberOfPacked(row.caseId) })),
    range: async () => ({ oldest: oldest.get() ?? 0, newest: newest.get() ?? 0 }),
    dropBefore: async (at, limit) => drop.run({ at, limit }).changes,
  }
}

import type Database from 'better-sqlite3'
import { localClock } from '../../src/domain/clocks/local-time.ts'

type Line = { readonly at: number; readonly text: string }

/** What the ledger tells of a call (by its id, or by the caller's number) and of its case, in plain lines. */
export function tellStory(
  database: Database.Database,
  of: { readonly id: string } | { readonly number: string | null },
): readonly string[] {
  const calls =
    'id' in of
      ? database.prepare('SELECT * FROM calls WHERE id = ?').all(of.id)
      : database
          .prepare(
            "SELECT calls.* FROM calls JOIN personal ON personal.id = unhex(replace(caller_ref, '-', '')) WHERE value = ?",
          )
          .all(of.number)
  return (
    calls as { id: string; kind: string; case_id: string | null; result: string | null; reason: string | null }[]
  ).flatMap(({ id, kind, case_id, result, reason }) => {
    const log = database
      .prepare(
        "SELECT at, event || '  ' || \"from\" || ' -> ' || \"to\" || '  ' || detail AS text FROM call_log WHERE call_id = ? ORDER BY sequence",
      )
      .all(id) as Line[]
    const timeline = database
      .prepare(
        "SELECT at, 'case: ' || what || ' by ' || actor || '  ' || refs || '  ' || coalesce(why, '') AS text FROM timeline WHERE case_id = ? ORDER BY sequence",
      )
      .all(case_id) as Line[]
    const happened = [...log, ...timeline].toSorted((one, other) => one.at - other.at)
    return [
      `  call ${id} (${kind}): ${result ?? 'open'}, ${reason ?? ''}`,
      ...happened.map(({ at, text }) => `    ${stamp(at)}  ${text}`),
    ]
  })
}

const stamp = (at: number): string =>
  `${localClock(at, 'Asia/Shanghai')}:${((at % 60_000) / 1000).toFixed(3).padStart(6, '0')}`

import { statSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { isInFallback, type Line } from './line.ts'

/** What the record of the run says that must not be: each a sentence, with the call it is about where there is one. */
export type LedgerFault = { readonly rule: string; readonly what: string; readonly call: string | null }

type Row = { readonly what: string; readonly call?: string | null }

/** WAV header, and a second of 8 kHz 16-bit mono. */
const headerBytes = 44
const secondBytes = 16_000

/** Questions whose every row is a fault, when all calls are over. */
const rules: readonly { readonly rule: string; readonly sql: string }[] = [
  {
    rule: 'every call ends once, with its reason',
    sql: `SELECT id AS call, 'is not over' AS what FROM calls WHERE ended_at IS NULL OR result IS NULL OR reason IS NULL
      UNION ALL SELECT call_id, 'has a position though it is over' FROM call_snapshots`,
  },
  {
    rule: 'every answered call has a case or a reason',
    sql: `SELECT id AS call, 'has no case: ' || coalesce(result, '') || ', ' || coalesce(reason, '') AS what FROM calls
      WHERE case_id IS NULL AND NOT (result = 'abandoned' AND reason LIKE 'hung up within %')`,
  },
  {
    rule: 'one case a call, one number a case',
    sql: `SELECT json_extract(refs, '$.call') AS call, 'opened ' || count(*) || ' cases' AS what FROM timeline
      WHERE what = 'caseOpened' GROUP BY call HAVING count(*) > 1
      UNION ALL SELECT NULL, 'number ' || coalesce(number, 'none') || ' is of ' || count(*) || ' cases' FROM cases
      GROUP BY number HAVING count(*) > 1 OR number IS NULL`,
  },
  {
    rule: 'an order is issued, notified and accepted once',
    sql: `SELECT json_extract(refs, '$.order') || ': ' || count(*) || ' times ' || what AS what FROM timeline
      WHERE what LIKE 'order%' GROUP BY json_extract(refs, '$.order'), what HAVING count(*) > 1
      UNION ALL SELECT 'case ' || case_id || ' has ' || count(*) || ' orders to unit ' || unit FROM orders
      GROUP BY case_id, unit HAVING count(*) > 1`,
  },
  {
    rule: 'a call is taken once',
    // Again only when who had taken it was gone before a word was spoken.
    sql: `SELECT json_extract(refs, '$.call') AS call, 'was taken ' || count(*) || ' times' AS what FROM timeline
      WHERE what = 'callTaken' GROUP BY call HAVING count(*) > 1 + (SELECT count(*) FROM call_log
        WHERE call_id = json_extract(refs, '$.call') AND "from" LIKE 'joining%' AND "to" LIKE 'hunting%')`,
  },
  {
    rule: 'an order that was issued is dispatched',
    sql: `SELECT 'order ' || orders.id || ' of case ' || number || ': nobody was rung' AS what,
        (SELECT id FROM calls WHERE calls.case_id = cases.id LIMIT 1) AS call
      FROM orders JOIN cases ON cases.id = case_id WHERE lead AND NOT EXISTS (SELECT 1 FROM timeline
        WHERE timeline.case_id = orders.case_id AND what IN ('responderRung', 'responderSkipped', 'orderAccepted'))`,
  },
  {
    rule: 'every deadline once',
    sql: `SELECT kind || ' from ' || json_extract(reason, '$.base') || ' of case ' || case_id || ': ' || count(*) AS what
      FROM deadlines GROUP BY case_id, order_id, kind, json_extract(reason, '$.base') HAVING count(*) > 1
      UNION ALL SELECT 'case ' || cases.id || ': deadlines and timeline differ' FROM cases
      WHERE (SELECT count(*) FROM deadlines WHERE case_id = cases.id)
        <> (SELECT count(*) FROM timeline WHERE case_id = cases.id AND what = 'deadlineSet')`,
  },
  {
    rule: 'no deadline is lost',
    sql: `WITH owed (kind) AS (VALUES ('accept'), ('complete'), ('feedback'), ('arrive'))
      SELECT 'order ' || orders.id || ' (' || status || ') has no deadline ' || owed.kind AS what FROM orders, owed
      WHERE (owed.kind = 'accept' OR notified_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM deadlines
        WHERE deadlines.order_id = orders.id AND deadlines.kind = owed.kind)
      UNION ALL SELECT 'order ' || orders.id || ' is accepted and its deadline runs' FROM orders JOIN deadlines ON order_id = orders.id
      WHERE accepted_at IS NOT NULL AND deadlines.kind = 'accept' AND deadlines.status = 'running'
      UNION ALL SELECT 'case ' || number || ' (' || origin || ') has nobody who owes anything' FROM cases
      WHERE status NOT IN ('closed', 'cancelled', 'merged') AND referred_to IS NULL AND NOT EXISTS (SELECT 1 FROM deadlines
        WHERE deadlines.case_id = cases.id AND deadlines.status = 'running')`,
  },
  {
    rule: 'the timeline tells what the rows say',
    sql: `SELECT 'order ' || orders.id || ' is ' || status || ', its timeline says ' || coalesce(told, 'nothing') AS what FROM orders
      LEFT JOIN (SELECT json_extract(refs, '$.order') AS id, json_extract(after, '$.status') AS told, max(sequence)
        FROM timeline WHERE what LIKE 'order%' AND json_extract(after, '$.status') IS NOT NULL GROUP BY json_extract(refs, '$.order')) AS last
      ON last.id = orders.id WHERE told IS NOT status`,
  },
  {
    rule: 'every message once',
    sql: `SELECT kind || ' to ' || to_ref || ' about order ' || coalesce(order_id, '-') || ': ' || count(*) AS what FROM messages
      GROUP BY kind, to_ref, case_id, order_id HAVING count(*) > 1`,
  },
  {
    rule: 'no recording outlives its call',
    sql: `SELECT call_id AS call, kind || ' ' || name || ' has not ended' AS what FROM recordings WHERE status = 'recording'`,
  },
]

/** Judges the whole record. To be asked when every call is over. */
export function judgeLedger(database: Database.Database, recordingsFolder: string): LedgerFault[] {
  const faults = rules.flatMap(({ rule, sql }) =>
    (database.prepare(sql).all() as Row[]).map(({ what, call }) => ({ rule, what, call: call ?? null })),
  )
  const recordings = database.prepare('SELECT name, kind, call_id, status, seconds FROM recordings').all() as {
    readonly name: string
    readonly kind: string
    readonly call_id: string
    readonly status: string
    readonly seconds: number
  }[]
  for (const { name, kind, call_id, status, seconds } of recordings) {
    const size = statSync(join(recordingsFolder, `${name}.wav`), { throwIfNoEntry: false })?.size ?? 0
    const fault =
      status === 'done' && seconds > 0 && size <= headerBytes
        ? `is ${seconds} s long and has no file`
        : status === 'failed' && size > headerBytes + secondBytes
          ? `counts as lost, and its file has ${Math.round(size / secondBytes)} s`
          : null
    if (fault)
      faults.push({ rule: 'a recording is what its row says', what: `${kind} ${name} ${fault}`, call: call_id })
  }
  return faults
}

/** Every citizen to whom the server has spoken is in the ledger, once; who heard nothing may have met the fall-back. */
export function judgeAnswered(database: Database.Database, lines: readonly Line[]): LedgerFault[] {
  const count = database.prepare<[string], { found: number }>(
    "SELECT count(*) AS found FROM calls JOIN personal ON personal.id = unhex(replace(caller_ref, '-', '')) WHERE calls.kind = 'citizen' AND value = ?",
  )
  const rule = 'every answered call is in the ledger, once'
  return lines.flatMap((line) => {
    if (line.direction === 'in' || line.number === null) return []
    const found = count.get(line.number)?.found ?? 0
    const isServed = line.upAt() !== null && line.heard.length > 0 && !isInFallback(line)
    if (found === 1 || (found === 0 && !isServed)) return []
    return [{ rule, what: `${line.name} (${line.number}) is there ${found} times`, call: null }]
  })
}

import type Database from 'better-sqlite3'
import { isOpenOrder } from './schema/orders.ts'

/**
 * The code of a unit's next order: goes on from the last one given, so that a code rests before it comes again (a late
 * answer by SMS must not hit another order), skips those of open orders, and takes four digits only when all 900 of
 * three digits are in use. null: 9,900 orders are open; the order then goes without a code rather than be lost.
 */
export function nextOrderCode(last: number | null, isTaken: (code: string) => boolean): string | null {
  const free = (from: number, to: number): string | null => {
    const start = last !== null && last >= from && last < to ? last + 1 : from
    for (let step = 0; step <= to - from; step += 1) {
      const code = String(from + ((start - from + step) % (to - from + 1)))
      if (!isTaken(code)) return code
    }
    return null
  }
  return free(100, 999) ?? free(1000, 9999)
}

/** Gives codes out of the database; part of the running transaction. */
export function orderCodes(sqlite: Database.Database): (unit: string) => string | null {
  const last = sqlite.prepare<[string], number>('SELECT last FROM code_counters WHERE unit = ?').pluck()
  const remember = sqlite.prepare<[string, number]>(
    'INSERT INTO code_counters (unit, last) VALUES (?, ?) ON CONFLICT (unit) DO UPDATE SET last = excluded.last',
  )
  const taken = sqlite
    .prepare<[string, string], number>(`SELECT 1 FROM orders WHERE unit = ? AND code = ? AND ${isOpenOrder}`)
    .pluck()
  return (unit) => {
    const code = nextOrderCode(last.get(unit) ?? null, (candidate) => taken.get(unit, candidate) !== undefined)
    if (code !== null) remember.run(unit, Number(code))
    return code
  }
}

import type Database from 'better-sqlite3'
import type { Instant } from '../../domain/instant.ts'
import type { LocalDay } from './local-day.ts'

/** `261123` and 7 -> `2611230007`; the sequence grows past 9999, nobody is ever refused a number. */
export const caseNumberOf = (day: string, sequence: number): string => `${day}${String(sequence).padStart(4, '0')}`

/** Day and sequence of a number; null: no number of that form. */
export function readCaseNumber(number: string): { readonly day: string; readonly sequence: number } | null {
  const [, day, sequence] = /^(\d{6})(\d{4,9})$/.exec(number) ?? []
  return day && sequence ? { day, sequence: Number(sequence) } : null
}

export type CaseNumbers = {
  /** The next number of the day of `openedAt`; part of the running transaction, and given back when that fails. */
  next(openedAt: Instant): string
  /** Takes note of a number that came from elsewhere (a restored case), so that it is not given again. */
  take(number: string): void
}

/** Case numbers from the database's counters. */
export function caseNumbers(sqlite: Database.Database, localDay: LocalDay): CaseNumbers {
  const next = sqlite
    .prepare<[string], number>(
      'INSERT INTO case_counters (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last',
    )
    .pluck()
  const take = sqlite.prepare<[string, number]>(
    'INSERT INTO case_counters (day, last) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET last = max(last, excluded.last)',
  )
  return {
    next(openedAt) {
      const day = localDay(openedAt)
      return caseNumberOf(day, next.get(day) as number)
    },
    take(number) {
      const read = readCaseNumber(number)
      if (read) take.run(read.day, read.sequence)
    },
  }
}

import type { DatabaseHandle } from '../../../src/adapters/db/open-database.ts'

export type Room = {
  readonly perCase: number
  readonly perCaseWithoutPersonal: number
  readonly parts: readonly { readonly name: string; readonly bytes: number }[]
}

/**
 * What a packed case takes, by table and index: whole pages of the file, what is free in them included, divided by the packed
 * cases. Personal rows of all cases are divided by all cases.
 */
export function roomOf({ sqlite }: DatabaseHandle): Room {
  const packed = Number(sqlite.prepare('SELECT count(*) FROM packed_cases').pluck().get())
  const others = Number(sqlite.prepare('SELECT count(*) FROM cases').pluck().get())
  const pages = sqlite
    .prepare<[], { name: string; bytes: number }>(
      `SELECT name, pgsize AS bytes FROM dbstat WHERE aggregate = 1 AND (name LIKE 'packed%' OR name LIKE 'sqlite_autoindex_packed%' OR name LIKE 'personal%')`,
    )
    .all()
  const parts = pages
    .map(({ name, bytes }) => ({
      name,
      bytes: Math.round((bytes / (name.startsWith('personal') ? packed + others : packed)) * 10) / 10,
    }))
    .sort((one, other) => other.bytes - one.bytes)
  const sum = (of: typeof parts): number => Math.round(of.reduce((all, { bytes }) => all + bytes, 0))
  return {
    perCase: sum(parts),
    perCaseWithoutPersonal: sum(parts.filter(({ name }) => !name.startsWith('personal'))),
    parts,
  }
}

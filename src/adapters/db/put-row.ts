import type Database from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'

/**
 * Statements that write and read whole rows, built once from the table's description: drizzle's query builder would cost more
 * than the write itself, and SQL by hand would forget the next column.
 */
export type RowWriter<Row, Stored> = {
  /** The row as it is now; null: there is none. */
  read(key: string): Stored | null
  /** Inserts the row, or overwrites the one of the same key; a row that breaks another unique index is dropped. */
  upsert(row: Row): void
  /** Inserts; false: the key exists. */
  insert(row: Row): boolean
  /** Inserts; false: the row is dropped, because its key or another unique one is taken. */
  offer(row: Row): boolean
  /** Overwrites the row of the revision before; false: there is none. */
  replace(row: Row & { readonly revision: number }): boolean
}

type Field<Table extends SQLiteTable> = keyof Table['$inferInsert'] & string

/**
 * @param about.kept columns whose first value stays, whatever later rows say: numbers and codes that were given out.
 * @param about.steady columns that have an index and rarely change. A statement that names a column rewrites its
 * indexes, changed or not; so an upsert first tries one that leaves these columns out. For a call that is a third less to
 * write to the disk.
 */
export function rowWriter<Table extends SQLiteTable>(
  sqlite: Database.Database,
  table: Table,
  about: { readonly kept?: readonly Field<Table>[]; readonly steady?: readonly Field<Table>[] } = {},
): RowWriter<Table['$inferInsert'], Table['$inferSelect']> {
  const { kept = [], steady = [] }: { kept?: readonly string[]; steady?: readonly string[] } = about
  const columns = Object.entries<SQLiteColumn>(getTableColumns(table) as Record<string, SQLiteColumn>)
  const key = columns.find(([, column]) => column.primary)?.[1].name
  const names = columns.map(([, column]) => `"${column.name}"`)
  const insertion = `INSERT INTO "${getTableName(table)}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
  const assignments = (value: (name: string) => string, without: readonly string[] = []) =>
    columns
      .filter(([field, column]) => !column.primary && !without.includes(field))
      .map(([field, { name }]) =>
        kept.includes(field) ? `"${name}" = coalesce("${name}", ${value(name)})` : `"${name}" = ${value(name)}`,
      )
      .join(', ')

  const read = sqlite
    .prepare<[string], unknown[]>(`SELECT ${names.join(', ')} FROM "${getTableName(table)}" WHERE "${key}" = ?`)
    .raw()
  const upsert = sqlite.prepare(
    `${insertion} ON CONFLICT ("${key}") DO UPDATE SET ${assignments((name) => `excluded."${name}"`)} ON CONFLICT DO NOTHING`,
  )
  const insert = sqlite.prepare(`${insertion} ON CONFLICT ("${key}") DO NOTHING`)
  const offer = sqlite.prepare(`${insertion} ON CONFLICT DO NOTHING`)
  const replace = columns.some(([field]) => field === 'revision')
    ? sqlite.prepare(
        `UPDATE "${getTableName(table)}" SET ${assignments((name) => `:${name}`)} WHERE "${key}" = :${key} AND "revision" = :revision - 1`,
      )
    : null

  const unchanged = steady.map((field) => columns.find(([name]) => name === field)?.[1].name)
  const touch =
    steady.length === 0
      ? null
      : sqlite.prepare(
          `UPDATE "${getTableName(table)}" SET ${assignments((name) => `:${name}`, steady)} WHERE "${key}" = :${key} AND ${unchanged.map((name) => `"${name}" IS :${name}`).join(' AND ')}`,
        )

  const bound = (row: Record<string, unknown>): unknown[] => {
    const values = new Array<unknown>(columns.length)
    for (let position = 0; position < columns.length; position += 1) {
      const [field, column] = columns[position]!
      const value = row[field]
      values[position] = value === null || value === undefined ? null : column.mapToDriverValue(value)
    }
    return values
  }
  const byName = (row: Record<string, unknown>): Record<string, unknown> => {
    const values = bound(row)
    return Object.fromEntries(columns.map(([, column], position) => [column.name, values[position]]))
  }
  const decoded = (values: readonly unknown[]): Record<string, unknown> => {
    const row: Record<string, unknown> = {}
    for (let position = 0; position < columns.length; position += 1) {
      const [field, column] = columns[position]!
      const value = values[position]
      row[field] = value === null ? null : column.mapFromDriverValue(value)
    }
    return row
  }
  return {
    read(id) {
      const values = read.get(id)
      return values === undefined ? null : (decoded(values) as Table['$inferSelect'])
    },
    upsert(row) {
      if (touch?.run(byName(row)).changes !== 1) upsert.run(bound(row))
    },
    offer: (row) => offer.run(bound(row)).changes === 1,
    insert: (row) => insert.run(bound(row)).changes === 1,
    replace: (row) => replace?.run(byName(row)).changes === 1,
  }
}

import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrationsFolder, temporaryFolder } from './temporary-database.ts'

const root = resolve(import.meta.dirname, '../../..')

describe('the migrations', () => {
  it('make the tables that the schema describes: there is nothing left to generate', { timeout: 60_000 }, () => {
    const copy = join(temporaryFolder(), 'migrations')
    cpSync(migrationsFolder, copy, { recursive: true })
    const kit = join(root, 'node_modules/drizzle-kit/bin.cjs')
    const schema = './src/adapters/db/schema/*.ts'
    const out = relative(root, copy)
    const said = execFileSync(
      process.execPath,
      [kit, 'generate', '--dialect=sqlite', `--schema=${schema}`, `--out=${out}`],
      { cwd: root, encoding: 'utf8' },
    )
    expect(said).toContain('No schema changes')
    expect(readdirSync(copy)).toEqual(readdirSync(migrationsFolder))
  })
})

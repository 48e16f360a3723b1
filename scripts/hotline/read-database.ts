import { fileURLToPath } from 'node:url'
import { createCallReader } from '../../src/adapters/db/call-reader.ts'
import { createCaseReader } from '../../src/adapters/db/case-reader.ts'
import { DatabaseRefused } from '../../src/adapters/db/database-refused.ts'
import { openDatabase } from '../../src/adapters/db/open-database.ts'
import type { CommandContext } from './command.ts'

export type Readers = {
  readonly calls: ReturnType<typeof createCallReader>
  readonly cases: ReturnType<typeof createCaseReader>
}

/** Reads the server's record without the server, so that it answers also while that is down; 1: it can't be read. */
export async function readDatabase(
  { config, complain }: Pick<CommandContext, 'config' | 'complain'>,
  work: (readers: Readers) => Promise<number>,
): Promise<number> {
  try {
    const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
    const database = openDatabase({ file: config.databaseFile, migrationsFolder })
    try {
      return await work({ calls: createCallReader(database), cases: createCaseReader(database) })
    } finally {
      database.close()
    }
  } catch (error) {
    if (!(error instanceof DatabaseRefused)) throw error
    complain(error.message)
    return 1
  }
}

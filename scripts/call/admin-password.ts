import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The password of `admin` that a server on this data folder has made up; empty where none is kept. */
export function readAdminPassword(dataDir: string): string {
  try {
    const kept = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as { adminPassword?: string }
    return kept.adminPassword ?? ''
  } catch {
    return ''
  }
}

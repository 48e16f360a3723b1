import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunFolders } from './run-folders.ts'

/** An Asterisk that was found running on our run folder. */
export type RunningAsterisk = { readonly pid: number; readonly command: readonly string[] }

/**
 * The Asterisk that runs with this run folder's configuration, whoever started it; null when there is none. A pid file
 * alone proves nothing (the number may belong to another program by now), so the command line is compared.
 */
export function findRunning(folders: RunFolders): RunningAsterisk | null {
  try {
    const pid = Number(readFileSync(join(folders.controlDir, 'asterisk.pid'), 'utf8').trim())
    return Number.isInteger(pid) && pid > 0 ? inspect(pid, folders) : null
  } catch {
    return null
  }
}

/** Whether this process is still the Asterisk of that run folder; a dead one that nobody has reaped yet is not. */
export const isRunning = (pid: number, folders: RunFolders): boolean => inspect(pid, folders) !== null

function inspect(pid: number, folders: RunFolders): RunningAsterisk | null {
  let words: string[]
  try {
    words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
  } catch {
    return null
  }
  const at = words.indexOf('-C')
  const isOurs = at > 0 && words[at + 1] === join(folders.runDir, 'etc', 'asterisk.conf') && !words.includes('-rx')
  return isOurs ? { pid, command: words.slice(0, at) } : null
}

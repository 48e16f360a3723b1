import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * One server a data folder: two on one Asterisk would take each other's calls. The lock names the process and the instant
 * it began (from /proc), so that a number the system has given to another program since is not mistaken for ours.
 * @returns the process that holds the lock; null: it is ours now.
 */
export function lockFolder(file: string): number | null {
  makeFolder(dirname(file))
  const holder = lockHolder(file)
  if (holder !== null && holder !== process.pid) return holder
  writeFileSync(file, `${process.pid} ${beganAt(process.pid)}\n`, { mode: 0o600 })
  return null
}

/** The live process that holds the lock; null: nobody. */
export function lockHolder(file: string): number | null {
  try {
    const [pid = '', began = ''] = readFileSync(file, 'utf8').trim().split(' ')
    return began !== '' && beganAt(Number(pid)) === began ? Number(pid) : null
  } catch {
    return null
  }
}

export const unlockFolder = (file: string): void => rmSync(file, { force: true })

/** Step by step: `mkdirSync` with `recursive` never returns where a parent claims not to exist, as in `/proc`. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/** Clock ticks from the machine's boot to the process's begin: field 22 of `/proc/<pid>/stat`; null: no such process. */
function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the program's name, may hold blanks and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

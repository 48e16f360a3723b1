import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunFolders } from './run-folders.ts'
import { isRunning } from './running-asterisk.ts'

const pollMs = 20

/** Asks an Asterisk to end, and ends it when it does not within 10 s. Its addresses are free when this resolves. */
export async function endAsterisk(pid: number, folders: RunFolders): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGTERM', 10_000],
    ['SIGKILL', 5000],
  ] as const) {
    if (isRunning(pid, folders)) process.kill(pid, signal)
    for (let tries = limitMs / pollMs; tries > 0 && !hasEnded(pid); tries--) await pause(pollMs)
    if (hasEnded(pid)) return
  }
}

/**
 * Whether nothing of a process is left but, perhaps, its exit code. A process that is ending has lost its command line already
 * while its sockets are still open, so that is not asked here: all its threads must be gone.
 */
export function hasEnded(pid: number): boolean {
  try {
    const state = /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
    return state === 'Z' && readdirSync(`/proc/${pid}/task`).length === 1
  } catch {
    return true
  }
}

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { AsteriskInstallation } from './installation.ts'
import type { RunFolders } from './run-folders.ts'

export type CliAnswer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly detail: string }

/**
 * One command to the console of a running Asterisk. It needs no ARI password, so it reaches an Asterisk whose password is about
 * to change. Refuses after 10 s without an answer.
 */
export function askCli(installation: AsteriskInstallation, folders: RunFolders, command: string): Promise<CliAnswer> {
  const [program, ...first] = installation.command
  const args = [...first, '-C', join(folders.runDir, 'etc', 'asterisk.conf'), '-rx', command]
  return new Promise((resolve) => {
    execFile(program as string, args, { timeout: 10_000, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (error) resolve({ ok: false, detail: (stderr || stdout || error.message).trim() })
      else resolve({ ok: true, text: stdout })
    })
  })
}

import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { askCli } from './asterisk-cli.ts'
import type { AsteriskInstallation } from './installation.ts'
import type { RunFolders } from './run-folders.ts'

/** A log this long is put aside; strangers who knock at the SIP port write a line each, and nothing else bounds them. */
const longestLogBytes = 20 * 1024 * 1024
/** Logs put aside that are kept: `messages.log.0` (the newest) to `.3`. */
const keptLogs = 4

/** Keeps Asterisk's logs within about 200 MB: puts the current ones aside when one is too long, removes the oldest. */
export async function trimLogs(installation: AsteriskInstallation, folders: RunFolders): Promise<void> {
  const dir = join(folders.runDir, 'log')
  const isTooLong = readdirSync(dir).some(
    (name) =>
      name.endsWith('.log') && (statSync(join(dir, name), { throwIfNoEntry: false })?.size ?? 0) > longestLogBytes,
  )
  if (isTooLong) await askCli(installation, folders, 'logger rotate')
  for (const name of readdirSync(dir)) {
    const age = /\.log\.(\d+)$/.exec(name)?.[1]
    if (age !== undefined && Number(age) >= keptLogs) rmSync(join(dir, name), { force: true })
  }
}

import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AsteriskInstallation } from './installation.ts'
import type { RenderedFiles } from './render-templates.ts'

/** Values for the placeholders of `asterisk.conf`. */
export type RunFolders = {
  readonly runDir: string
  /** Where the pid file and the control socket are. */
  readonly controlDir: string
  readonly modulesDir: string
  readonly dataDir: string
}

/** Linux allows 108 bytes for the path of a socket, its end mark included. */
const longestSocketPath = 107

/**
 * The folders one run of Asterisk lives in. The control folder moves out of a run folder whose path is too long for a
 * socket, to one of the system's temporary folder that is always the same for this run folder.
 */
export function runFolders(runDir: string, installation: AsteriskInstallation): RunFolders {
  const own = join(runDir, 'run')
  const fits = Buffer.byteLength(join(own, 'asterisk.ctl')) <= longestSocketPath
  const short = createHash('sha256').update(runDir).digest('hex').slice(0, 12)
  return {
    runDir,
    controlDir: fits ? own : join(tmpdir(), `yihaotong-${short}`),
    modulesDir: installation.modulesDir,
    dataDir: installation.dataDir,
  }
}

/** Makes the folders (private to the user: recordings and passwords are inside) and the `cli` command for people. */
export function makeRunFolders(folders: RunFolders, installation: AsteriskInstallation): void {
  const { runDir, controlDir } = folders
  for (const each of ['', 'etc', 'lib', 'lib/keys', 'db', 'log', 'cache', 'spool', 'spool/recording'])
    mkdirSync(join(runDir, each), { recursive: true, mode: 0o700 })
  mkdirSync(controlDir, { recursive: true, mode: 0o700 })
  chmodSync(controlDir, 0o700)
  const words = [...installation.command, '-C', join(runDir, 'etc', 'asterisk.conf')].map(quoteForShell).join(' ')
  // without arguments the console, with -x "command" one answer
  writeFileSync(join(runDir, 'cli'), `#!/bin/sh\nexec ${words} -r "$@"\n`, { mode: 0o700 })
}

const quoteForShell = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/** Names of the files whose content differs from what is on disk, or that are not there. */
export const changedFiles = (runDir: string, files: RenderedFiles): readonly string[] =>
  Object.entries(files)
    .filter(([name, text]) => {
      const path = join(runDir, 'etc', name)
      return !existsSync(path) || readFileSync(path, 'utf8') !== text
    })
    .map(([name]) => name)

/** Writes configuration files (readable by the user alone), each all or nothing. */
export function writeConfig(runDir: string, files: RenderedFiles, names: readonly string[] = Object.keys(files)): void {
  for (const name of names) {
    const path = join(runDir, 'etc', name)
    writeFileSync(`${path}.new`, files[name] as string, { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
}

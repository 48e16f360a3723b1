import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AsteriskInstallation } from '../../src/adapters/asterisk/installation.ts'
import { findProgram } from './find-program.ts'
import { providePrivateSystem, type SetUp } from './private-system.ts'
import { SetUpError } from './set-up-error.ts'

/** Older ones lack parts of ARI that the server uses. */
const oldestMajor = 20

/**
 * An Asterisk to run: the one on the PATH if it is new enough and complete, else the private one (unpacked now if need
 * be). Quick when it is there already.
 * @throws {SetUpError} naming everything that is needed, when there is none and none can be unpacked.
 */
export async function provideAsterisk(setUp: SetUp): Promise<AsteriskInstallation> {
  const program = findProgram('asterisk')
  if (program) {
    const own = inspectInstalled(program, requiredModules(setUp.root))
    if (typeof own !== 'string') return own
    setUp.say(`The Asterisk at ${program} can't be used (${own}): taking a private one.`)
  }
  const system = await providePrivateSystem(setUp)
  const command = [...system.loader, join(system.dir, 'usr/sbin/asterisk')]
  const version = askVersion(command)
  if (typeof version !== 'string' || !/^\d/.test(version))
    throw new SetUpError(`The private Asterisk in ${system.dir} does not run. Remove that folder and start again.`)
  return {
    command,
    modulesDir: join(system.libDir, 'asterisk/modules'),
    dataDir: join(system.dir, 'usr/share/asterisk'),
    version,
  }
}

/** The installed Asterisk, or why it can't be used. */
function inspectInstalled(program: string, required: readonly string[]): AsteriskInstallation | string {
  const version = askVersion([program])
  if (!version) return 'it does not tell its version'
  if (Number.parseInt(version, 10) < oldestMajor) return `version ${version} is older than ${oldestMajor}`
  const modulesDir =
    configured('astmoddir') ?? moduleFolders().find((folder) => existsSync(join(folder, 'app_stasis.so')))
  if (!modulesDir) return 'its modules were not found'
  const missing = required.filter((module) => !existsSync(join(modulesDir, module)))
  if (missing.length > 0) return `it lacks ${missing.join(', ')}`
  const dataDir =
    configured('astdatadir') ??
    ['/usr/share/asterisk', '/var/lib/asterisk', '/usr/local/share/asterisk'].find((folder) => existsSync(folder))
  return dataDir ? { command: [program], modulesDir, dataDir, version } : 'its data folder was not found'
}

/** `22.10.1`, null when the program does not run or says something else. */
function askVersion(command: readonly string[]): string | null {
  const { stdout } = spawnSync(command[0] as string, [...command.slice(1), '-V'], { encoding: 'utf8', timeout: 10_000 })
  return /Asterisk (?:certified[/-])?(\d+(?:\.\d+)+)/.exec(stdout ?? '')?.[1] ?? null
}

/** A folder as the machine's own asterisk.conf names it, null where it names none (its lines may be switched off by `(!)`). */
function configured(name: string): string | null {
  try {
    const text = readFileSync('/etc/asterisk/asterisk.conf', 'utf8')
    const path = new RegExp(`^\\s*${name}\\s*=>?\\s*([^;\\s]+)`, 'm').exec(text)?.[1]
    return path && existsSync(path) ? path : null
  } catch {
    return null
  }
}

const moduleFolders = (): readonly string[] =>
  ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib', '/usr/local/lib'].map(
    (folder) => join(folder, 'asterisk/modules'),
  )

/** The modules that `asterisk-config/modules.conf` calls required. */
const requiredModules = (root: string): readonly string[] =>
  [...readFileSync(join(root, 'asterisk-config/modules.conf'), 'utf8').matchAll(/^require\s*=\s*(\S+)/gm)].map(
    (match) => match[1] as string,
  )

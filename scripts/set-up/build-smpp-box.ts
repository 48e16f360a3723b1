import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PrivateSystem } from './private-system.ts'

const run = promisify(execFile)

const changes = {
  'make_server_socket(port, NULL)': 'make_server_socket(port, "127.0.0.1")',
  'gwthread_sleep(1);': 'gwthread_sleep(0.02);',
}
const addon = 'addons/opensmppbox/gw'

/**
 * Fetches Kannel's source by apt from the mirror that the system was unpacked from, with lists of its own, so that the
 * machine's are neither needed nor changed.
 * @returns the folder that holds the SMPP box's files.
 */
export async function fetchKannelSource({ dir }: PrivateSystem, folder: string): Promise<string> {
  for (const each of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(folder, each), { recursive: true })
  const mirrors = readFileSync(join(dir, 'etc/apt/sources.list'), 'utf8')
  const mirror = mirrors.split('\n').find((line) => line.startsWith('deb '))
  if (mirror === undefined) throw new Error('the unpacked system does not say where it came from')
  writeFileSync(join(folder, 'sources.list'), `${mirror.replace(/^deb /, 'deb-src ')}\n`)
  const options = {
    'Dir::Etc::sourcelist': join(folder, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(folder, 'lists'),
    'Dir::Cache': join(folder, 'cache'),
    'Debug::NoLocking': '1',
    // a mirror may be a frozen copy whose lists have expired
    'Acquire::Check-Valid-Until': 'false',
  }
  const own = ['-q', ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])]
  await run('apt-get', [...own, 'update'], { cwd: folder })
  // The makers' archive alone: Debian's changes concern the packages, and a mirror may lack the newest.
  await run('apt-get', [...own, 'source', '--tar-only', 'kannel'], { cwd: folder })
  const archive = readdirSync(folder).find((name) => /^kannel_.*\.orig\.tar\.gz$/.test(name))
  if (archive === undefined) throw new Error('apt-get source brought no archive of kannel')
  await run('tar', ['-xzf', archive, '--strip-components=1', '--wildcards', `*/${addon}/*`], { cwd: folder })
  return join(folder, addon)
}

/** Builds the SMPP box with the compiler and the libraries of an unpacked system. */
export async function buildSmppBox(source: string, system: PrivateSystem, target: string): Promise<void> {
  const { dir, libDir, loader } = system
  // Unpacked without their scripts, packages lack the links that their paths go by.
  for (const name of ['lib', 'lib64']) if (!existsSync(join(dir, name))) symlinkSync(join('usr', name), join(dir, name))
  const tools = join(source, 'tools')
  mkdirSync(tools)
  // The compiler calls its parts by path, and the machine's own loader may be too old for them.
  const parts = {
    cc1: compilerPart(dir, 'cc1'),
    collect2: compilerPart(dir, 'collect2'),
    as: bin(dir, 'as'),
    ld: bin(dir, 'ld'),
  }
  for (const [name, program] of Object.entries(parts)) {
    writeFileSync(join(tools, name), `#!/bin/sh\nexec ${[...loader, program].map(quoted).join(' ')} "$@"\n`, {
      mode: 0o755,
    })
  }
  // It would be open to the whole network, and look for what came in once a second.
  let code = readFileSync(join(source, 'opensmppbox.c'), 'utf8')
  for (const [known, instead] of Object.entries(changes)) {
    if (!code.includes(known)) throw new Error(`opensmppbox.c is not what it was: it lacks ${known}`)
    code = code.replace(known, instead)
  }
  writeFileSync(join(source, 'opensmppbox.c'), code)
  // What its own configure script would find out.
  writeFileSync(join(source, '../sb-config.h'), '#define GW_VERSION "1.4.5"\n')
  const libraries = readdirSync(libDir).filter((name) =>
    /^lib(pq|mariadb|ssl|crypto|xml2|sqlite3|hiredis|ct|pam|m|resolv)\.so\.\d+$/.test(name),
  )
  await run(loader[0] as string, [
    ...loader.slice(1),
    bin(dir, 'gcc'),
    `-B${tools}/`,
    `--sysroot=${dir}`,
    `-I${join(dir, 'usr/include/kannel')}`,
    `-I${join(dir, 'usr/include/libxml2')}`,
    // as Kannel itself was built, see its gw-config
    ...['-D_XOPEN_SOURCE=600', '-D_DEFAULT_SOURCE', '-D_LARGE_FILES=', '-std=gnu17', '-w', '-O1'],
    join(source, 'opensmppbox.c'),
    ...['-o', target],
    ...[`-L${join(libDir, 'kannel')}`, '-lgw', '-lwap', '-lgwlib'],
    ...libraries.map((name) => `-l:${name}`),
  ])
}

const bin = (dir: string, name: string): string => join(dir, 'usr/bin', name)

/** The compiler's parts are in a folder named after processor and version. */
function compilerPart(dir: string, name: string): string {
  const home = join(dir, 'usr/libexec/gcc')
  const found = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith(`/${name}`))
  if (found === undefined) throw new Error(`the compiler lacks ${name}`)
  return join(home, found)
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

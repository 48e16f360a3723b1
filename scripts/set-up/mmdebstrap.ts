import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from './find-program.ts'
import { SetUpError } from './set-up-error.ts'

/**
 * Debian's tool that unpacks packages into a folder, as the words to run it: the machine's own; installed by apt as
 * root; as an ordinary user downloaded into `scratch` and run from there.
 * @throws {SetUpError} with one message naming what is needed.
 */
export async function provideMmdebstrap(
  scratch: string,
  say: (line: string) => void,
  need: { readonly what: string; readonly instead: string | null },
): Promise<readonly string[]> {
  const installed = findProgram('mmdebstrap')
  if (installed) return [installed]
  const isRoot = process.getuid?.() === 0
  if (findProgram('apt-get') && findProgram('dpkg-deb') && findProgram('perl')) {
    const found = isRoot ? install(say) : download(scratch, say)
    if (found) return found
  }
  throw new SetUpError(
    [
      `There is no usable ${need.what} on this machine, and the tool that would unpack it (mmdebstrap) could not be had. ${need.instead === null ? 'This' : 'One of these'} is needed:`,
      ...(need.instead === null ? [] : [`  - ${need.instead}; or`]),
      '  - mmdebstrap, which root installs by: apt-get update && apt-get install mmdebstrap',
      ...(isRoot ? [] : ['    (or perl, apt-get and dpkg-deb with access to a Debian mirror; then no root is needed)']),
    ].join('\n'),
  )
}

function install(say: (line: string) => void): readonly string[] | null {
  say('Installing mmdebstrap by apt-get ...')
  const install = () => run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'mmdebstrap'])
  if (!install()) {
    run('apt-get', ['update', '-q'])
    install()
  }
  const program = findProgram('mmdebstrap')
  return program ? [program] : null
}

function download(scratch: string, say: (line: string) => void): readonly string[] | null {
  say('Downloading mmdebstrap (no root is needed) ...')
  // Lists and cache of our own: a fresh machine has no lists yet, and the system's can't be written.
  const state = ['lists/partial', 'cache/archives/partial', 'unpacked'].map((each) => join(scratch, each))
  for (const each of state) mkdirSync(each, { recursive: true })
  const own = [
    '-q',
    '-o',
    `Dir::State::lists=${join(scratch, 'lists')}`,
    '-o',
    `Dir::Cache=${join(scratch, 'cache')}`,
    '-o',
    'Debug::NoLocking=1',
  ]
  const isHere = run('apt-get', ['download', '-q', 'mmdebstrap'], scratch)
  if (
    !isHere &&
    !(run('apt-get', [...own, 'update'], scratch) && run('apt-get', [...own, 'download', 'mmdebstrap'], scratch))
  )
    return null
  const archive = readdirSync(scratch).find((name) => /^mmdebstrap_.*\.deb$/.test(name))
  if (!archive || !run('dpkg-deb', ['-x', join(scratch, archive), join(scratch, 'unpacked')])) return null
  return ['perl', join(scratch, 'unpacked/usr/bin/mmdebstrap')]
}

function run(program: string, args: readonly string[], cwd?: string): boolean {
  const { status } = spawnSync(program, args, {
    cwd,
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return status === 0
}

import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { provideMmdebstrap } from './mmdebstrap.ts'
import { SetUpError } from './set-up-error.ts'

/** `root` is the clone's folder; `say` prints one progress line. */
export type SetUp = { readonly root: string; readonly say: (line: string) => void }

/** Programs of Debian, unpacked in a folder of the clone; they touch nothing else of the machine. */
export type PrivateSystem = {
  readonly dir: string
  /** `x86_64-linux-gnu` folder of its libraries. */
  readonly libDir: string
  /** Words before a program's path: its own loader with its own libraries. */
  readonly loader: readonly string[]
}

/** Raised when the recipe below changes, so that an older folder isn't taken for a new one. */
const recipe = 'system-1'
const packages = ['asterisk', 'asterisk-core-sounds-en-gsm', 'espeak-ng', 'sox']
/** The first Debian release with Asterisk 22, a long-term one. */
const suite = 'forky'

const machines: Readonly<Record<string, { readonly triplet: string; readonly loader: string }>> = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
}

/**
 * The private system in `<root>/.asterisk`, unpacked now if it is not there (once, a quarter of a minute and about 320 MB).
 * Two that run at once don't disturb each other: each unpacks under a name of its own, the first to finish gives it the final one.
 * @throws {SetUpError} naming everything that is needed, when it can't be unpacked.
 */
export function providePrivateSystem(setUp: SetUp): Promise<PrivateSystem> {
  const running = unpacking.get(setUp.root) ?? provide(setUp).finally(() => unpacking.delete(setUp.root))
  unpacking.set(setUp.root, running)
  return running
}

/** Who asks while this process is unpacking waits for that, so the process id is enough to tell drafts apart. */
const unpacking = new Map<string, Promise<PrivateSystem>>()

async function provide({ root, say }: SetUp): Promise<PrivateSystem> {
  const home = join(root, '.asterisk')
  const dir = join(home, recipe)
  if (existsSync(dir)) return describePrivateSystem(dir)
  if (!machines[process.arch])
    throw new SetUpError(`No Asterisk can be unpacked for ${process.arch}: install one by hand.`)
  mkdirSync(home, { recursive: true })
  removeLeftovers(home)
  const draft = join(home, `${recipe}.${process.pid}.part`)
  try {
    const mmdebstrap = await provideMmdebstrap(join(home, `mmdebstrap.${process.pid}.part`), say)
    say('Unpacking Asterisk, espeak-ng and sox from Debian into .asterisk (once; about 320 MB) ...')
    await unpack(mmdebstrap, draft)
    try {
      renameSync(draft, dir)
    } catch (error) {
      // another process was quicker
      if (!existsSync(dir)) throw error
    }
  } finally {
    removeLeftovers(home, process.pid)
  }
  return describePrivateSystem(dir)
}

/** Layout of an unpacked system for this machine's processor. */
export function describePrivateSystem(dir: string, arch: string = process.arch): PrivateSystem {
  const machine = machines[arch] as { triplet: string; loader: string }
  const libDir = join(dir, 'usr/lib', machine.triplet)
  // pulseaudio keeps a library that sox and espeak-ng need in a folder of its own
  const libraries = [libDir, join(libDir, 'pulseaudio')].join(':')
  return { dir, libDir, loader: [join(libDir, machine.loader), '--library-path', libraries] }
}

function unpack(mmdebstrap: readonly string[], target: string): Promise<void> {
  const args = [
    ...mmdebstrap.slice(1),
    '--variant=extract',
    // Needs neither root nor mounts, and every file is the user's own, so that he can remove it again. (The mode that would be
    // chosen by itself for an ordinary user leaves files of foreign users behind.)
    '--mode=chrootless',
    // a mirror may be a frozen copy whose lists have expired
    '--aptopt=Acquire::Check-Valid-Until "false"',
    '--aptopt=APT::Install-Recommends "false"',
    `--include=${packages.join(',')}`,
    suite,
    target,
  ]
  return new Promise((resolve, reject) => {
    execFile(mmdebstrap[0] as string, args, { maxBuffer: 64 << 20 }, (error, _stdout, stderr) => {
      if (!error) return resolve()
      const lines = stderr.split('\n').filter((line) => /^(E:|Err)|error|fail/i.test(line))
      reject(new SetUpError(explainFailure(lines.slice(-6))))
    })
  })
}

const explainFailure = (lines: readonly string[]): string =>
  [
    'Asterisk could not be unpacked. One of these is needed:',
    '  - an Asterisk 20 or newer installed on this machine (`asterisk` on the PATH), with espeak-ng and sox; or',
    `  - network access to a Debian mirror that has the suite "${suite}", Debian's archive keyring, and 1 GB of disk.`,
    ...lines.map((line) => `    ${line}`),
  ].join('\n')

/** Removes what interrupted runs have left, or what the run with that pid has. */
function removeLeftovers(home: string, pid?: number): void {
  for (const name of readdirSync(home)) {
    const owner = Number(/\.(\d+)\.part$/.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(owner)) continue
    if (pid === undefined ? !existsSync(`/proc/${owner}`) : owner === pid)
      rmSync(join(home, name), { recursive: true, force: true })
  }
}

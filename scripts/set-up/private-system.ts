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

/** What is unpacked, and how to speak of it. */
export type Recipe = {
  /** Name of the folder; changed when anything here changes, so that an older folder isn't taken for a new one. */
  readonly name: string
  readonly packages: readonly string[]
  /** What it is, as in "Unpacking … from Debian". */
  readonly what: string
  readonly megabytes: number
  /** What would do in its place; null: nothing. */
  readonly instead: string | null
  /** What no package holds is added to the unpacked system; `scratch` is a folder that is removed afterwards. */
  readonly complete?: (system: PrivateSystem, scratch: string) => Promise<void>
}

const asterisk: Recipe = {
  name: 'system-1',
  packages: ['asterisk', 'asterisk-core-sounds-en-gsm', 'espeak-ng', 'sox'],
  what: 'Asterisk, espeak-ng and sox',
  megabytes: 320,
  instead: 'an Asterisk 20 or newer installed on this machine (`asterisk` on the PATH), with espeak-ng and sox',
}

/** The first Debian release with Asterisk 22, a long-term one. */
const suite = 'forky'

const machines: Readonly<Record<string, { readonly triplet: string; readonly loader: string }>> = {
  x64: { triplet: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { triplet: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
}

/**
 * The private system of a recipe (Asterisk and its tools) in `<root>/.asterisk`, unpacked now if it is not there (once, a
 * quarter of a minute). Two that run at once don't disturb each other: each unpacks under a name of its own, the first to
 * finish gives it the final one.
 * @throws {SetUpError} naming everything that is needed, when it can't be unpacked.
 */
export function providePrivateSystem(setUp: SetUp, recipe: Recipe = asterisk): Promise<PrivateSystem> {
  const key = `${setUp.root} ${recipe.name}`
  const running = unpacking.get(key) ?? provide(setUp, recipe).finally(() => unpacking.delete(key))
  unpacking.set(key, running)
  return running
}

/** Who asks while this process is unpacking waits for that, so the process id is enough to tell drafts apart. */
const unpacking = new Map<string, Promise<PrivateSystem>>()

async function provide({ root, say }: SetUp, recipe: Recipe): Promise<PrivateSystem> {
  const home = join(root, '.asterisk')
  const dir = join(home, recipe.name)
  if (existsSync(dir)) return describePrivateSystem(dir)
  if (!machines[process.arch])
    throw new SetUpError(`No ${recipe.what} can be unpacked for ${process.arch}: install one by hand.`)
  mkdirSync(home, { recursive: true })
  removeLeftovers(home)
  const draft = join(home, `${recipe.name}.${process.pid}.part`)
  try {
    const scratch = join(home, `${recipe.name}-mmdebstrap.${process.pid}.part`)
    const mmdebstrap = await provideMmdebstrap(scratch, say, recipe)
    say(`Unpacking ${recipe.what} from Debian into .asterisk (once; about ${recipe.megabytes} MB) ...`)
    await unpack(mmdebstrap, draft, recipe)
    await recipe.complete?.(describePrivateSystem(draft), join(home, `${recipe.name}-scratch.${process.pid}.part`))
    try {
      renameSync(draft, dir)
    } catch (error) {
      // another process was quicker
      if (!existsSync(dir)) throw error
    }
  } finally {
    removeLeftovers(home, recipe.name)
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

function unpack(mmdebstrap: readonly string[], target: string, recipe: Recipe): Promise<void> {
  const args = [
    ...mmdebstrap.slice(1),
    '--variant=extract',
    // Needs neither root nor mounts, and every file is the user's own, so that he can remove it again. (The mode that would be
    // chosen by itself for an ordinary user leaves files of foreign users behind.)
    '--mode=chrootless',
    // a mirror may be a frozen copy whose lists have expired
    '--aptopt=Acquire::Check-Valid-Until "false"',
    '--aptopt=APT::Install-Recommends "false"',
    `--include=${recipe.packages.join(',')}`,
    suite,
    target,
  ]
  return new Promise((resolve, reject) => {
    execFile(mmdebstrap[0] as string, args, { maxBuffer: 64 << 20 }, (error, _stdout, stderr) => {
      if (!error) return resolve()
      const lines = stderr.split('\n').filter((line) => /^(E:|Err)|error|fail/i.test(line))
      reject(new SetUpError(explainFailure(recipe, lines.slice(-6))))
    })
  })
}

/** What is needed, for a person who has none of it. */
export const explainFailure = ({ what, instead }: Recipe, lines: readonly string[]): string =>
  [
    `${what} could not be unpacked. ${instead === null ? 'This' : 'One of these'} is needed:`,
    ...(instead === null ? [] : [`  - ${instead}; or`]),
    `  - network access to a Debian mirror that has the suite "${suite}", Debian's archive keyring, and 1 GB of disk.`,
    ...lines.map((line) => `    ${line}`),
  ].join('\n')

/** Removes what interrupted runs have left, or what this process has left of a recipe. */
function removeLeftovers(home: string, recipe?: string): void {
  for (const name of readdirSync(home)) {
    const owner = Number(/\.(\d+)\.part$/.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(owner)) continue
    const isOver =
      recipe === undefined ? !existsSync(`/proc/${owner}`) : owner === process.pid && name.startsWith(recipe)
    if (isOver) rmSync(join(home, name), { recursive: true, force: true })
  }
}

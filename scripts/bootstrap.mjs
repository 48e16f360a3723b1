// The one script that an old Node must be able to run: it installs the dependencies (with the Node 24 among them) when
// they are missing or stale, then hands over to the TypeScript script named as first argument, signals included.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.installed-from')
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  process.stdout.write('Installing dependencies ...\n')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' })
  if (npm.status !== 0) {
    process.stderr.write('npm ci failed: the dependencies could not be installed (see above).\n')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}

const [major, minor] = process.versions.node.split('.').map(Number)
const ownNode = join(modules, '.bin', 'node')
const isNewEnough = major > 22 || (major === 22 && minor >= 18)
const node = existsSync(ownNode) ? ownNode : isNewEnough ? process.execPath : null
if (!node) {
  process.stderr.write(
    `Node ${process.versions.node} is too old (22.18 or newer is needed) and no packaged Node fits this machine (${process.platform}-${process.arch}).\n`,
  )
  process.exit(1)
}

const [script, ...args] = process.argv.slice(2)
const quickStart = pathToFileURL(join(root, 'scripts/quick-start.mjs')).href
const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', '--import', quickStart, join(root, script), ...args],
  {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(modules, '.bin')}:${process.env.PATH}` },
  },
)
// A terminal sends Ctrl-C to the whole group; a supervisor's signal comes to this process alone and is passed on.
let fromTerminal = false
process.on('SIGINT', () => {
  fromTerminal = Boolean(process.stdin.isTTY)
  if (!fromTerminal) child.kill('SIGINT')
})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))

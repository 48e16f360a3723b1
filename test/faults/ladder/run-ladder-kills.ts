import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root } from '../../../scripts/run-program.ts'
import { createCaseReader } from '../../../src/adapters/db/case-reader.ts'
import { createDeadlineReader } from '../../../src/adapters/db/deadline-reader.ts'
import { createMessageReader } from '../../../src/adapters/db/message-reader.ts'
import { openDatabase } from '../../../src/adapters/db/open-database.ts'
import { monday, zone } from '../../harness/ladder-town.ts'
import { until } from '../../harness/until.ts'
import { randomOf } from '../random.ts'
import { judgeLadders, type LadderVerdict } from './judge-ladders.ts'
import { setLadderStage } from './ladder-kills-stage.ts'

/** What a child is told. */
export type ChildTask = {
  readonly file: string
  readonly migrationsFolder: string
  /** File of what has left. */
  readonly gateway: string
  readonly zone: string
  /** The instant its time shows at the machine's `epoch`, and how much faster it runs. */
  readonly virtualStart: number
  readonly epoch: number
  readonly speed: number
  /** It kills itself at so many rows within its commits, or after so many commits; null: it lives until it is killed. */
  readonly dies: { readonly where: 'inside' | 'after'; readonly after: number } | null
}

export type LadderKillsReport = LadderVerdict & {
  readonly seed: number
  /** How often it died where. */
  readonly kills: Readonly<Record<Death, number>>
}
type Death = 'inside' | 'after' | 'anywhere'

/** A ladder of nine minutes takes two seconds. */
const speed = 240
const cases = 8
/** A child that is to die by itself and has nothing more to commit is killed after so long, in ms. */
const patienceMs = 700
const longestMs = 400
const endMs = 60_000
const quickStart = pathToFileURL(join(root, 'scripts/quick-start.mjs')).href
const migrationsFolder = join(root, 'migrations')

/**
 * Lets the ladders of some cases be climbed by a process that is killed (-9) so many times: within commits, right after
 * them, and at any instant. Then one is left to finish, and everything is judged.
 */
export async function runLadderKills(options: {
  readonly seed: number
  readonly count: number
  readonly say?: (line: string) => void
}): Promise<LadderKillsReport> {
  const random = randomOf(options.seed, 'ladder')
  const stage = await setLadderStage(migrationsFolder, cases)
  const gateway = join(stage.folder, 'gateway.txt')
  const about = { file: stage.file, migrationsFolder, gateway, zone, virtualStart: monday, epoch: Date.now(), speed }
  const kills: Record<Death, number> = { inside: 0, after: 0, anywhere: 0 }
  const errors: string[] = []
  try {
    for (let kill = 1; kill <= options.count; kill += 1) {
      const where = random.pick<Death>(['inside', 'inside', 'after', 'anywhere'])
      const after = 1 + Math.floor(random.between(0, 40))
      const ms = random.between(0, longestMs)
      const child = start({ ...about, dies: where === 'anywhere' ? null : { where, after } }, errors)
      if (where === 'anywhere') {
        // Some are killed before they have begun.
        if (random.chance(0.8)) await Promise.race([child.started, child.ended])
        await pause(ms)
      } else await Promise.race([child.ended, child.started.then(() => pause(patienceMs))])
      const byItself = await child.kill()
      kills[byItself ? where : 'anywhere'] += 1
      options.say?.(`${kill}. killed ${byItself ? `${where} commit, at ${after}` : 'from outside'}`)
    }
    const last = start({ ...about, dies: null }, errors)
    await last.started
    const database = openDatabase({ file: stage.file, migrationsFolder })
    try {
      const stores = { cases: createCaseReader(database), messages: createMessageReader(database) }
      const deadlines = createDeadlineReader(database)
      const isDone = async () =>
        (await deadlines.escalating({}, 1, null)).length === 0 && (await stores.messages.countWaiting()) === 0
      await until(isDone, endMs, () => `seed ${options.seed}: the ladders come to no end; ${errors.join('; ')}`)
      await last.kill()
      const { items } = await stores.cases.list({}, { cursor: null, limit: cases })
      const sent = existsSync(gateway) ? readFileSync(gateway, 'utf8').trim().split('\n') : []
      const verdict = await judgeLadders(stores, items, sent)
      return { seed: options.seed, kills, ...verdict, violations: [...verdict.violations, ...errors] }
    } finally {
      database.close()
    }
  } finally {
    stage.remove()
  }
}

function start(task: ChildTask, errors: string[]) {
  const child: ChildProcess = fork(join(import.meta.dirname, 'ladder-child.ts'), {
    env: { ...process.env, LADDER_CHILD: JSON.stringify(task) },
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', quickStart],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.on('message', (message) => {
    // That a message is given up whose sender died twice is judged with the messages.
    if (typeof message === 'object' && 'error' in message && !String(message.error).includes('outcome is unknown'))
      errors.push(String(message.error))
  })
  const started = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    child.once('exit', (code, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error(`it ended: ${code}`))))
  })
  started.catch(() => {})
  return {
    started,
    ended,
    /** @returns whether it was dead already, by its own hand. */
    async kill(): Promise<boolean> {
      const wasDead = child.signalCode === 'SIGKILL'
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
      return wasDead
    },
  }
}

/** What came of it, in lines. */
export const tellLadderKills = ({
  seed,
  kills,
  steps,
  messages,
  calls,
  sentAgain,
  givenUp,
  violations,
}: LadderKillsReport): readonly string[] => [
  `seed ${seed}: ${kills.inside + kills.after + kills.anywhere} kills (${kills.inside} inside a commit, ${kills.after} right after one, ${kills.anywhere} at any instant)`,
  `${steps} steps, ${messages} messages, ${calls} calls, ${sentAgain} messages sent once more under the same id, ${givenUp} given up because their sender died twice; ${violations.length} promises broken`,
  ...violations,
]

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { root } from '../../scripts/run-program.ts'
import { voiceNumbersOf } from '../../src/domain/routing/phones-of.ts'
import { ToneBook } from '../harness/tone-ear.ts'
import { judgeAnswered, judgeLedger } from './judge-ledger.ts'
import { createLeftoverJudge, stockOf } from './judge-leftovers.ts'
import { createLineJudge, type Violation } from './judge-lines.ts'
import { openKillsStage } from './kills-stage.ts'
import { killsTable } from './kills-table.ts'
import { createPresence } from './presence.ts'
import { randomOf } from './random.ts'
import { createSilences, type Silence } from './silences.ts'
import { tellStory } from './story.ts'
import { type FaultKind, planFault, strike } from './strike.ts'
import { openTown } from './town.ts'

export type KillsOptions = {
  readonly seed: number
  readonly count: number
  /** Citizens who call at the same time. */
  readonly crowd?: number
  /** A line for people, now and then. */
  readonly say?: (line: string) => void
  /** The data folder stays, to be looked at. */
  readonly keep?: boolean
}

export type KillsReport = {
  readonly seed: number
  readonly kills: Readonly<Record<FaultKind, number>>
  readonly citizens: number
  readonly rings: number
  /** Everything that must not be, each as a text for people: which promise, after which kill, the call's story. */
  readonly violations: readonly string[]
  /** How many calls a kill struck in each position. */
  readonly coverage: ReadonlyMap<string, number>
  readonly silences: readonly Silence[]
  /** Milliseconds from a kill of each kind until the calls were taken over again. */
  readonly away: readonly { readonly fault: string; readonly ms: number }[]
  /** Results of the calls, as the ledger has them. */
  readonly results: ReadonlyMap<string, number>
  /** What the server's log has of errors, by message. */
  readonly logged: ReadonlyMap<string, number>
  readonly seconds: number
  readonly dataDir: string
}

/** Longest that the server may take to be there again: Asterisk may have to start first. */
const backLimitMs = 60_000
/** After so many kills all calls are brought to their end and everything is looked at. */
const drainEvery = 100
/** Longest that the last calls may take; every hunt ends before. */
const drainLimitMs = 90_000
/** What is left of the calls must be gone by then. */
const leftLimitMs = 5000
const lookMs = 250
/** The town begins to call before the first kill. */
const warmUpMs = 3000
const mostViolations = 20

/** Lets a random town call a hotline while its parts are killed at random instants, and judges what comes of it. */
export async function runKills(options: KillsOptions): Promise<KillsReport> {
  const { seed, count, crowd = 8, say = () => {} } = options
  const began = performance.now()
  const violations: string[] = []
  const kills: Record<FaultKind, number> = { cut: 0, stall: 0, server: 0, asterisk: 0 }
  let kill = 0

  const table = killsTable()
  const told = new Set<string>()
  const accuse = ({ rule, what, line }: Violation): void => {
    const once = `${rule} ${line?.name} ${what.split('\n')[0]}`
    if (told.has(once)) return
    told.add(once)
    const story = line ? tellStory(database, { number: line.number }) : []
    const heard = line ? [`  ${line.name} heard: ${line.heard.map(({ key }) => key).join(' ')}`] : []
    violations.push([`seed ${seed}, kill ${kill}: ${rule}: ${line?.name ?? ''} ${what}`, ...heard, ...story].join('\n'))
    say(`kill ${kill}: ${rule}: ${line?.name ?? ''} ${what.split('\n')[0]}`)
  }
  const stage = await openKillsStage(table, (how) =>
    accuse({ rule: 'the server lives', what: `it ended by itself: ${how}`, line: null }),
  )
  const { server, carrier, ari } = stage
  const database = new Database(stage.databaseFile, { readonly: true, timeout: 5000 })
  const openCalls = database.prepare<[], { id: string }>('SELECT call_id AS id FROM call_snapshots')
  const presence = createPresence()
  const town = openTown({
    phones: carrier.phones,
    book: new ToneBook(table, join(root, 'asterisk-config/prompts')),
    seed,
    onFault: (what) => accuse({ rule: 'the phones work', what, line: null }),
  })
  const lines = createLineJudge(town, presence, table.centre.dutyOfficers.flatMap(voiceNumbersOf)[0] ?? '')
  const leftovers = createLeftoverJudge(ari, database, presence)
  const silences = createSilences(town, database)

  let looking = true
  const looks = (async () => {
    while (looking) {
      for (const violation of [...lines.look(), ...(await leftovers.look())]) accuse(violation)
      await pause(lookMs)
    }
  })()

  /** Waits until the calls were taken over on a connection made after this instant. */
  async function untilBack(brokenAt: number): Promise<void> {
    const end = performance.now() + backLimitMs
    let resumedAt = server.resumedSince(brokenAt)
    while (resumedAt === null) {
      if (performance.now() > end)
        return accuse({ rule: 'the server comes back', what: `it is not back after ${backLimitMs} ms`, line: null })
      await pause(5)
      resumedAt = server.resumedSince(brokenAt)
    }
    presence.comeBack(resumedAt)
    silences.back(resumedAt)
  }

  async function drain(): Promise<void> {
    town.setCrowd(0)
    const end = performance.now() + drainLimitMs
    // A call may have no telephone at all for a while: an order whose last contacts are waited for.
    while ((town.alive().length > 0 || openCalls.all().length > 0) && performance.now() < end) await pause(lookMs)
    for (const line of town.alive()) {
      accuse({ rule: 'every call ends', what: `is not over ${drainLimitMs} ms after the last call`, line })
      await line.hangUp()
    }
    const left = async (): Promise<string[]> => {
      const stock = await stockOf(ari)
      return [
        ...(stock?.channels.map(({ id }) => `leg ${id}`) ?? ['Asterisk does not answer']),
        ...(stock?.bridges.map(({ id }) => `bridge ${id}`) ?? []),
        ...openCalls.all().map(({ id }) => `call ${id}`),
        ...Object.entries(await server.remembered()).flatMap(([what, many]) => (many > 0 ? [`${many} ${what}`] : [])),
      ]
    }
    const limit = performance.now() + leftLimitMs
    let found = await left()
    while (found.length > 0 && performance.now() < limit) {
      await pause(lookMs)
      found = await left()
    }
    for (const what of found) {
      const call = /^call (.*)$/.exec(what)?.[1]
      accuse({
        rule: 'nothing is left',
        what: [what, ...(call ? tellStory(database, { id: call }) : [])].join('\n'),
        line: null,
      })
    }
    const faults = [
      ...judgeLedger(database, join(stage.dataDir, 'asterisk/spool/recording')),
      ...judgeAnswered(database, town.lines),
    ]
    for (const { rule, what, call } of faults)
      accuse({ rule, what: [what, ...(call ? tellStory(database, { id: call }) : [])].join('\n'), line: null })
  }

  try {
    server.start()
    await untilBack(0)
    town.setCrowd(crowd)
    const random = randomOf(seed, 'faults')
    await pause(warmUpMs)
    /** When the connection was last broken; null: all is well again. */
    let brokenAt: number | null = null
    for (kill = 1; kill <= count && violations.length < mostViolations; kill++) {
      const fault = planFault(random)
      if (!fault.tooSoon && brokenAt !== null) {
        await untilBack(brokenAt)
        brokenAt = null
      }
      await pause(fault.after)
      silences.strike(fault.kind)
      presence.leave()
      kills[fault.kind] += 1
      if (fault.kind === 'asterisk') town.loseLines()
      brokenAt = await strike(stage, fault)
      if (kill % drainEvery === 0 || kill === count) {
        await untilBack(brokenAt)
        brokenAt = null
        await drain()
        say(`${kill} kills, ${town.lines.length} telephone calls, ${violations.length} violations`)
        if (kill < count) town.setCrowd(crowd)
      }
    }
  } finally {
    looking = false
    await looks
    await town.close().catch(() => {})
    await stage.close({ keep: options.keep ?? false })
  }
  const results = database
    .prepare<[], { result: string; many: number }>(
      "SELECT kind || ' ' || coalesce(result, 'open') AS result, count(*) AS many FROM calls GROUP BY 1",
    )
    .all()
  database.close()
  return {
    seed,
    kills,
    citizens: town.lines.filter(({ direction }) => direction === 'out').length,
    rings: town.lines.filter(({ direction }) => direction === 'in').length,
    violations,
    coverage: silences.coverage(),
    silences: silences.measured(),
    away: silences.away(),
    results: new Map(results.map(({ result, many }) => [result, many])),
    logged: countBy(server.faults.map(({ message }) => message)),
    seconds: (performance.now() - began) / 1000,
    dataDir: stage.dataDir,
  }
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

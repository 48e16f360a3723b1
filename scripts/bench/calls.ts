import { mkdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { root } from '../run-program.ts'
import { provideAsterisk } from '../set-up/asterisk.ts'
import type { Bench } from './bench.ts'
import { type Generator, type Load, startGenerator } from './calls/load.ts'
import { type MemoryFigures, memoryAsJson, memoryLine } from './calls/memory.ts'
import { type CallsOptions, readCallsOptions, usage } from './calls/options.ts'
import { stepAsJson, tableOf } from './calls/report.ts'
import { type Stage, setStage } from './calls/stage.ts'
import { runStep, type StepFigures } from './calls/step.ts'

/** Addresses of the bench's own, so that a hotline that runs on this machine is not in the way. */
const hotline = { host: '127.0.0.90', port: 5060 }
const carrier = { host: '127.0.0.91', port: 5080 }
const voicePort = 40_000

/** Lines that the table has for each call a second: calls last about 8 s, longer where the machine is at its limit. */
const linesPerRate = 15
const fewestLines = 100

/** Calls before the first step, which would otherwise pay for what is only done once. */
const warmUpCalls = 20

/**
 * Complete calls: a caller dials, is answered, presses a key, is put through to a unit's telephone, both talk for 3 s. Through
 * our server and, in the same run and on the same Asterisk, through a bare dialplan; with callers who hang up at random
 * and without.
 */
export const calls: Bench = {
  usage,
  async run(args, { say, onStop }) {
    const options = readCallsOptions(args)
    if (typeof options === 'string') return { ok: false, reason: options }
    const installation = await provideAsterisk({ root, say })
    const highest = Math.max(...options.rates)
    const lines = Math.max(fewestLines, Math.ceil(highest * linesPerRate))
    if (options.profileDir !== null) mkdirSync(resolve(options.profileDir), { recursive: true })
    say(`Starting Asterisk ${installation.version} and the server, with ${lines} lines ...`)
    const stage = await setStage({
      installation,
      hotline,
      carrier,
      runDir: join(root, 'data', 'bench', `calls-${process.pid}`),
      lines,
      profileDir: options.profileDir && resolve(options.profileDir),
    })
    onStop(stage.stop)
    const generator = await startGenerator({ own: carrier, voicePort, hotline, lines })
    onStop(generator.close)
    const measured = await measure(options, stage, generator, say)
    return { ok: true, ...report(options, measured) }
  },
}

type Measured = { readonly steps: readonly StepFigures[]; readonly memory: MemoryFigures | null }

async function measure(
  options: CallsOptions,
  stage: Stage,
  generator: Generator,
  say: (line: string) => void,
): Promise<Measured> {
  const step = async (load: Load): Promise<StepFigures> => {
    const who = load.way === 'server' ? 'our server' : 'bare dialplan'
    const how = load.hangUps > 0 ? `, ${Math.round(load.hangUps * 100)} % hang up at random` : ''
    say(`${who}: ${load.calls} calls at ${load.rate}/s${how} ...`)
    const figures = await runStep(stage, generator, load)
    say(`  ${figures.calls - figures.failed} went through, ${figures.failed} failed`)
    return figures
  }
  const { ways } = options
  for (const way of ways) await generator.run({ way, rate: 10, calls: warmUpCalls, hangUps: 0 })

  const steps: StepFigures[] = []
  const kinds = options.hangUps > 0 ? [0, options.hangUps] : [0]
  for (const hangUps of kinds) {
    // Callers who hang up at random: at the middle rate is enough to see whether anything is left over.
    const rates = hangUps > 0 ? [options.rates[Math.floor(options.rates.length / 2)] as number] : options.rates
    for (const rate of rates)
      for (const way of ways) steps.push(await step({ way, rate, calls: Math.round(rate * options.seconds), hangUps }))
  }
  if (options.memoryCalls === 0) return { steps, memory: null }
  const before = await stage.figuresCollected()
  const many = await step({ way: 'server', rate: Math.max(...options.rates), calls: options.memoryCalls, hangUps: 0 })
  const after = await stage.figuresCollected()
  const memory: MemoryFigures = {
    calls: options.memoryCalls,
    rssBytesBefore: before.rssBytes,
    rssBytesAfter: after.rssBytes,
    heapBytesBefore: before.heapBytes,
    heapBytesAfter: after.heapBytes,
    step: many,
  }
  return { steps: [...steps, many], memory }
}

/** The figures of the fastest step without a lost call stand for the run; every step follows. */
function report({ hangUps }: CallsOptions, { steps, memory }: Measured) {
  const plain = steps.filter((step) => step.hangUps === 0)
  const ours = plain.filter(({ way }) => way === 'server')
  const candidates = ours.length > 0 ? ours : plain
  const whole = candidates.filter(({ failed }) => failed === 0)
  const best = (whole.length > 0 ? whole : candidates).reduce((one, other) =>
    other.askedPerSecond >= one.askedPerSecond ? other : one,
  )
  const beside = plain.find(({ way, askedPerSecond }) => way === 'dialplan' && askedPerSecond === best.askedPerSecond)
  const figures = stepAsJson(best)
  const load = loadavg()[0] ?? 0
  return {
    table: [...tableOf(steps), ...(memory === null ? [] : [memoryLine(memory)])],
    figures: {
      calls_per_s: figures.failed_calls === 0 ? figures.reached_calls_per_s : 0,
      ...figures,
      dialplan_invite_to_200_ms_p99: beside ? stepAsJson(beside).invite_to_200_ms_p99 : null,
      dialplan_asterisk_cpu_ms_per_call: beside ? stepAsJson(beside).asterisk_cpu_ms_per_call : null,
      ...(memory === null ? {} : memoryAsJson(memory)),
      hang_ups_share: hangUps,
      legs_left: steps.reduce((sum, { legsLeft }) => Math.max(sum, legsLeft), 0),
      machine_load_average: Number(load.toFixed(2)),
      steps: steps.map(stepAsJson),
    },
  }
}

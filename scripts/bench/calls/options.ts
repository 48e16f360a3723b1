import { parseArgs } from 'node:util'
import type { Way } from './numbers.ts'

/** What is asked of a run of the calls bench. */
export type CallsOptions = {
  /** New calls a second, one step for each, in this order. */
  readonly rates: readonly number[]
  /** How long each step begins new calls. */
  readonly seconds: number
  /** Share of the callers who hang up at a random instant, in the steps of the second kind; 0: there are none. */
  readonly hangUps: number
  /** Calls of the memory run, at the highest rate; 0: there is none. */
  readonly memoryCalls: number
  readonly ways: readonly Way[]
  /** Folder for the server's CPU profile and its log; null: neither is kept. */
  readonly profileDir: string | null
}

export const usage = `Usage: npm run bench -- calls [options]
  --rate 10,20,40       new calls a second, a step for each (1 to 200)
  --seconds 8           how long each step begins new calls (1 to 3600)
  --hangups 0.3         share of callers who hang up at a random instant, in steps of their own (0 to 1; 0: no such steps)
  --memory-calls 10000  afterwards so many calls at the highest rate, to see whether memory grows (0: none)
  --only server         our server alone, or the bare dialplan alone (dialplan)
  --profile FOLDER      writes a CPU profile of the server, and its log, into the folder`

const ways = ['dialplan', 'server'] as const satisfies readonly Way[]

/** Reads the options; a string says in one sentence what is wrong with them. */
export function readCallsOptions(args: readonly string[]): CallsOptions | string {
  let values: Partial<Record<'rate' | 'seconds' | 'hangups' | 'memory-calls' | 'only' | 'profile', string>>
  try {
    const text = { type: 'string' } as const
    const options = { rate: text, seconds: text, hangups: text, 'memory-calls': text, only: text, profile: text }
    values = parseArgs({ args: [...args], options, allowPositionals: false }).values
  } catch (error) {
    return (error as Error).message
  }
  const faults: string[] = []
  const read = (name: string, raw: string, from: number, to: number): number => {
    const value = Number(raw)
    if (raw.trim() === '' || !(value >= from && value <= to)) {
      faults.push(`--${name} must be a number from ${from} to ${to}, not "${raw}"`)
    }
    return value
  }
  const options: CallsOptions = {
    rates: (values.rate ?? '10,20,40').split(',').map((raw) => read('rate', raw, 1, 200)),
    seconds: read('seconds', values.seconds ?? '8', 1, 3600),
    hangUps: read('hangups', values.hangups ?? '0.3', 0, 1),
    memoryCalls: Math.round(read('memory-calls', values['memory-calls'] ?? '0', 0, 10_000_000)),
    ways: ways.filter((way) => values.only === undefined || way === values.only),
    profileDir: values.profile ?? null,
  }
  if (options.ways.length === 0) faults.push(`--only must be one of ${ways.join(', ')}, not "${values.only}"`)
  return faults[0] ?? options
}

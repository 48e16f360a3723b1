import { setTimeout as pause } from 'node:timers/promises'
import { type BenchCall, leaveInstant, startBenchCall } from './bench-call.ts'
import { nowMs } from './now.ts'
import { lineOfResponder, type Way } from './numbers.ts'
import { openSipPhones, type SipAddress, type SipPhones } from './sip-phones.ts'
import { startVoice } from './voice.ts'

/** One step of the bench: calls of one kind at an even rate. */
export type Load = {
  readonly way: Way
  readonly rate: number
  readonly calls: number
  /** Share of callers who hang up at a random instant. */
  readonly hangUps: number
}

export type LoadOutcome = {
  readonly calls: readonly BenchCall[]
  /** New calls a second that the generator really began. */
  readonly begunPerSecond: number
  /** Telephones that rang though no call of the step leads to them. */
  readonly strays: number
}

export type Generator = {
  /** Begins the calls and resolves when the last of them is over, all telephones on the hook. */
  run(load: Load, progress?: (begun: number) => void): Promise<LoadOutcome>
  close(): Promise<void>
}

/** No telephone may be off the hook for so long before a step counts as over: an order whose caller left may still come. */
const quietMs = 1000
/** Longest time from the last call's beginning to its end. */
const drainMs = 60_000
/** The hang-ups of every run are the same ones. */
const seed = 20_081_107

/** The load generator: all telephones of the carrier, on one address. */
export async function startGenerator(options: {
  readonly own: SipAddress
  readonly voicePort: number
  readonly hotline: SipAddress
  readonly lines: number
}): Promise<Generator> {
  const { own, voicePort, hotline, lines } = options
  const voice = await startVoice({ host: own.host, port: voicePort, hotlineHost: hotline.host })
  const latest = new Map<string, BenchCall>()
  const random = randomFrom(seed)
  let strays = 0
  let total = 0
  const phones: SipPhones = await openSipPhones({
    own,
    hotline,
    voicePort,
    rung(ringing) {
      const found = lineOfResponder(ringing.number)
      const call = found && latest.get(`${found.way} ${found.line}`)
      if (call) return call.rings(ringing)
      strays += 1
      queueMicrotask(() => ringing.hangUp())
      return { talks() {}, ended() {} }
    },
  })

  function begin({ way, hangUps }: Load): BenchCall {
    const index = total++
    const line = index % lines
    const leaveAfterMs = random() < hangUps ? leaveInstant(random) : null
    const call = startBenchCall({ way, line, index, leaveAfterMs, phones, voice })
    latest.set(`${way} ${line}`, call)
    return call
  }

  return {
    async run(load, progress = () => {}) {
      strays = 0
      const calls: BenchCall[] = []
      const started = nowMs()
      for (let count = 0; count < load.calls; count++) {
        const wait = started + (count * 1000) / load.rate - nowMs()
        if (wait > 0) await pause(wait)
        calls.push(begin(load))
        if (count % Math.ceil(load.rate) === 0) progress(count)
      }
      // the last call, too, has its share of the time
      const seconds = (nowMs() - started) / 1000 + 1 / load.rate
      const limit = nowMs() + drainMs
      for (let quietSince = nowMs(); nowMs() - quietSince < quietMs && nowMs() < limit; ) {
        await pause(50)
        if (phones.open() > 0) quietSince = nowMs()
      }
      for (const call of calls) if (!call.isOver()) call.hangUp()
      return { calls, begunPerSecond: calls.length / seconds, strays }
    },
    async close() {
      phones.hangUpAll()
      await voice.close()
      await phones.close()
    },
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

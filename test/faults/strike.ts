import { setTimeout as pause } from 'node:timers/promises'
import type { KillsStage } from './kills-stage.ts'
import type { Random } from './random.ts'

/** `cut`: the connection breaks; `stall`: it passes nothing on for a while, then breaks; the others are killed. */
export const faultKinds = ['cut', 'stall', 'server', 'asterisk'] as const
export type FaultKind = (typeof faultKinds)[number]

/** One fault, drawn before the run begins. Times in ms. */
export type Fault = {
  readonly kind: FaultKind
  /** From the moment at which all is well again (or, `tooSoon`, from the fault before, whether or not) to this one. */
  readonly after: number
  readonly tooSoon: boolean
  /** How long the connection is away, or the server before it is started again. */
  readonly lasts: number
}

/** Share of each kind: what is cheap often, what ends every call seldom. */
const shares: Readonly<Record<FaultKind, number>> = { cut: 0.48, stall: 0.2, server: 0.28, asterisk: 0.04 }

export function planFault(random: Random): Fault {
  let fate = random.next()
  const kind = faultKinds.find((candidate) => {
    fate -= shares[candidate]
    return fate < 0
  })
  const tooSoon = random.chance(0.25)
  return {
    kind: kind ?? 'cut',
    tooSoon,
    after: tooSoon ? random.between(0, 500) : random.between(50, 2000),
    lasts: kind === 'server' ? random.between(0, 300) : random.between(20, 600),
  }
}

/**
 * Brings the fault about and what follows from it by itself: the connection mended, the server started again.
 * @returns the instant (`performance.now()`) after which the server must connect anew.
 */
export async function strike(stage: KillsStage, { kind, lasts }: Fault): Promise<number> {
  const { proxy, server } = stage
  switch (kind) {
    case 'stall': {
      proxy.stall()
      await pause(lasts)
      const brokenAt = performance.now()
      proxy.cut()
      proxy.mend()
      return brokenAt
    }
    case 'cut': {
      const brokenAt = performance.now()
      proxy.cut()
      await pause(lasts)
      proxy.mend()
      return brokenAt
    }
    case 'server': {
      await server.kill()
      const deadAt = performance.now()
      await pause(lasts)
      server.start()
      return deadAt
    }
    case 'asterisk': {
      const deadAt = performance.now()
      stage.killAsterisk()
      return deadAt
    }
  }
}

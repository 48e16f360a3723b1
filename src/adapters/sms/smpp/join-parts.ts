import { createHash } from 'node:crypto'
import type { IncomingSms } from '../../../application/ports/sms-transport.ts'
import { type Delivery, decodeText } from './read-delivery.ts'

/** A part waits so long for the others before it is acknowledged, so that the centre keeps it where we die in between. */
const holdMs = 2000
/** Parts arrive within seconds; what has not come by then is lost, and the rest is better than nothing. */
const patienceMs = 60_000
/** The same again within this time is the same message, which the centre tells twice because it missed our answer. */
const sameMs = 120_000
/** Stands for a part that never came. */
const gap = '…'

type Parts = {
  readonly byNumber: Map<number, Delivery>
  readonly waiting: ((isTaken: boolean) => void)[]
  readonly timer: NodeJS.Timeout
}

export type PartJoiner = {
  /** Takes a message or a part. @returns whether the centre may forget it. Never rejects. */
  take(delivery: Delivery): Promise<boolean>
  stop(): void
}

/** Joins the parts of messages that come in, and gives each message an id: SMPP has none for them. */
export function createPartJoiner(options: {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Resolves when the message is stored, rejects when it is to be told again. */
  readonly store: (message: IncomingSms) => Promise<void>
  readonly onError: (error: unknown) => void
}): PartJoiner {
  const { now } = options
  const open = new Map<string, Parts>()
  const seen = new Map<string, { readonly id: string; readonly at: number }>()

  async function store(parts: readonly (Delivery | null)[]): Promise<boolean> {
    try {
      await options.store(message(parts))
      return true
    } catch (error) {
      options.onError(error)
      return false
    }
  }

  function message(parts: readonly (Delivery | null)[]): IncomingSms {
    const first = parts.find((each) => each !== null)
    if (first == null) throw new Error('a message has at least one part')
    // Whole before it is decoded: a character may lie across two parts.
    const text = parts.every((part) => part !== null)
      ? decodeText(Buffer.concat(parts.map(({ bytes }) => bytes)), first.dataCoding)
      : parts.map((part) => (part === null ? gap : decodeText(part.bytes, part.dataCoding))).join('')
    return { transportId: idOf(first, text), from: first.from, text }
  }

  function idOf({ from, to, part }: Delivery, text: string): string {
    const key = JSON.stringify([from, to, part?.reference ?? null, text])
    const hash = createHash('sha256').update(key).digest('hex').slice(0, 32)
    const at = now()
    for (const [old, entry] of seen) if (Math.abs(at - entry.at) > sameMs) seen.delete(old)
    const known = seen.get(hash)
    if (known !== undefined) return known.id
    // In steps of time, so that a server that has just started gives it the same id too.
    const id = `${hash}-${Math.floor(at / sameMs)}`
    seen.set(hash, { id, at })
    return id
  }

  /** What there is when the rest has not come. */
  async function giveUp(key: string, count: number): Promise<void> {
    const parts = open.get(key)
    if (parts !== undefined && (await store(inOrder(parts, count)))) open.delete(key)
  }

  return {
    async take(delivery) {
      const { part, from, to } = delivery
      if (part === null) return store([delivery])
      const key = JSON.stringify([from, to, part.reference, part.count])
      const parts: Parts = open.get(key) ?? {
        byNumber: new Map(),
        waiting: [],
        timer: setTimeout(() => giveUp(key, part.count), patienceMs).unref(),
      }
      open.set(key, parts)
      parts.byNumber.set(part.number, delivery)
      if (parts.byNumber.size < part.count) {
        return new Promise((resolve) => {
          parts.waiting.push(resolve)
          setTimeout(resolve, holdMs, true).unref()
        })
      }
      const isStored = await store(inOrder(parts, part.count))
      if (isStored) {
        clearTimeout(parts.timer)
        open.delete(key)
      }
      for (const answer of parts.waiting.splice(0)) answer(isStored)
      return isStored
    },
    stop() {
      for (const { timer, waiting } of open.values()) {
        clearTimeout(timer)
        for (const answer of waiting.splice(0)) answer(false)
      }
    },
  }
}

const inOrder = ({ byNumber }: Parts, count: number): readonly (Delivery | null)[] =>
  Array.from({ length: count }, (_, at) => byNumber.get(at + 1) ?? null)

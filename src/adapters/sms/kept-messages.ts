import type { Log } from '../../application/ports/log.ts'
import type { IncomingSms } from '../../application/ports/sms-transport.ts'
import type { AriLine } from './ari-line.ts'
import { readKeptMessage } from './read-sip-message.ts'

/** How long the dialplan may take to lay messages out, in steps of `stepMs`. It takes a few milliseconds. */
const steps = 40
const stepMs = 50

export type KeptMessages = {
  /** Fetches what Asterisk keeps, hands each on, and lets go of what was stored. */
  fetch(): Promise<void>
}

/**
 * The messages Asterisk kept (`extensions_sms.conf`). Its database can't be reached from outside, plain variables can: a
 * Local channel runs the dialplan that deletes what was stored and lays out the next ones.
 */
export function createKeptMessages(options: {
  readonly line: AriLine
  readonly log: Log
  readonly delay: (ms: number) => Promise<void>
  readonly newMark: () => string
  /** Resolves when the message is stored; rejects when it is to be kept. */
  readonly take: (message: IncomingSms) => Promise<void>
}): KeptMessages {
  const { line, log } = options
  let running: Promise<void> | null = null
  let isToldOff = false

  /** null: Asterisk did not say, or does not have it. */
  async function variable(name: string): Promise<string | null> {
    const answer = await line.request('GET', '/asterisk/variable', { variable: name })
    const body = answer.outcome === 'answered' && answer.status === 200 ? (answer.body as { value?: unknown }) : null
    return typeof body?.value === 'string' ? body.value : null
  }

  /** @returns what is laid out after the dialplan has let go of everything up to `stored`; null: it did not run. */
  async function layOut(stored: number): Promise<{ readonly read: number; readonly laid: number } | null> {
    const mark = options.newMark().replace(/[^0-9a-zA-Z]/g, '')
    const endpoint = `Local/${stored}-${mark}@sms-desk`
    const asked = await line.request('POST', '/channels', {
      endpoint,
      context: 'sms-desk',
      extension: '0',
      priority: 1,
    })
    if (asked.outcome !== 'answered' || asked.status >= 300) return null
    for (let step = 0; step < steps; step += 1) {
      const [said, read, laid] = (await variable('SMS_DESK'))?.split('|') ?? []
      if (said === mark) return { read: Number(read), laid: Number(laid) }
      await options.delay(stepMs)
    }
    return null
  }

  async function fetchAll(): Promise<void> {
    let desk = await layOut(0)
    if (desk === null && !isToldOff) {
      log.warn({}, 'Asterisk does not tell which messages it has kept; is [sms-desk] in its dialplan?')
    }
    isToldOff = desk === null
    while (desk !== null && desk.laid > desk.read) {
      for (let number = desk.read + 1; number <= desk.laid; number += 1) {
        const kept = await variable(`SMS_${number}`)
        // It is there, and nothing is let go before it was read.
        if (kept === null) throw new Error(`message ${number} could not be read from Asterisk`)
        if (kept === '') continue
        const message = readKeptMessage(kept)
        if (message !== null) await options.take(message)
        else log.error({ number, length: kept.length }, 'a message that Asterisk kept can not be read and is dropped')
      }
      desk = await layOut(desk.laid)
    }
  }

  return {
    fetch() {
      running ??= fetchAll().finally(() => {
        running = null
      })
      return running
    },
  }
}

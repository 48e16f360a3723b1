import { createSocket } from 'node:dgram'
import { setTimeout as pause } from 'node:timers/promises'
import { decodeALaw, encodeALaw, silentCode } from './a-law.ts'

/** Samples of one RTP packet: 20 ms. */
const packetSamples = 160
const packetMs = 20
const headerBytes = 12
/** Payload type of A-law (RFC 3551). */
const aLaw = 8
/** After a pause of the whole process so many packets are sent at once at most; the rest is late for good. */
const mostAtOnce = 10

/** Ear and mouth of one telephone: RTP over a UDP socket of ours. */
export type Voice = {
  /** Port on which the telephone's sound is wanted. */
  readonly port: number
  /** Begins to send (silence, until something is said) to where Asterisk listens. */
  connect(to: { readonly host: string; readonly port: number }): void
  /** 8 kHz samples; one after another when called again. Resolves when the last one was sent. */
  say(samples: Int16Array): Promise<void>
  /** Samples as they arrive, with the instant (`performance.now()`). Nothing comes while the other side is silent. */
  onSound(listener: (samples: Int16Array, at: number) => void): void
  close(): void
}

/** Opens the voice of a telephone on an address of this machine. */
export async function openVoice(host: string): Promise<Voice> {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(0, host, resolve)
  })
  const listeners: ((samples: Int16Array, at: number) => void)[] = []
  const waiting: { codes: Uint8Array; at: number; done: () => void }[] = []
  let leave: (() => void) | null = null
  let closed = false

  socket.on('error', () => {})
  socket.on('message', (packet) => {
    if (packet.length <= headerBytes || ((packet[1] as number) & 0x7f) !== aLaw) return
    const samples = decodeALaw(packet.subarray(headerBytes))
    const at = performance.now()
    for (const listener of listeners) listener(samples, at)
  })

  /** The next 20 ms of what is to be said. */
  function nextCodes(target: Uint8Array): void {
    target.fill(silentCode)
    const saying = waiting[0]
    if (!saying) return
    target.set(saying.codes.subarray(saying.at, saying.at + packetSamples))
    saying.at += packetSamples
    if (saying.at < saying.codes.length) return
    waiting.shift()
    saying.done()
  }

  function close(): void {
    if (closed) return
    closed = true
    leave?.()
    for (const { done } of waiting.splice(0)) done()
    socket.close()
  }

  return {
    port: socket.address().port,
    connect(to) {
      if (closed || leave) return
      const source = Math.floor(Math.random() * 2 ** 32)
      let sequence = 0
      leave = everyPacket(() => {
        const packet = Buffer.alloc(headerBytes + packetSamples)
        packet[0] = 0x80
        packet[1] = sequence === 0 ? 0x80 | aLaw : aLaw
        packet.writeUInt16BE(sequence & 0xffff, 2)
        packet.writeUInt32BE((sequence * packetSamples) >>> 0, 4)
        packet.writeUInt32BE(source, 8)
        nextCodes(packet.subarray(headerBytes))
        sequence += 1
        socket.send(packet, to.port, to.host)
      })
    },
    say(samples) {
      if (closed) return Promise.resolve()
      return new Promise((done) => void waiting.push({ codes: encodeALaw(samples), at: 0, done }))
    },
    onSound: (listener) => void listeners.push(listener),
    close,
  }
}

/** Voices that send, all by one clock: each is called every 20 ms on the average, whatever the timer does. */
const sending = new Map<() => void, number>()
let isTicking = false

function everyPacket(send: () => void): () => void {
  sending.set(send, performance.now())
  if (!isTicking) void tick()
  return () => sending.delete(send)
}

async function tick(): Promise<void> {
  isTicking = true
  while (sending.size > 0) {
    const now = performance.now()
    for (const [send, due] of sending) {
      const late = Math.floor((now - due) / packetMs) + 1
      const count = Math.min(Math.max(late, 0), mostAtOnce)
      for (let i = 0; i < count; i += 1) send()
      if (late > 0 && sending.has(send)) sending.set(send, due + late * packetMs)
    }
    await pause(5)
  }
  isTicking = false
}

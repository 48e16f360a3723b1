import { createSocket, type Socket } from 'node:dgram'
import { setPriority } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { silentCode } from './a-law.ts'

/** What the thread is told, by the voice's number. Codes are A-law. */
export type VoiceOrder =
  | { readonly do: 'open'; readonly voice: number; readonly host: string }
  | { readonly do: 'connect'; readonly voice: number; readonly host: string; readonly port: number }
  | { readonly do: 'say'; readonly voice: number; readonly speech: number; readonly codes: Uint8Array }
  | { readonly do: 'close'; readonly voice: number }

/** What the thread tells. `at`: milliseconds since 1970, with fractions. */
export type VoiceReport =
  | { readonly is: 'open'; readonly voice: number; readonly port: number }
  | { readonly is: 'refused'; readonly voice: number; readonly detail: string }
  | { readonly is: 'sound'; readonly voice: number; readonly codes: Uint8Array; readonly at: number }
  | { readonly is: 'said'; readonly voice: number; readonly speech: number }

type Line = {
  readonly socket: Socket
  readonly source: number
  readonly speeches: { readonly speech: number; readonly codes: Uint8Array; at: number }[]
  to: { readonly host: string; readonly port: number } | null
  sequence: number
  /** Instant of the next packet. */
  due: number
}

/** Samples of one RTP packet: 20 ms. */
const packetSamples = 160
const packetMs = 20
const headerBytes = 12
/** Payload type of A-law (RFC 3551). */
const aLaw = 8
/** After a pause of the whole thread so many packets are sent at once at most; the rest is late for good. */
const mostAtOnce = 10
const tickMs = 5

const lines = new Map<number, Line>()
const port = parentPort
const report = (told: VoiceReport): void => port?.postMessage(told)

// A telephone does not stutter because its machine is busy. Only root may ask for this; without it, it goes as it goes.
try {
  setPriority(0, -10)
} catch {
  // Allowed to few.
}

port?.on('message', (order: VoiceOrder) => {
  const line = lines.get(order.voice)
  switch (order.do) {
    case 'open':
      return open(order.voice, order.host)
    case 'connect':
      if (!line || line.to) return
      line.to = { host: order.host, port: order.port }
      line.due = performance.now()
      return
    case 'say':
      if (line) line.speeches.push({ speech: order.speech, codes: order.codes, at: 0 })
      else report({ is: 'said', voice: order.voice, speech: order.speech })
      return
    case 'close':
      if (!line) return
      lines.delete(order.voice)
      for (const { speech } of line.speeches) report({ is: 'said', voice: order.voice, speech })
      line.socket.close()
  }
})

function open(voice: number, host: string): void {
  const socket = createSocket('udp4')
  socket.on('error', ({ message }) => report({ is: 'refused', voice, detail: message }))
  socket.on('message', (packet) => {
    if (packet.length <= headerBytes || ((packet[1] as number) & 0x7f) !== aLaw) return
    const codes = Uint8Array.from(packet.subarray(headerBytes))
    report({ is: 'sound', voice, codes, at: performance.timeOrigin + performance.now() })
  })
  socket.bind(0, host, () => {
    const source = Math.floor(Math.random() * 2 ** 32)
    lines.set(voice, { socket, source, speeches: [], to: null, sequence: 0, due: 0 })
    report({ is: 'open', voice, port: socket.address().port })
  })
}

function sendPacket(voice: number, line: Line): void {
  const packet = Buffer.alloc(headerBytes + packetSamples, silentCode)
  packet[0] = 0x80
  packet[1] = line.sequence === 0 ? 0x80 | aLaw : aLaw
  packet.writeUInt16BE(line.sequence & 0xffff, 2)
  packet.writeUInt32BE((line.sequence * packetSamples) >>> 0, 4)
  packet.writeUInt32BE(line.source, 8)
  line.sequence += 1
  const saying = line.speeches[0]
  if (saying) {
    packet.set(saying.codes.subarray(saying.at, saying.at + packetSamples), headerBytes)
    saying.at += packetSamples
    if (saying.at >= saying.codes.length) {
      line.speeches.shift()
      report({ is: 'said', voice, speech: saying.speech })
    }
  }
  if (line.to) line.socket.send(packet, line.to.port, line.to.host)
}

// One clock for all: each line sends every 20 ms on the average, whatever the timer does.
for (;;) {
  const now = performance.now()
  for (const [voice, line] of lines) {
    if (!line.to) continue
    const late = Math.floor((now - line.due) / packetMs) + 1
    for (let count = Math.min(late, mostAtOnce); count > 0; count -= 1) sendPacket(voice, line)
    if (late > 0) line.due += late * packetMs
  }
  await pause(tickMs)
}

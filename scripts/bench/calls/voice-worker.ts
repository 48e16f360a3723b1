import { createSocket } from 'node:dgram'
import { parentPort, workerData } from 'node:worker_threads'
import { nowMs } from './now.ts'
import type { VoiceOrder, VoiceReport, VoiceSettings } from './voice.ts'

/**
 * The voice of all telephones, in a thread of its own so that thousands of packets a second don't blur the times at which
 * SIP messages are seen. One socket for all: whose a packet is, is told by the port that Asterisk sends it from.
 */
const { host, port, hotlineHost } = workerData as VoiceSettings
const report = (message: VoiceReport): void => parentPort?.postMessage(message)

/** One packet: 20 ms, 160 samples. */
const samples = 160
const headerBytes = 12
const voiceType = 8
const keyType = 101
/** A constant A-law code, which no prompt has for long: who hears it hears a person and not the hotline. */
const voiceCode = 0x2a
/** A key is held for so many packets, and its end is sent three times (RFC 4733). */
const keyPackets = 5
const keyEnds = 3
/** Packets are sent in so many small batches within the 20 ms. */
const slots = 4
const bufferBytes = 8 * 1024 * 1024

type Leg = {
  readonly port: number
  readonly packet: Buffer
  readonly slot: number
  sequence: number
  timestamp: number
  talking: boolean
  listening: boolean
}
const legs = new Map<number, Leg>()
const slotLegs: readonly Set<Leg>[] = Array.from({ length: slots }, () => new Set())
let added = 0

const socket = createSocket({ type: 'udp4', lookup: (address, _options, done) => done(null, address, 4) })
socket.on('error', (error) => report({ did: 'fail', reason: error.message }))
socket.bind(port, host, () => {
  socket.setRecvBufferSize(bufferBytes)
  report({ did: 'open' })
})

socket.on('message', (packet, { port: from }) => {
  const leg = legs.get(from)
  if (!leg?.listening || packet.length < headerBytes + samples) return
  for (let at = headerBytes; at < headerBytes + samples; at += 30) if (packet[at] !== voiceCode) return
  leg.listening = false
  report({ did: 'hear', port: from, at: nowMs() })
})

parentPort?.on('message', (order: VoiceOrder) => {
  switch (order.do) {
    case 'add':
      return add(order.port)
    case 'press':
      return void press(order.port, order.key)
    case 'talk':
      return setTalking(order.port, true)
    case 'remove':
      setTalking(order.port, false)
      return void legs.delete(order.port)
    case 'close':
      clearInterval(beat)
      socket.close(() => parentPort?.close())
  }
})

function add(legPort: number): void {
  const packet = Buffer.alloc(headerBytes + samples, voiceCode)
  packet[0] = 0x80
  packet.writeUInt32BE(++added, 8)
  legs.set(legPort, {
    port: legPort,
    packet,
    slot: added % slots,
    sequence: 0,
    timestamp: 0,
    talking: false,
    listening: true,
  })
}

function setTalking(legPort: number, talking: boolean): void {
  const leg = legs.get(legPort)
  if (!leg) return
  leg.talking = talking
  if (talking) slotLegs[leg.slot]?.add(leg)
  else slotLegs[leg.slot]?.delete(leg)
}

function sendVoice(leg: Leg): void {
  const { packet } = leg
  packet[1] = voiceType
  leg.timestamp += samples
  packet.writeUInt16BE(nextSequence(leg), 2)
  packet.writeUInt32BE(leg.timestamp, 4)
  socket.send(packet, leg.port, hotlineHost)
}

/** Holds the key for 100 ms. It counts as pressed when its end is first sent: until then nobody knows how long it will be. */
async function press(legPort: number, key: string): Promise<void> {
  const leg = legs.get(legPort)
  if (!leg) return
  const wasTalking = leg.talking
  setTalking(legPort, false)
  const begin = leg.timestamp + samples
  for (let count = 1; count <= keyPackets; count++) {
    sendKey(leg, begin, key, count, false)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  report({ did: 'press', port: legPort, at: nowMs() })
  for (let count = 0; count < keyEnds; count++) sendKey(leg, begin, key, keyPackets, true)
  leg.timestamp = begin + keyPackets * samples
  if (wasTalking) setTalking(legPort, true)
}

function sendKey(leg: Leg, begin: number, key: string, count: number, isEnd: boolean): void {
  const packet = Buffer.alloc(headerBytes + 4)
  packet[0] = 0x80
  packet[1] = keyType | (count === 1 && !isEnd ? 0x80 : 0)
  packet.writeUInt16BE(nextSequence(leg), 2)
  packet.writeUInt32BE(begin, 4)
  leg.packet.copy(packet, 8, 8, 12)
  packet[12] = '0123456789*#'.indexOf(key)
  packet[13] = (isEnd ? 0x80 : 0) | 10
  packet.writeUInt16BE(count * samples, 14)
  socket.send(packet, leg.port, hotlineHost)
}

function nextSequence(leg: Leg): number {
  leg.sequence = (leg.sequence + 1) & 0xffff
  return leg.sequence
}

/** Beats every 5 ms, and makes up for beats that came late. */
const beatMs = 20 / slots
let beats = 0
const started = performance.now()
const beat = setInterval(() => {
  const due = Math.floor((performance.now() - started) / beatMs)
  for (; beats < due; beats++) for (const leg of slotLegs[beats % slots] ?? []) sendVoice(leg)
}, beatMs)

import { createSocket, type Socket } from 'node:dgram'

/** An address of this machine that nobody else has: 127.x.y.z. */
export type Loopback = { readonly host: string; readonly release: () => Promise<void> }

/** Whoever has an address holds it holds this port on it. Nothing of ours listens there. */
const lockPort = 4999
let taken = 0

/**
 * A free loopback address, so that tests, demonstrations and runs beside each other can all use 5060 and 8088. It starts from the process
 * id, and holds the address by binding a port of it until `release` (or the end of the process).
 */
export async function freeLoopback(): Promise<Loopback> {
  for (let tries = 0; tries < 1000; tries++) {
    const number = (process.pid * 16 + taken++) % (120 * 250 * 250)
    // 127.100 to 127.219: far from the addresses that people and documents use
    const host = `127.${100 + Math.floor(number / 62_500)}.${1 + (Math.floor(number / 250) % 250)}.${1 + (number % 250)}`
    const lock = await hold(host)
    if (lock) return { host, release: () => new Promise((resolve) => lock.close(() => resolve())) }
  }
  throw new Error('no free loopback address')
}

function hold(host: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    socket.once('error', () => resolve(null))
    socket.bind({ address: host, port: lockPort, exclusive: true }, () => {
      socket.unref()
      resolve(socket)
    })
  })
}

import { connect, createServer, type Socket } from 'node:net'

/**
 * A TCP proxy whose connections can be broken, and kept from being made, until it is mended. Stalled, it keeps them and
 * what comes on them, and passes nothing on: requests are carried out and never answered, or sent and never carried out.
 */
export async function startCuttableProxy(host: string, port: number, target: { host: string; port: number }) {
  const sockets = new Set<Socket>()
  let isCut = false
  let isStalled = false
  const server = createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = connect(target.port, target.host)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    near.pipe(far)
    far.pipe(near)
    if (isStalled) for (const socket of [near, far]) socket.pause()
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  return {
    cut(): void {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    stall(): void {
      isStalled = true
      for (const socket of sockets) socket.pause()
    },
    mend(): void {
      isCut = false
      isStalled = false
      for (const socket of sockets) socket.resume()
    },
    close(): Promise<void> {
      this.cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

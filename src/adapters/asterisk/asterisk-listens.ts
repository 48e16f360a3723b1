import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'

/** A place where Asterisk is going to listen. */
export type AsteriskListen = {
  /** For people: `SIP`, `ARI`. */
  readonly what: string
  readonly protocol: 'udp' | 'tcp'
  readonly host: string
  readonly port: number
  /** The setting that changes it: `HOTLINE_SIP_BIND`. */
  readonly setting: string
}

/**
 * Why Asterisk could not listen there; empty when it can. Asked before the start, because Asterisk itself starts
 * without SIP when the port is taken and only logs it.
 */
export async function listenFaults(listens: readonly AsteriskListen[]): Promise<readonly string[]> {
  const tried = await Promise.all(listens.map(async (listen) => ({ listen, code: await tryToListen(listen) })))
  return tried.filter(({ code }) => code !== null).map(({ listen, code }) => describe(listen, code as string))
}

function describe({ what, protocol, host, port, setting }: AsteriskListen, code: string): string {
  const place = `${what} can't listen on ${host}:${port} (${protocol})`
  if (code === 'EADDRINUSE') return `${place}: another program uses it. Stop that program or set ${setting}.`
  if (code === 'EADDRNOTAVAIL') return `${place}: this machine has no such address. Set ${setting}.`
  if (code === 'EACCES') return `${place}: ports below 1024 need root. Set ${setting}.`
  return `${place}: ${code}. Set ${setting}.`
}

/** null when the address was free, else the error code. The socket is closed again before this resolves. */
function tryToListen({ protocol, host, port }: AsteriskListen): Promise<string | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message)
    if (protocol === 'udp') {
      const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
      socket.once('error', failed)
      socket.bind({ address: host, port, exclusive: true }, () => socket.close(() => resolve(null)))
    } else {
      const server = createServer()
      server.once('error', failed)
      server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)))
    }
  })
}

import { Socket } from 'node:net'

type Target = { readonly host?: string; readonly port?: number | string }

/**
 * Leads every connection of this process to `host:port` through a proxy on the same port of another address. Asterisk is
 * told to listen where the server looks for it, so a proxy between the two can't be had by a setting.
 */
export function leadThrough({ host, port, proxy }: { host: string; port: number; proxy: string }): void {
  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket
  const rerouted = (target: unknown): unknown => {
    const { host: wanted, port: itsPort } = (typeof target === 'object' ? (target ?? {}) : {}) as Target
    // A copy: agents look their sockets up by what they asked for.
    return wanted === host && Number(itsPort) === port ? { ...(target as Target), host: proxy } : target
  }
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    // Node hands its own normalised arguments on as one marked array, options first.
    if (Array.isArray(args[0])) args[0][0] = rerouted(args[0][0])
    else args[0] = rerouted(args[0])
    return connect.apply(this, args)
  } as typeof Socket.prototype.connect
}

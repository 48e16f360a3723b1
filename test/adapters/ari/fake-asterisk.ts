import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** The least API description in which ari-client finds `channels.create` and nothing else. */
const resources = ['channels', 'events']
const description = (url: string, name: string | null): object =>
  name === null
    ? {
        swaggerVersion: '1.1',
        basePath: `${url}/ari`,
        apis: resources.map((each) => ({ path: `/api-docs/${each}.{format}` })),
      }
    : {
        swaggerVersion: '1.1',
        basePath: `${url}/ari`,
        resourcePath: `/api-docs/${name}.{format}`,
        apis:
          name === 'channels'
            ? [
                {
                  path: '/channels/create',
                  operations: [{ httpMethod: 'POST', nickname: 'create', parameters: [], responseClass: 'Channel' }],
                },
              ]
            : [],
        models: {},
      }

/** An ARI server under the test's control: any answer, any frame, any way to break. */
export async function startFakeAsterisk() {
  const sockets = new Set<Socket>()
  let streams: Socket[] = []
  const seen: string[] = []
  const state = {
    password: 'secret',
    /** Takes a request over; true when it has. */
    intercept: (_request: IncomingMessage, _response: ServerResponse): boolean => false,
    answersPings: true,
    acceptsStreams: true,
    opened: 0,
    pings: 0,
  }
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    seen.push(`${request.method} ${path}`)
    if (state.intercept(request, response)) return
    const expected = `Basic ${Buffer.from(`hotline:${state.password}`).toString('base64')}`
    const json = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const document = /^\/ari\/api-docs\/(\w+)\.json/.exec(path)?.[1]
    if (request.headers.authorization !== expected) json(401, { message: 'Authentication required' })
    else if (document) json(200, description(url, document === 'resources' ? null : document))
    else json(200, {})
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    seen.push(`UPGRADE ${request.url}`)
    if (!state.acceptsStreams) return
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    state.opened++
    streams.push(socket)
    socket.on('close', () => (streams = streams.filter((other) => other !== socket)))
    socket.on('data', (frame: Buffer) => {
      // A masked ping without content is answered by a pong, a close by the end of the socket.
      if (frame[0] === 0x89) state.pings++
      if (frame[0] === 0x89 && state.answersPings) socket.write(Buffer.from([0x8a, 0]))
      if (frame[0] === 0x88) socket.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    state,
    seen,
    streams: () => streams.length,
    frame(text: string): void {
      const content = Buffer.from(text)
      const head =
        content.length < 126
          ? Buffer.from([0x81, content.length])
          : Buffer.from([0x81, 126, content.length >> 8, content.length & 255])
      for (const stream of streams) stream.write(Buffer.concat([head, content]))
    },
    /** Breaks every connection without a word. */
    break(): void {
      for (const socket of sockets) socket.destroy()
    },
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

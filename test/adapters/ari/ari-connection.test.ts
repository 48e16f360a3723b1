import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type AriConnection,
  type AriConnectionOptions,
  createAriConnection,
} from '../../../src/adapters/ari/ari-connection.ts'
import { backOff } from '../../../src/adapters/ari/back-off.ts'
import { createLogger } from '../../../src/logger.ts'
import { startFakeAsterisk } from './fake-asterisk.ts'

let asterisk: Awaited<ReturnType<typeof startFakeAsterisk>>
let connection: AriConnection
let logged: { level: number; msg: string; detail?: string; reason?: string }[]
let seen: string[]
let waits: number[]

function make(extra: Partial<AriConnectionOptions> = {}): AriConnection {
  logged = []
  seen = []
  waits = []
  const logger = createLogger('debug', { write: (line: string) => void logged.push(JSON.parse(line)) })
  connection = createAriConnection({
    url: asterisk.url,
    user: 'hotline',
    password: 'secret',
    app: 'hotline',
    logger,
    retryDelay: (attempt) => {
      waits.push(attempt)
      return 1
    },
    requestTimeoutMs: 200,
    connectTimeoutMs: 500,
    pingIntervalMs: 5_000,
    ...extra,
  })
  connection.onUp(() => void seen.push('up'))
  connection.onDown((reason) => void seen.push(`down: ${reason}`))
  connection.onEvent(({ type }) => void seen.push(type))
  return connection
}
const until = (what: () => unknown) => expect.poll(what, { timeout: 5_000, interval: 5 })
const connected = (): Promise<void> => until(() => connection.status().connected && asterisk.streams() === 1).toBe(true)

beforeEach(async () => {
  asterisk = await startFakeAsterisk()
})
afterEach(async () => {
  await connection.close()
  await asterisk.close()
})

describe('the event stream', () => {
  it('hands on events, also of types nobody knows, and logs frames that are none', async () => {
    make().open()
    await connected()
    for (const frame of [
      '{"type":"Known"}',
      'garbage',
      '[1]',
      'null',
      '{"no":"type"}',
      '',
      '{"type":"Never.Heard.Of.It"}',
    ])
      asterisk.frame(frame)
    await until(() => seen).toEqual(['up', 'Known', 'Never.Heard.Of.It'])
    expect(logged.filter(({ msg }) => msg.includes('not an event'))).toHaveLength(5)
  })

  it('outlives a listener that throws', async () => {
    make()
    connection.onEvent(() => {
      throw new Error('bug')
    })
    connection.open()
    await connected()
    asterisk.frame('{"type":"A"}')
    asterisk.frame('{"type":"B"}')
    await until(() => seen).toEqual(['up', 'A', 'B'])
  })

  it('comes back for ever after it broke, with nothing doubled', async () => {
    make().open()
    for (let time = 1; time <= 15; time++) {
      await connected()
      asterisk.frame(`{"type":"E${time}"}`)
      await until(() => seen.at(-1)).toBe(`E${time}`)
      asterisk.break()
      await until(() => seen.filter((line) => line.startsWith('down'))).toHaveLength(time)
    }
    await connected()
    expect(seen.filter((line) => line.startsWith('E'))).toHaveLength(15)
    expect(asterisk.state.opened).toBe(16)
  })

  it('keeps trying, more than ten times, while nobody is there', async () => {
    make({ url: 'http://127.0.0.1:1' }).open()
    await until(() => waits.length).toBeGreaterThan(14)
    expect(waits.slice(0, 4)).toEqual([0, 1, 2, 3])
    expect(connection.status().reason).toMatch(/does not answer at http:\/\/127.0.0.1:1: .*ECONNREFUSED/)
    expect(logged.filter(({ level }) => level === 40)).toHaveLength(1)
  })

  it('notices a socket that died without a word', async () => {
    asterisk.state.answersPings = false
    make({ pingIntervalMs: 30 }).open()
    await until(() => seen.find((line) => line.startsWith('down'))).toMatch(/no sign of life/)
  })

  it('starts the waiting times anew only when a connection has lived for a while', async () => {
    make({ pingIntervalMs: 100 }).open()
    for (const attempt of [0, 1, 2]) {
      await connected()
      asterisk.break()
      await until(() => waits.at(-1)).toBe(attempt)
    }
    await connected()
    // The second ping is sent only after the first was answered.
    const { pings } = asterisk.state
    await until(() => asterisk.state.pings).toBeGreaterThanOrEqual(pings + 2)
    asterisk.break()
    await until(() => waits).toEqual([0, 1, 2, 0])
  })

  it('gives up an attempt whose socket does not open, and makes another', async () => {
    asterisk.state.acceptsStreams = false
    make({ connectTimeoutMs: 300 }).open()
    await until(() => connection.status().reason).toBe('the event stream did not open in time')
    asterisk.state.acceptsStreams = true
    await connected()
  })

  it('says that another server has taken the application over', async () => {
    make().open()
    await connected()
    asterisk.frame('{"type":"ApplicationReplaced"}')
    await until(() => seen).toContain('ApplicationReplaced')
    asterisk.break()
    await until(() => seen.find((line) => line.startsWith('down'))).toMatch(/another server has taken over/)
  })

  it('is silent once it is closed', async () => {
    make().open()
    await connected()
    await connection.close()
    expect(seen).toEqual(['up', 'down: closed'])
    await until(() => asterisk.streams()).toBe(0)
    expect(connection.status()).toEqual({ connected: false, reason: 'closed' })
    expect(waits).toEqual([])
  })
})

describe('readable reasons', () => {
  it('says that the password is wrong', async () => {
    make({ password: 'wrong' }).open()
    await until(() => connection.status().reason).toMatch(/refuses user hotline: .*password is wrong/)
    expect(JSON.stringify(logged)).not.toContain('"wrong"')
  })

  it.each([
    [404, /offers no ARI: ari.conf/],
    [503, /answers 503/],
  ])('explains %i', async (status, reason) => {
    asterisk.state.intercept = (request, response) => {
      if (!request.url?.startsWith('/ari/asterisk/info')) return false
      response.writeHead(status).end()
      return true
    }
    make().open()
    await until(() => connection.status().reason).toMatch(reason)
  })

  it('names operations this Asterisk is too old for', async () => {
    make({ operations: ['channels.create', 'channels.fly', 'bridges.record'] }).open()
    await until(() => connection.status().reason).toMatch(/does not offer channels.fly, bridges.record/)
  })

  it('names modules that are not loaded', async () => {
    asterisk.state.intercept = (request, response) => {
      if (request.url !== '/ari/channels') return false
      response.writeHead(404).end()
      return true
    }
    make({ operations: ['channels.create'] }).open()
    await until(() => connection.status().reason).toBe('Asterisk has not loaded res_ari_channels.so (modules.conf)')
  })

  it.each([
    ['broken', (body: string) => body.slice(0, 40)],
    ['something else', () => '{}'],
    ['refused', null],
  ])('survives an API description that is %s', async (_name, spoil) => {
    asterisk.state.intercept = (request, response) => {
      if (!request.url?.includes('api-docs/channels')) return false
      if (spoil)
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(spoil('{"apis":[{"path":"/x","operations":[{"httpMethod":"POST"'))
      else response.writeHead(500).end()
      return true
    }
    make({ operations: ['channels.create'] }).open()
    await until(() => waits.length).toBeGreaterThan(0)
    asterisk.state.intercept = () => false
    await connected()
  })
})

it('does not mix the credentials of two connections that attach at once', async () => {
  const other = await startFakeAsterisk()
  other.state.password = 'other'
  const second = createAriConnection({
    url: other.url,
    user: 'hotline',
    password: 'other',
    app: 'hotline',
    logger: createLogger('silent'),
    retryDelay: () => 1_000_000,
  })
  make({ retryDelay: () => 1_000_000 }).open()
  second.open()
  await until(() => second.status().connected && connection.status().connected).toBe(true)
  await second.close()
  await other.close()
})

describe('requests', () => {
  const intercept = (answer: (response: import('node:http').ServerResponse, times: number) => void): void => {
    let times = 0
    asterisk.state.intercept = (_request, response) => {
      answer(response, times++)
      return true
    }
  }

  it('keep the status and the body, whatever they are', async () => {
    make()
    intercept((response) => response.writeHead(409, { 'content-type': 'application/json' }).end('{"message":"no"}'))
    expect(await connection.request('POST', '/x')).toEqual({
      outcome: 'answered',
      status: 409,
      body: { message: 'no' },
    })
    intercept((response) => response.writeHead(204).end())
    expect(await connection.request('POST', '/x')).toEqual({ outcome: 'answered', status: 204, body: null })
    intercept((response) => response.writeHead(200, { 'content-type': 'audio/wav' }).end('RIFF'))
    expect(await connection.request('GET', '/x')).toEqual({
      outcome: 'answered',
      status: 200,
      body: Buffer.from('RIFF'),
    })
    intercept((response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"cut'))
    expect(await connection.request('GET', '/x')).toMatchObject({ outcome: 'answered', status: 200 })
  })

  it('carry query, body and credentials', async () => {
    make()
    let body = ''
    asterisk.state.intercept = (request, response) => {
      expect(request.headers.authorization).toBe(`Basic ${Buffer.from('hotline:secret').toString('base64')}`)
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => response.writeHead(204).end())
      return true
    }
    await connection.request('POST', '/channels/a%2Fb', { name: 'ä&=', n: 1, none: undefined }, { media: ['声'] })
    expect(asterisk.seen).toEqual(['POST /ari/channels/a%2Fb?name=%C3%A4%26%3D&n=1'])
    expect(JSON.parse(body)).toEqual({ media: ['声'] })
  })

  it('are not sent where nobody listens', async () => {
    make({ url: 'http://127.0.0.1:1' })
    expect(await connection.request('POST', '/x')).toMatchObject({
      outcome: 'notSent',
      detail: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('have an unknown outcome when the answer does not come, or breaks', async () => {
    make()
    intercept(() => {})
    expect(await connection.request('POST', '/x')).toEqual({ outcome: 'unknown', detail: 'no answer within 200 ms' })
    intercept((response) => response.destroy())
    expect(await connection.request('POST', '/x')).toMatchObject({ outcome: 'unknown' })
    intercept((response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half')
      setTimeout(() => response.destroy(), 10)
    })
    expect(await connection.request('POST', '/x')).toMatchObject({ outcome: 'unknown' })
  })

  it('that only read are asked again when a kept socket breaks, others are not', async () => {
    make()
    const flaky = (): void =>
      intercept((response, times) => void (times === 1 ? response.destroy() : response.writeHead(204).end()))
    flaky()
    await connection.request('GET', '/x')
    expect(await connection.request('GET', '/x')).toMatchObject({ outcome: 'answered' })
    flaky()
    await connection.request('POST', '/x')
    expect(await connection.request('POST', '/x')).toMatchObject({ outcome: 'unknown' })
  })

  it('survive a server that does not speak HTTP', async () => {
    const server = createServer((socket) => void socket.end('hello\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    make({ url: `http://127.0.0.1:${(server.address() as { port: number }).port}` })
    expect(await connection.request('POST', '/x')).toMatchObject({ outcome: 'unknown' })
    server.close()
  })

  it('settle when the connection is closed', async () => {
    make({ requestTimeoutMs: 60_000 })
    let reached: () => void = () => {}
    const waiting = new Promise<void>((resolve) => (reached = resolve))
    intercept(() => reached())
    const asked = connection.request('POST', '/x')
    await waiting
    await connection.close()
    expect(await asked).toMatchObject({ outcome: 'unknown' })
  })
})

it('waits longer each time, up to 5 s, half of it random', () => {
  const [shortest, longest] = [backOff(() => 0), backOff(() => 1)]
  expect([0, 1, 2, 6, 60].map(shortest)).toEqual([50, 100, 200, 2_500, 2_500])
  expect([0, 1, 2, 6, 60].map(longest)).toEqual([100, 200, 400, 5_000, 5_000])
})

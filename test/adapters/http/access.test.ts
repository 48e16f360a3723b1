import Fastify from 'fastify'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Http } from '../../../src/adapters/http/http-deps.ts'
import { listRoutes } from '../../../src/adapters/http/list-routes.ts'
import { adminPassword, bearer, cookieOf, httpTown } from './http-town.ts'

afterEach(() => vi.useRealTimers())

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})

/** An address with its parameters filled in. */
const filled = (url: string) => url.replace(/:\w+/g, '1').replace('*', 'index.css')

describe('nothing is open but health, the login and what is believed by its signature alone', () => {
  test('every address that is served, without credentials', async () => {
    const { http } = await httpTown()
    const open = http.routeList.filter(({ isOpen }) => isOpen).map(({ method, url }) => `${method} ${url}`)
    expect(open.sort()).toEqual([
      'GET /healthz',
      'GET /readyz',
      'HEAD /healthz',
      'HEAD /readyz',
      'POST /api/v1/session',
      'POST /api/v1/webhooks/sms/:name',
    ])
    const closed = http.routeList.filter(({ isOpen }) => !isOpen)
    expect(closed.length).toBeGreaterThan(35)
    for (const { method, url } of closed) {
      const answer = await http.inject({ method: method as 'GET', url: filled(url) })
      expect([method, url, answer.statusCode]).toEqual([method, url, 401])
      expect(answer.headers['www-authenticate']).toBe('Bearer')
      if (method !== 'HEAD') expect(answer.json()).toMatchObject({ code: 'notSignedIn', details: [] })
    }
  })

  test.each([
    ['a wrong token', { authorization: 'Bearer a-token-for-scripts-0002' }],
    ['a token cut short', { authorization: 'Bearer a-token' }],
    ['no token', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Digest username="admin"' }],
    ['a wrong password', basic('admin', 'wrong')],
    ['a user who does not exist', basic('nobody', adminPassword)],
    ['a password without a user', basic('', adminPassword)],
    ['a user without a password', basic('admin', '')],
    ['no colon', { authorization: `Basic ${Buffer.from('admin').toString('base64')}` }],
    ['what is no base64', { authorization: 'Basic admin:correct horse' }],
    ['a made-up cookie', { cookie: 'hotline_session=AAAA%3BBBBB' }],
    ['a cookie that is no session', { cookie: 'hotline_session=x; other=y' }],
  ])('%s is no way in', async (_name, headers) => {
    const { get } = await httpTown()
    expect((await get('/api/v1/cases', headers as unknown as Record<string, string>)).statusCode).toBe(401)
  })

  test('a wrong token is not made up for by a session', async () => {
    const { get, signIn } = await httpTown()
    const cookie = await signIn()
    expect((await get('/api/v1/cases', { ...cookie, authorization: 'Bearer wrong' })).statusCode).toBe(401)
    expect((await get('/api/v1/cases', { ...cookie, ...basic('admin', 'wrong') })).statusCode).toBe(401)
  })

  test('no token configured: an empty or any other token is none', async () => {
    const { http } = await httpTown()
    const accounts = [{ user: 'admin', password: adminPassword, role: 'administrator' as const }]
    const { get } = await httpTown({ access: { accounts, apiToken: null, sessionKey: Buffer.alloc(32, 7) } })
    for (const authorization of ['Bearer null', 'Bearer ""', 'Bearer 0'])
      expect((await get('/api/v1/cases', { authorization })).statusCode).toBe(401)
    await http.close()
  })

  test('the token is the administrator', async () => {
    const { get } = await httpTown()
    expect((await get('/api/v1/session')).json()).toEqual({ user: 'token', role: 'administrator', via: 'token' })
  })
})

describe('signing in', () => {
  test('gives a cookie that scripts of a page can not read, and signing out takes it away', async () => {
    const { http, get } = await httpTown()
    const login = { user: 'admin', password: adminPassword }
    const answer = await http.inject({ method: 'POST', url: '/api/v1/session', payload: login })
    expect(answer.json()).toEqual({ user: 'admin', role: 'administrator', via: 'session' })
    const [given] = answer.cookies
    expect(given).toMatchObject({ name: 'hotline_session', httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(given?.value).not.toContain('admin')
    const cookie = cookieOf(answer)
    expect((await get('/api/v1/session', cookie)).json()).toMatchObject({ user: 'admin', via: 'session' })
    const out = await http.inject({ method: 'DELETE', url: '/api/v1/session', headers: cookie })
    expect(out.statusCode).toBe(204)
    expect(out.cookies[0]).toMatchObject({ name: 'hotline_session', value: '', maxAge: 0 })
  })

  test('a session ends after 12 hours', async () => {
    const { get, signIn } = await httpTown()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T08:00:00+08:00') })
    const cookie = await signIn()
    vi.setSystemTime(Date.parse('2026-11-23T19:59:00+08:00'))
    expect((await get('/api/v1/session', cookie)).statusCode).toBe(200)
    vi.setSystemTime(Date.parse('2026-11-23T20:00:05+08:00'))
    expect((await get('/api/v1/session', cookie)).statusCode).toBe(401)
  })

  test('a session survives a restart, and ends with the password or the account', async () => {
    const before = await httpTown()
    const cookie = await before.signIn()
    const sessionKey = Buffer.alloc(32, 7)
    const statusWith = async (user: string, password: string) => {
      const accounts = [{ user, password, role: 'administrator' as const }]
      const { get } = await httpTown({ access: { accounts, apiToken: null, sessionKey } })
      return (await get('/api/v1/session', cookie)).statusCode
    }
    expect(await statusWith('admin', adminPassword)).toBe(200)
    expect(await statusWith('admin', 'another password')).toBe(401)
    expect(await statusWith('root', adminPassword)).toBe(401)
  })

  test.each([
    ['admin', 'wrong'],
    ['nobody', adminPassword],
    ['clerk', adminPassword],
  ])('%s with %s is refused in the same words', async (user, password) => {
    const { http } = await httpTown()
    const answer = await http.inject({ method: 'POST', url: '/api/v1/session', payload: { user, password } })
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'wrongLogin'])
    expect(answer.cookies).toEqual([])
  })

  test('five wrong passwords in a minute: the sixth try waits, even with the right one, and only for that address', async () => {
    const { http, town } = await httpTown()
    const attempt = async (password: string, remoteAddress = '192.0.2.1') => {
      const payload = { user: 'admin', password }
      return (await http.inject({ method: 'POST', url: '/api/v1/session', remoteAddress, payload })).statusCode
    }
    // A right one in between neither counts nor clears.
    for (const password of ['1', '2', adminPassword, '3', '4', '5']) await attempt(password)
    expect(await attempt(adminPassword)).toBe(429)
    expect(await attempt(adminPassword, '192.0.2.2')).toBe(200)
    town.clock.advance(59_000)
    expect(await attempt(adminPassword)).toBe(429)
    town.clock.advance(1_000)
    expect(await attempt(adminPassword)).toBe(200)
  })

  test('guessing many at once gains nothing', async () => {
    const { http } = await httpTown()
    const guesses = Array.from({ length: 20 }, (_, index) =>
      http.inject({ method: 'POST', url: '/api/v1/session', payload: { user: 'admin', password: `guess ${index}` } }),
    )
    const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(15)
  })
})

describe('user and password with the request (Basic)', () => {
  test('a browser that opens a page is asked for them, programs and scripts of a page are not', async () => {
    const { get } = await httpTown()
    const asked = async (accept: string) => (await get('/api/docs', { accept })).headers['www-authenticate']
    expect(await asked('text/html,application/xhtml+xml,*/*;q=0.8')).toBe('Basic realm="Yihaotong", charset="UTF-8"')
    expect(await asked('application/json')).toBe('Bearer')
    expect(await asked('*/*')).toBe('Bearer')
  })

  test('open the page and what it loads, with the rights of the account', async () => {
    const { http, get } = await httpTown()
    const admin = basic('admin', adminPassword)
    expect((await get('/api/docs', admin)).headers['content-type']).toContain('text/html')
    expect((await get('/api/docs/json', admin)).statusCode).toBe(200)
    expect((await get('/api/v1/session', admin)).json()).toEqual({ user: 'admin', role: 'administrator', via: 'basic' })
    const clerk = basic('clerk', 'reads only')
    expect((await get('/api/v1/cases', clerk)).statusCode).toBe(200)
    const url = '/api/v1/cases/1/orders/1/accept'
    expect((await http.inject({ method: 'POST', url, headers: clerk })).json()).toMatchObject({ code: 'forbidden' })
  })

  test('five wrong ones in a minute: the right one waits as well, here and at the login, though it was right before', async () => {
    const { http, get, town } = await httpTown()
    const status = async (password: string) => (await get('/api/v1/cases', basic('admin', password))).statusCode
    expect(await status(adminPassword)).toBe(200)
    for (const password of ['1', '2', '3', '4', '5']) expect(await status(password)).toBe(401)
    expect(await status('6')).toBe(429)
    expect(await status(adminPassword)).toBe(429)
    const payload = { user: 'admin', password: adminPassword }
    expect((await http.inject({ method: 'POST', url: '/api/v1/session', payload })).statusCode).toBe(429)
    expect((await get('/healthz', basic('admin', '7'))).statusCode).toBe(200)
    town.clock.advance(60_000)
    expect(await status(adminPassword)).toBe(200)
  })

  test('many requests at once with the right one all pass, and guesses at once gain nothing', async () => {
    const { get } = await httpTown()
    const statuses = async (passwords: readonly string[]) =>
      (await Promise.all(passwords.map((each) => get('/api/v1/cases', basic('admin', each))))).map((a) => a.statusCode)
    expect(await statuses(Array.from({ length: 20 }, () => adminPassword))).toEqual(Array(20).fill(200))
    const guessed = await statuses(Array.from({ length: 20 }, (_, index) => `guess ${index}`))
    expect(guessed.filter((status) => status === 401)).toHaveLength(5)
    expect(guessed.filter((status) => status === 429)).toHaveLength(15)
  })

  test('no password is in the log', async () => {
    const { get, logged } = await httpTown()
    const wrong = basic('admin', 'a wrong password')
    await get('/api/v1/cases', wrong)
    expect(logged.join()).toContain('a login failed')
    expect(logged.join()).not.toMatch(new RegExp(`wrong password|${wrong.authorization.slice(6)}`))
  })

  test('a change must come from our own page, as with a cookie', async () => {
    const { post } = await httpTown()
    const from = async (headers: Record<string, string>) =>
      (
        await post('/api/v1/cases/1/orders/1/accept', undefined, { ...basic('admin', adminPassword), ...headers })
      ).json()
    expect(await from({ origin: 'http://evil.example' })).toMatchObject({ code: 'crossSite' })
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ code: 'crossSite' })
    expect(await from({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ code: 'noCase' })
    expect(await from({})).toMatchObject({ code: 'noCase' })
  })
})

describe('a change by cookie comes from our own page', () => {
  test.each<[string, Record<string, string>, number]>([
    ['same origin by Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }, 404],
    ['typed in by hand', { 'sec-fetch-site': 'none' }, 404],
    ['same origin by Origin', { origin: 'http://localhost:80' }, 404],
    ['no browser at all', {}, 404],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:80' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { origin: 'http://evil.example' }, 403],
    ['another port', { origin: 'http://localhost:8081' }, 403],
    ['an origin that hides', { origin: 'null' }, 403],
  ])('%s', async (_name, headers, expected) => {
    const { http, signIn } = await httpTown()
    const cookie = await signIn()
    const url = '/api/v1/cases/1/orders/1/accept'
    const answer = await http.inject({ method: 'POST', url, headers: { ...cookie, ...headers, host: 'localhost:80' } })
    expect(answer.statusCode).toBe(expected)
    if (expected === 403) expect(answer.json().code).toBe('crossSite')
  })

  test('nor can another site sign its visitors in', async () => {
    const { http } = await httpTown()
    const payload = { user: 'admin', password: adminPassword }
    const headers = { origin: 'http://evil.example' }
    expect((await http.inject({ method: 'POST', url: '/api/v1/session', payload, headers })).statusCode).toBe(403)
  })

  test('reading and tokens need no origin', async () => {
    const { get, post, signIn } = await httpTown()
    const foreign = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await get('/api/v1/cases', { ...(await signIn()), ...foreign })).statusCode).toBe(200)
    expect((await post('/api/v1/cases/1/orders/1/accept', undefined, { ...bearer, ...foreign })).statusCode).toBe(404)
  })
})

test('a viewer changes nothing and hears nothing', async () => {
  const { http, signIn } = await httpTown()
  const cookie = await signIn('clerk', 'reads only')
  const changing = http.routeList.filter(({ method, isOpen, url }) => {
    return !isOpen && !['GET', 'HEAD'].includes(method) && url !== '/api/v1/session'
  })
  expect(changing.length).toBeGreaterThan(8)
  for (const { method, url } of [...changing, { method: 'GET', url: '/api/v1/recordings/1' }]) {
    const answer = await http.inject({ method: method as 'GET', url: filled(url), headers: cookie })
    expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, 'forbidden'])
  }
})

test('a route that changes something and does not say who may is a mistake found at start', () => {
  const http = Fastify() as unknown as Http
  listRoutes(http)
  expect(() => http.post('/forgotten', () => 'x')).toThrow('/forgotten does not say who may call it')
})

test('an address that asks too often is told to wait, except for health', async () => {
  const accounts = [{ user: 'admin', password: adminPassword, role: 'administrator' as const }]
  const access = { accounts, apiToken: null, sessionKey: Buffer.alloc(32, 7), requestsPerMinute: 3 }
  const { get } = await httpTown({ access })
  const statuses = []
  for (let turn = 0; turn < 4; turn++) statuses.push((await get('/api/v1/cases', {})).statusCode)
  expect(statuses).toEqual([401, 401, 401, 429])
  const told = await get('/api/v1/cases', {})
  expect(told.json()).toMatchObject({ code: 'tooManyRequests', details: [] })
  expect(told.headers['retry-after']).toBeDefined()
  expect((await get('/healthz', {})).statusCode).toBe(200)
})

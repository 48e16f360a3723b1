import { expect, test } from 'vitest'
import { bearer, httpTown } from './http-town.ts'

type Operation = {
  operationId?: string
  summary?: string
  tags?: string[]
  security?: unknown[]
  parameters?: { name: string; in: string; required?: boolean; schema: object }[]
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}

async function described() {
  const edge = await httpTown()
  const document = (await edge.get('/api/docs/json')).json() as {
    openapi: string
    info: { title: string; version: string }
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, object>; securitySchemes: Record<string, object> }
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  return { ...edge, document, operations }
}

test('every address that is served is described, and nothing else', async () => {
  const { http, operations } = await described()
  const served = http.routeList
    .filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/api/docs'))
    .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
  expect(operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).sort()).toEqual(served.sort())
})

test('every operation has its own name, a summary, a tag, and says how it refuses', async () => {
  const { document, operations } = await described()
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: expect.any(String) } })
  const names = operations.map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(operations.length)
  for (const { path, operation } of operations) {
    expect([path, operation.operationId, operation.summary]).toEqual([path, expect.any(String), expect.any(String)])
    expect(operation.tags).toHaveLength(1)
    const statuses = Object.keys(operation.responses)
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true)
    if (!/^\/(healthz|readyz)$/.test(path)) expect(statuses).toEqual(expect.arrayContaining(['4XX', '5XX']))
    for (const response of Object.values(operation.responses)) expect(response.description).toEqual(expect.any(String))
  }
})

test('every parameter of an address is declared, and required', async () => {
  const { operations } = await described()
  for (const { path, operation } of operations) {
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
    expect(declared.map(({ name }) => name).sort()).toEqual(wanted.sort())
    for (const parameter of declared) expect(parameter.required).toBe(true)
  }
})

test('every reference within the document leads somewhere', async () => {
  const { document } = await described()
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!)
  expect(references.length).toBeGreaterThan(5)
  for (const reference of references) {
    const parts = reference.replace(/^#\//, '').split('/')
    const target = parts.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document)
    expect([reference, target]).toEqual([reference, expect.any(Object)])
  }
})

test('only what is open says that it needs no credentials', async () => {
  const { document, operations } = await described()
  expect(Object.keys(document.components.securitySchemes).sort()).toEqual(['basic', 'session', 'token'])
  const open = operations.filter(({ operation }) => operation.security?.length === 0)
  expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'get /healthz',
    'get /readyz',
    'post /api/v1/session',
    'post /api/v1/webhooks/sms/{name}',
  ])
})

test('the page loads from this server alone, and runs no inline script', async () => {
  const { get } = await described()
  for (const url of ['/api/docs', '/api/docs/']) {
    const page = await get(url)
    expect(page.statusCode).toBe(200)
    const loads = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!)
    expect(loads.length).toBeGreaterThan(3)
    for (const address of loads) {
      expect(address).not.toMatch(/^(?:https?:)?\/\//)
      const absolute = new URL(address, 'http://localhost/api/docs/').pathname
      expect([absolute, (await get(absolute)).statusCode]).toEqual([absolute, 200])
    }
    expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
  }
  expect((await get('/api/docs/static/swagger-initializer.js', bearer)).body).toContain('"validatorUrl":null')
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoTableFile } from '../../../src/adapters/table-file/demo-table.ts'
import { pastCalls } from '../../support/past-calls.ts'
import { shippedPrompts } from '../../support/shipped-prompts.ts'
import { bearer, httpTown } from './http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const moved = demoYaml.replace('category: water, unit: 05', 'category: water, unit: 04')
const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }

/** A town with the demonstration table as version 2, and two calls of Mon 2026-11-23 14:05 and 14:06. */
async function townWithCalls() {
  const edge = await httpTown({ prompts: shippedPrompts })
  await edge.post('/api/v1/routing/publish?reason=demo', demoYaml, yaml)
  const calls = await pastCalls(edge.town)
  const replay = async (body: object, headers: Record<string, string> = english) => {
    const answer = await edge.post('/api/v1/routing/replay', body, headers)
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...edge, calls, replay }
}

test('which calls would go elsewhere, from where to where, without their numbers', async () => {
  const { replay, put, calls } = await townWithCalls()
  await put('/api/v1/routing/draft?base=2', moved, { ...yaml, 'if-match': '"0"' })
  const asked = { from: '2026-11-23T00:00', until: '2026-11-24T00:00' }
  const { status, body } = await replay(asked)
  expect([status, body]).toEqual([
    200,
    {
      version: 2,
      revision: 1,
      from: '2026-11-23T00:00:00.000+08:00',
      until: '2026-11-24T00:00:00.000+08:00',
      summary: [
        '2 calls: 1 would go elsewhere, 0 would ring other telephones',
        '1 from waterworks to pipeline gas company',
      ],
      looked: 2,
      skipped: 0,
      complete: true,
      groups: [
        {
          change: 'elsewhere',
          text: '1 from waterworks to pipeline gas company',
          count: 1,
          from: { to: 'unit', id: '05', name: 'waterworks' },
          to: { to: 'unit', id: '04', name: 'pipeline gas company' },
          calls: [{ id: calls.water.id, caseNumber: calls.number, at: '2026-11-23T14:05:00.000+08:00' }],
        },
      ],
    },
  ])
  expect(JSON.stringify(body)).not.toContain('13912345678')
  expect((await replay(asked, bearer)).body.summary).toEqual([
    '通话2个：1个会转由他方负责，0个会改振其他电话',
    '1个由自来水厂改为市管道液化气公司',
  ])
  expect((await replay({ ...asked, of: 'published' })).body.groups).toEqual([])
  expect((await replay({ ...asked, table: moved })).body).toMatchObject({ version: null, groups: [{ count: 1 }] })
})

test('other telephones of the same unit are told with both rows', async () => {
  const { replay } = await townWithCalls()
  const table = demoYaml.replace('phone: 13800000501 }', 'phone: 13800000599 }')
  const { body } = await replay({ table, from: '2026-11-23T00:00', until: '2026-11-24T00:00' })
  expect(body.groups[0]).toMatchObject({
    change: 'otherPhones',
    text: '1 of waterworks: not 13800000501 but 13800000599 would ring',
    from: { rings: ['13800000501'] },
    to: { rings: ['13800000599'] },
  })
})

test('what is wrong with the span is told; without a draft there is nothing to compare with', async () => {
  const { replay, signIn } = await townWithCalls()
  const wrong = await replay({ from: 'monday', until: 'x' })
  expect([wrong.status, wrong.body.details.map(({ path }: { path: string }) => path)]).toEqual([400, ['from', 'until']])
  expect((await replay({})).body.details[0].path).toBe('from')
  expect((await replay({ from: '2026-11-23T00:00' })).body.code).toBe('noDraft')
  expect((await replay({ from: '2026-11-23T00:00' }, await signIn('clerk', 'reads only'))).status).toBe(403)
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoTableFile } from '../../../src/adapters/table-file/demo-table.ts'
import { shippedPrompts } from '../../support/shipped-prompts.ts'
import { bearer, httpTown } from './http-town.ts'

const english = { ...bearer, 'accept-language': 'en' }
const areas = `
areas:
  - { id: north, name: { zh-CN: 城北, en: the north }, prefixes: [0576862] }
  - { id: south, name: { zh-CN: 城南, en: the south }, key: 2 }
  - { id: isles, name: { zh-CN: 海岛, en: the isles } }
`
const yaml = readFileSync(demoTableFile, 'utf8')
  .replace('{ id: water, name', '{ id: water, asksArea: true, name')
  .replace(
    '  - { category: water, unit: 05 }',
    '  - { category: water, area: north, unit: 01, fallbacks: [05] }\n  - { category: water, area: south, unit: 02 }\n  - { category: water, unit: 05 }',
  )

async function ask(query: string, headers: Record<string, string> = english) {
  const { post, get } = await httpTown({ prompts: shippedPrompts })
  const published = await post('/api/v1/routing/publish?reason=demo', `${yaml}${areas}`, {
    ...english,
    'content-type': 'application/yaml',
  })
  expect(published.statusCode, published.body).toBe(201)
  const answer = await get(`/api/v1/routing/who-answers?${query}`, headers)
  return { status: answer.statusCode, body: answer.json() }
}

/** Mon 2026-11-23 10:00. */
const day = 'at=2026-11-23T10:00'

test('who answers, stage by stage', async () => {
  const { status, body } = await ask(`${day}&keys=3&number=12345`)
  expect([status, body.where.id]).toEqual([200, '04'])
  expect(body.summary.slice(0, 2)).toEqual([
    '13900000000 calls 12345 on Mon 2026-11-23 at 10:00: goes to pipeline gas company',
    expect.stringMatching(
      /^telephones, stage 1 of 2: pipeline gas company, one after the other, 15 s each: .+ 13800000401, .+ 13800000402$/,
    ),
  ])
  expect(body.stages).toMatchObject([
    { unit: '04', phones: [{ person: '0401', number: '13800000401' }, { number: '13800000402' }] },
    { unit: null, name: null, phones: [{ number: '13800009901' }] },
  ])
})

test.each([
  // Thu 2026-10-01 02:10, National Day
  ['at=2026-10-01T02:10&key=3', { to: 'emergency', id: '110', rings: ['110'] }, []],
  [`${day}&key=9`, { to: 'emergency', id: '110' }, []],
  [day, { to: 'officer', id: null }, [null]],
  [`${day}&key=1&area=north`, { to: 'unit', id: '01' }, ['01', '05', null]],
  [`${day}&key=1&area=south`, { to: 'unit', id: '02' }, ['02', null]],
  [`${day}&key=1`, { to: 'unit', id: '05' }, ['05', null]],
])('%s', async (query, where, units) => {
  const { body } = await ask(query)
  expect(body.where).toMatchObject(where)
  expect(body.stages.map(({ unit }: { unit: string | null }) => unit)).toEqual(units)
})

test.each([
  [`${day}&area=west`, 'area', 'is no area of the table'],
  [
    `${day}&area=isles`,
    'area',
    'can not be told in a call: it has neither a key nor a prefix; an officer alone says it',
  ],
  ['at=now', 'at', 'must be a local time such as 2026-10-01T02:10, or ISO 8601 with an offset'],
  ['number=x', 'number', 'is not a telephone number'],
  ['of=drafts', 'of', 'must be draft, published, or the number of a published version'],
])('%s is refused at %s', async (query, path, message) => {
  const { status, body } = await ask(query)
  expect(status).toBe(400)
  expect(body.details).toMatchObject([{ path, message }])
})

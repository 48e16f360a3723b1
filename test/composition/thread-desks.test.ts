import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { demoTableFile, readDemoTable } from '../../src/adapters/table-file/demo-table.ts'
import { contactDesk } from '../../src/composition/contact-desk.ts'
import { tableDesk } from '../../src/composition/table-desk.ts'
import { createThreadDesks } from '../../src/composition/thread-desks.ts'
import { bearer, httpTown } from '../adapters/http/http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const demoTable = readDemoTable()
const yaml = { ...bearer, 'accept-language': 'en', 'content-type': 'application/yaml' }
const path = '/api/v1/routing/draft'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const desks of opened.splice(0)) await desks.close()
})
function desksOf(program?: string) {
  const desks = createThreadDesks(program === undefined ? undefined : new URL(program, import.meta.url))
  opened.push(desks)
  return desks
}

test('the thread reads and writes what would be read and written here, while it starts, too', async () => {
  const { tables, contacts } = desksOf()
  const faulty = demoYaml.replace('ringSeconds: 15', 'ringSeconds: 1500\n    ringSecond: 15')
  const json = JSON.stringify({ ...demoTable, units: [{}] }, null, 2)
  const csv = new TextEncoder().encode('unit,person,number\n05,0501,13900000501\n99,x,y\n')
  const [table] = [{ ...demoTable, designations: [] }]
  const asked = await Promise.all(
    [tableDesk, tables].map(async (desk) => [
      await desk.read(demoYaml, 'en'),
      await desk.read(faulty, 'en'),
      await desk.read(faulty, 'zh-CN'),
      await desk.read(json, 'zh-CN'),
      await desk.write(table!, null),
      await desk.write(table!, demoYaml),
    ]),
  )
  expect(asked[0]!.slice(1, 4)).toMatchObject([{ ok: false }, { ok: false }, { ok: false }])
  expect(asked[1]).toEqual(asked[0])
  const how = { replace: false, language: 'zh-CN' } as const
  expect(await contacts.read(csv, demoTable, how)).toEqual(await contactDesk.read(csv, demoTable, how))
  const form = { format: 'csv', encoding: 'gbk', language: 'zh-CN' } as const
  const written = await contacts.write(demoTable, form)
  expect(written).toBeInstanceOf(Uint8Array)
  expect(Buffer.from(written!)).toEqual(Buffer.from((await contactDesk.write(demoTable, form))!))
})

test('the thread that leads calls reads and writes no table itself', async () => {
  const { tables, contacts } = desksOf('./programs/marking-thread.ts')
  const { post, put, get } = await httpTown({ tables, contacts })
  const said = [
    await post('/api/v1/routing/validate', demoYaml, yaml),
    await put(path, demoYaml, { ...yaml, 'if-match': '0' }),
    await post('/api/v1/routing/publish?reason=x', demoYaml, yaml),
    await post('/api/v1/routing/import?base=1', demoYaml, { ...yaml, 'if-match': '0' }),
    await post('/api/v1/routing/dry-run', { table: demoYaml, calls: [] }, bearer),
    await post('/api/v1/contacts/import', 'unit,person,number\n', { ...yaml, 'content-type': 'text/csv' }),
  ].map((answer) => answer.json().details?.[0]?.message)
  expect(said).toEqual([...Array.from({ length: 5 }, () => 'tables read elsewhere'), 'contacts read elsewhere'])
  const written = await get('/api/v1/routing/versions/1', { ...bearer, accept: 'application/yaml' })
  expect(written.body).toBe('tables written elsewhere')
})

test.each(['die', 'eat'])(
  'a text that makes the thread %s is refused as such, and the next one is saved',
  async (what) => {
    const { tables } = desksOf('./programs/frail-thread.ts')
    const { put, get, logged } = await httpTown({ tables })
    const save = (text: string) => put(`${path}?base=1`, text, { ...yaml, 'if-match': '0' })
    const refused = await save(`${demoYaml}# ${what}\n`)
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'gaveUp'])
    const line = logged.map((entry) => JSON.parse(entry)).find(({ level }) => level === 50)
    expect(line).toMatchObject({ reqId: refused.headers['x-request-id'], err: { type: 'GaveUp' } })
    expect((await get(path)).json().code).toBe('noDraft')
    expect((await save(demoYaml)).json()).toMatchObject({ revision: 1, valid: true })
  },
)

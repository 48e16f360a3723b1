import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { HttpDeps } from '../../../src/adapters/http/http-deps.ts'
import { demoTableFile } from '../../../src/adapters/table-file/demo-table.ts'
import { goldenCallCheck } from '../../../src/application/routing/dry-run/golden-calls.ts'
import { noDuty } from '../../../src/domain/routing/duty.ts'
import { shippedPrompts } from '../../support/shipped-prompts.ts'
import { bearer, httpTown } from './http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }
/** A town with the demonstration table as version 2. */
async function demoTown(change: Partial<HttpDeps> = {}) {
  const edge = await httpTown({ prompts: shippedPrompts, ...change })
  await edge.post('/api/v1/routing/publish?reason=demo', demoYaml, yaml)
  const dryRun = async (body: object, headers: Record<string, string> = english) => {
    const answer = await edge.post('/api/v1/routing/dry-run', body, headers)
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...edge, dryRun }
}
const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text)

test('at 02:10 on National Day (Thu 2026-10-01) the call goes to 110, in English and Chinese', async () => {
  const { dryRun } = await demoTown()
  const asked = { at: '2026-10-01T02:10', dialled: '12345', keys: '1' }
  const { status, body } = await dryRun(asked)
  expect([status, body.version, body.revision, body.at]).toEqual([200, 2, null, '2026-10-01T02:10:00.000+08:00'])
  expect(body.summary).toEqual([
    '13900000000 calls 12345 on Thu 2026-10-01 at 02:10: goes to the police',
    'Rings 110; 110 takes it.',
    'the call ends: the caller was put through to the emergency number',
    'Keys that nothing asked for: 1',
  ])
  expect(body.where).toMatchObject({ to: 'emergency', id: '110', rings: ['110'], result: 'transferred' })
  expect(texts(body.steps)).toContain('the caller hears: 您好,这里是一号通求助热线。本次通话会录音。现在不是受理时间。')
  expect(texts(body.steps)).toContain('deadline: confirm by 09:00 = first 09:00 after opened 02:10 (normal)')
  expect(body.ifNobodyReacts[0]).toMatchObject({
    at: '2026-10-01T09:00:00.000+08:00',
    what: 'escalates',
    kind: 'confirmAfterHours',
    step: 1,
    by: 'sms',
    people: [{ number: '13800009901' }],
  })
  const chinese = await dryRun(asked, bearer)
  expect(chinese.body.summary[0]).toBe('2026-10-01（周四）02:10，13900000000拨打12345：由公安报警台负责')
  expect(texts(chinese.body.steps)).toContain('时限：确认时限 09:00 = 立案 02:10 之后的第一个 09:00（一般）')
})

test('a hunt is told ring by ring, with the messages as they are sent', async () => {
  const { dryRun } = await demoTown()
  const { body } = await dryRun({
    at: '2026-11-23T10:00:00+08:00',
    caller: '139 1234 5678',
    keys: '1',
    silent: ['13800000501'],
    declines: ['+86 13800000502'],
    busy: ['13800009901'],
  })
  expect(body.where).toMatchObject({
    to: 'unit',
    id: '05',
    name: 'waterworks',
    rings: ['13800000501', '13800000502', '13800009901'],
    takenBy: null,
    result: 'callBackPromised',
  })
  const told = texts(body.steps)
  const reasons = told.filter((text) => /not reached|declined|presses 2/.test(text))
  expect(reasons).toHaveLength(3)
  const sent = body.steps.filter(({ what }: { what: string }) => what === 'message')
  expect(sent.map(({ to }: { to: string }) => to)).toEqual(['13912345678', '13800000501', '13800000502'])
  expect(sent[1].words).toMatch(/^新指令100：自来水抢修，紧急，来电13912345678/)
})

test('the draft, a version and a table of the body are tried as they are', async () => {
  const { dryRun, put } = await demoTown()
  const asked = { at: '2026-11-23T10:00', keys: '1' }
  expect((await dryRun({ ...asked, of: 'draft' })).body.code).toBe('noDraft')
  const moved = demoYaml.replace('category: water, unit: 05', 'category: water, unit: 04')
  expect(moved).not.toBe(demoYaml)
  await put('/api/v1/routing/draft?base=2', moved, { ...yaml, 'if-match': '"0"' })
  const draft = await dryRun({ ...asked, of: 'draft' })
  expect(draft.body).toMatchObject({ version: 2, revision: 1, where: { id: '04' } })
  expect((await dryRun(asked)).body.where.id).toBe('05')
  expect((await dryRun({ ...asked, of: 2 })).body.where.id).toBe('05')
  const table = await dryRun({ ...asked, table: moved })
  expect(table.body).toMatchObject({ version: null, revision: null, where: { id: '04' } })
})

test('what is wrong with the call is told all at once, with its place', async () => {
  const { dryRun } = await demoTown()
  const bad = { at: '2026-02-30T10:00', dialled: 'x', keys: '1a', silent: ['13800000501', 'none'] }
  const { status, body } = await dryRun(bad)
  expect([status, body.code]).toEqual([400, 'invalid'])
  expect(body.details.map(({ path }: { path: string }) => path)).toEqual(['at', 'dialled', 'keys', 'silent.1'])
  const chinese = await dryRun({ keys: 'a' }, bearer)
  expect(chinese.body.details).toEqual([{ in: 'body', path: 'keys', message: '只能是电话按键：0-9、*和#' }])
  expect((await dryRun({ keys: 1 })).body.details[0].path).toBe('keys')
})

test('a table that breaks its rules is not tried: its faults are told', async () => {
  const { dryRun } = await demoTown()
  const broken = demoYaml.replace('category: water, unit: 05', 'category: water, unit: 55')
  const { status, body } = await dryRun({ table: broken })
  expect([status, body.code]).toEqual([409, 'brokenTable'])
  expect(body.details[0].message).toContain('there is no unit "55"')
})

test('nothing is saved, rung or sent by a dry run, and who may only look is refused', async () => {
  const { dryRun, town, rung, told, signIn } = await demoTown()
  await dryRun({ at: '2026-11-23T10:00', keys: '1', silent: ['13800000501', '13800000502', '13800009901'] })
  expect((await town.cases.list({}, { cursor: null, limit: 10 })).items).toEqual([])
  expect((await town.calls.list({}, { cursor: null, limit: 10 })).items).toEqual([])
  expect((await town.messages.list({}, { cursor: null, limit: 10 })).items).toEqual([])
  expect([...rung, ...told]).toEqual([])
  expect((await dryRun({ keys: '1' }, await signIn('clerk', 'reads only'))).status).toBe(403)
})

test('a draft that breaks a golden call is published only when somebody speaks of it', async () => {
  const check = goldenCallCheck({
    duty: { current: async () => noDuty },
    zone: 'Asia/Shanghai',
    prompts: shippedPrompts,
  })
  const { post, put } = await demoTown({ checks: [check] })
  const golden = `${demoYaml}
goldenCalls:
  - { id: water, at: 2026-11-23T10:00, dialled: 12345, caller: 13912345678, keys: '1', expect: { unit: 05, rings: [13800000501] } }
`
  const kept = await post('/api/v1/routing/publish?reason=golden', golden, yaml)
  expect(kept.statusCode).toBe(201)
  const moved = golden.replace('category: water, unit: 05', 'category: water, unit: 04')
  await put('/api/v1/routing/draft?base=3', moved, { ...yaml, 'if-match': '"0"' })
  const publish = (body: object) =>
    post('/api/v1/routing/publish', { of: 'draft', revision: 1, reason: 'gas does water', ...body }, english)
  const refused = await publish({})
  expect([refused.statusCode, refused.json().code, refused.json().details[0].code]).toEqual([
    409,
    'unacknowledged',
    'goldenCall',
  ])
  expect(refused.json().details[0].message).toContain('must go to waterworks')
  expect((await publish({ acknowledge: ['goldenCall'] })).statusCode).toBe(201)
})

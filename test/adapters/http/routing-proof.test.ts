import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { chineseHolidays } from '../../../src/adapters/calendar/chinese-holidays.ts'
import { demoTableFile } from '../../../src/adapters/table-file/demo-table.ts'
import type { TableCheck } from '../../../src/application/ports/table-check.ts'
import { proofCheck } from '../../../src/application/routing/prove-routing.ts'
import { roster, shift, week } from '../../domain/routing/proof/proven-town.ts'
import { sameThreadProver } from '../../fakes/same-thread-prover.ts'
import { keepRosters } from '../../support/keep-rosters.ts'
import { silent } from '../../support/small-town.ts'
import { bearer, httpTown } from './http-town.ts'

const demoYaml = readFileSync(demoTableFile, 'utf8')
const english = { ...bearer, 'accept-language': 'en' }
const yaml = { ...english, 'content-type': 'application/yaml' }

/** A town with the demonstration table as version 2, whose waterworks have nobody on duty on Sundays from 02:00 to 06:00. */
async function provenTown() {
  const checks: TableCheck[] = []
  const edge = await httpTown({ checks })
  await edge.post('/api/v1/routing/publish?reason=demo', demoYaml, yaml)
  const { town } = edge
  checks.push(proofCheck({ ...town, prover: sameThreadProver, holidays: chineseHolidays, log: silent }))
  const water = [
    shift([1, 2, 3, 4, 5, 6], '06:00', '02:00', ['0501']),
    shift([7], '06:00', '02:00', ['0502']),
    shift([1, 2, 3, 4, 5, 6], '02:00', '06:00', ['0502']),
  ]
  await keepRosters(town.duty, roster('05', water))
  return edge
}
const hole = 'Sun 02:00-06:00, key 1, line from110: nobody of waterworks is on duty; the duty officer alone answers'

test('a table is proven with the rosters of now, and its holes are told in the language asked', async () => {
  const { post } = await provenTown()
  const answer = await post('/api/v1/routing/prove', { of: 'published' }, english)
  expect([answer.statusCode, answer.json()]).toEqual([
    200,
    {
      from: '2026-11-23T14:05:00.000+08:00',
      until: '2027-11-24T14:05:00.000+08:00',
      dutyRevision: 1,
      proven: true,
      details: [
        {
          severity: 'warning',
          code: 'onlyOfficer',
          path: 'rosters[roster-05]',
          message: hole,
          fix: 'put somebody on the roster "05 roster" at these times, or name a fall-back that is on duty then',
          rule: 'docs/routing-proof.md#onlyofficer',
          about: expect.objectContaining({
            keys: ['1'],
            lines: ['from110'],
            units: ['05'],
            times: 52,
            when: [{ is: 'everyWeek', days: [7], from: '02:00', to: '06:00', daysLater: 0 }],
          }),
        },
      ],
    },
  ])
  expect(answer.json().details[0].about.spans[0]).toEqual({
    from: '2026-11-29T02:00:00.000+08:00', // Sun
    until: '2026-11-29T06:00:00.000+08:00',
  })
  const chinese = await post('/api/v1/routing/prove?days=7', demoYaml, {
    ...bearer,
    'content-type': 'application/yaml',
  })
  expect(chinese.json().details[0].message).toBe(
    '2026-11-29（周日02:00-06:00），按键1，线路from110：自来水厂无人值班，只有值班员接听',
  )
})

test('a weak spot is published only when the reason speaks of it, a hole never', async () => {
  const { post, town } = await provenTown()
  const publish = (more: object = {}) =>
    post('/api/v1/routing/publish', { table: demoYaml, reason: 'again', ...more }, english)
  const unsaid = await publish()
  expect([unsaid.statusCode, unsaid.json().code, unsaid.json().details[0].message]).toEqual([
    409,
    'unacknowledged',
    hole,
  ])
  expect((await publish({ acknowledge: ['onlyOfficer'] })).statusCode).toBe(201)
  await keepRosters(town.duty, roster('centre', [shift(week, '07:00', '23:00', ['duty-1'])]))
  const refused = await publish({ acknowledge: ['onlyOfficer', 'nobodyOnDuty'] })
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'faultyTable'])
  expect(refused.json().details).toEqual([
    expect.objectContaining({
      severity: 'error',
      message: 'Sun 02:00-06:00, key 1, line from110: nobody of waterworks is on duty, and no duty officer either',
    }),
  ])
})

test('what is no table, breaks rules or is asked wrongly is refused', async () => {
  const { post } = await provenTown()
  const faulty = await post('/api/v1/routing/prove', demoYaml.replace('unit: 05 }', 'unit: 55 }'), yaml)
  expect([faulty.statusCode, faulty.json().code]).toEqual([400, 'faultyTable'])
  expect((await post('/api/v1/routing/prove', 'lines: [', yaml)).json().code).toBe('unreadableTable')
  expect((await post('/api/v1/routing/prove?days=0', { of: 'published' }, english)).json().code).toBe('invalid')
  expect((await post('/api/v1/routing/prove', { of: 'draft' }, english)).json().code).toBe('noDraft')
})

test('it is told when a key is next not covered', async () => {
  const { get } = await provenTown()
  const ask = async (query: string) => (await get(`/api/v1/routing/uncovered?${query}`, english)).json()
  expect(await ask('key=1')).toEqual({
    key: '1',
    from: '2026-11-23T14:05:00.000+08:00',
    until: '2027-11-24T14:05:00.000+08:00',
    items: [
      {
        code: 'onlyOfficer',
        from: '2026-11-29T02:00:00.000+08:00',
        until: '2026-11-29T06:00:00.000+08:00',
        path: 'rosters[roster-05]',
        message:
          'Sun 02:00-06:00 on 2026-11-29, key 1, line from110: nobody of waterworks is on duty; the duty officer alone answers',
        fix: 'put somebody on the roster "05 roster" at these times, or name a fall-back that is on duty then',
      },
    ],
  })
  // From Sun 03:00 it has begun already; from Sun 06:00 on it is a week away.
  expect((await ask('key=1&from=2026-11-29T03:00:00%2B08:00')).items[0].from).toBe('2026-11-29T02:00:00.000+08:00')
  expect((await ask('key=1&from=2026-11-29T06:00:00%2B08:00')).items[0].from).toBe('2026-12-06T02:00:00.000+08:00')
  // The hotline is closed by then.
  expect((await ask('key=1&line=hotline')).items).toEqual([])
  expect((await ask('key=8-5')).items).toEqual([])
  expect((await ask('key=95')).details).toEqual([
    expect.objectContaining({ in: 'query', path: 'key', code: 'unknownKey', allowed: expect.arrayContaining(['8-5']) }),
  ])
  expect((await ask('key=1&area=zeguo')).details[0]).toMatchObject({ path: 'area', code: 'unknownArea' })
  expect((await ask('key=1&line=zeguo')).details[0]).toMatchObject({ path: 'line', code: 'unknownLine' })
})

import { expect, test } from 'vitest'
import { roster, shift } from '../../domain/routing/proof/proven-town.ts'
import { keepRosters } from '../../support/keep-rosters.ts'
import { commandLine, demoYaml } from './command-line.ts'

/** Nobody of the waterworks is on duty on Sundays from 02:00 to 06:00. */
const sundays = roster('05', [
  shift([1, 2, 3, 4, 5, 6], '02:00', '02:00', ['0501']),
  shift([7], '06:00', '02:00', ['0502']),
])

test('the proof says what is not covered, with its fix and its rule, and ends with 1 only where there is an error', async () => {
  const { run, file, town } = await commandLine()
  expect(await run('routing prove --published')).toEqual({
    code: 0,
    said: 'published: from 2026-11-23 14:05 to 2027-11-24 14:05 somebody of the unit in charge answers every key.',
    complained: '',
  })
  await keepRosters(town.duty, sundays)
  const weak = await run('routing prove --version 2')
  expect([weak.code, weak.said.split('\n')]).toEqual([
    0,
    [
      'warning onlyOfficer: rosters[roster-05]: Sun 02:00-06:00, key 1, line from110: nobody of waterworks is on duty; the duty officer alone answers',
      '    -> put somebody on the roster "05 roster" at these times, or name a fall-back that is on duty then',
      '    docs/routing-proof.md#onlyofficer',
      'version 2: 0 error(s), 1 warning(s) from 2026-11-23 14:05 to 2027-11-24 14:05.',
    ],
  ])
  await keepRosters(town.duty, roster('centre', [shift([1, 2, 3, 4, 5, 6], '00:00', '24:00', ['duty-1'])]))
  const path = file('table.yaml', demoYaml)
  const hole = await run(`routing prove ${path} --days 7 --from 2026-11-30T00:00:00+08:00`) // Mon 00:00
  expect(hole.code).toBe(1)
  expect(hole.said).toContain(
    'error nobodyOnDuty: rosters[roster-05]: Sun 02:00-06:00 on 2026-12-06, key 1, line from110:',
  )
  const json = JSON.parse((await run(`routing prove ${path} --json`)).said)
  expect([json.proven, json.details[0].severity]).toEqual([false, 'error'])
})

test('it is told when a key is next not covered', async () => {
  const { run, town } = await commandLine()
  expect(await run('routing uncovered 1')).toMatchObject({ code: 0, said: 'Key 1 is covered until 2027-11-24 14:05.' })
  await keepRosters(town.duty, sundays)
  expect(await run('routing uncovered 1 --from 2026-12-01T00:00')).toEqual({
    code: 1,
    said: [
      'Sun 02:00-06:00 on 2026-12-06, key 1, line from110: nobody of waterworks is on duty; the duty officer alone answers',
      '    -> put somebody on the roster "05 roster" at these times, or name a fall-back that is on duty then',
    ].join('\n'),
    complained: '',
  })
  expect((await run('routing uncovered 1 --language zh-CN')).said.split('\n')[0]).toBe(
    '2026-11-29（周日02:00-06:00），按键1，线路from110：自来水厂无人值班，只有值班员接听',
  )
  const json = JSON.parse((await run('routing uncovered 1 --json')).said)
  expect(json.items[0].from).toBe('2026-11-29T02:00:00.000+08:00') // Sun
})

test.each([
  ['routing prove --version 2 --published', 'Give a file, --published, or --version'],
  ['routing prove --days never --published', 'days'],
  ['routing uncovered', 'Which key?'],
  ['routing uncovered 9', 'key: there is no such key [1, 2, 3, 4, 5, 6-1,'],
  ['routing uncovered 1 --days 0', 'days'],
  ['routing uncovered 1 --from soon', '--from soon is no instant'],
  ['routing prove --published --from soon', '--from soon is no instant'],
])('%s is wrongly called', async (line, complaint) => {
  const { run } = await commandLine()
  const answer = await run(line)
  expect(answer.code).toBe(2)
  expect(answer.complained).toContain(complaint)
})

import { expect, test } from 'vitest'
import { roster, shift, week } from '../../domain/routing/proof/proven-town.ts'
import { keepRosters } from '../../support/keep-rosters.ts'
import { commandLine, demoYaml } from './command-line.ts'

const longer = demoYaml
  .replace('decideSeconds: 25', 'decideSeconds: 40')
  .replace('{ category: gas, unit: 04 }', '{ category: gas, unit: 05 }')
const horizon = 'from 2026-11-23 14:05 to 2027-11-24 14:05'

test('a file is compared with what counts, and the exit code says whether there is a difference', async () => {
  const { run, file } = await commandLine()
  const path = file('table.yaml', longer)
  expect(await run(`routing diff --to ${path}`)).toEqual({
    code: 1,
    said: [
      '  key 3 (gas): rings waterworks, not pipeline gas company',
      '  every call: time to decide (s) is 40, not 25',
      `published -> ${path}: 2 difference(s) ${horizon}.`,
    ].join('\n'),
    complained: '',
  })
  expect(await run('routing diff --from 2 --to published')).toEqual({
    code: 0,
    said: `2 -> published: nobody notices anything ${horizon}.`,
    complained: '',
  })
})

test('what is for the worse is marked and comes first; other languages and JSON are to be had', async () => {
  const { run, file } = await commandLine()
  const path = file('table.yaml', longer.replace('callBackMinutes: 30', 'callBackMinutes: 60'))
  const said = (await run(`routing diff --to ${path}`)).said.split('\n')
  expect([said[0], said.at(-1)]).toEqual([
    '! every call: the time for a call back (min) is 60, not 30',
    `published -> ${path}: 3 difference(s) ${horizon}, 1 for the worse (!).`,
  ])
  expect((await run(`routing diff --to ${path} --language zh-CN`)).said).toContain(
    '按键3（燃气抢修）：呼叫自来水厂，而不是市管道液化气公司',
  )
  const json = JSON.parse((await run(`routing diff --to ${path} --days 7 --json`)).said)
  expect(json.items.map(({ kind }: { kind: string }) => kind)).toEqual(['timing', 'route', 'timing'])
})

test('one revision of the rosters is compared with another', async () => {
  const { run, town } = await commandLine()
  const until = (to: string) => roster('05', [shift(week, '08:00', to, ['0501']), shift(week, to, '08:00', ['0502'])])
  await keepRosters(town.duty, until('20:00'), until('22:00'))
  expect(await run('routing diff --from-duty 1')).toEqual({
    code: 1,
    said: [
      '  waterworks: daily 20:00-22:00 rings water team 1, not water team 2',
      `published -> published: 1 difference(s) ${horizon}.`,
    ].join('\n'),
    complained: '',
  })
  expect((await run('routing diff --from-duty 2 --to-duty 2')).code).toBe(0)
  expect(await run('routing diff --from-duty 7')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('no such revision'),
  })
})

test.each([
  ['routing diff', 1, 'There is no draft'],
  ['routing diff --from 9 --to 2', 1, 'No published routing table has this number'],
  ['routing diff --to no-such-file.yaml', 2, "can't be read"],
  ['routing diff --language fr', 2, 'en or zh-CN'],
  ['routing diff --from 2 --to 2 --days never', 2, 'days'],
  ['routing diff draft', 2, 'Too many words'],
])('%s is answered with %i', async (line, code, complaint) => {
  const { run } = await commandLine()
  const answer = await run(line)
  expect(answer.code).toBe(code)
  expect(answer.complained).toContain(complaint)
})

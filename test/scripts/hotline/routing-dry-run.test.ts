import { expect, test } from 'vitest'
import { pastCalls } from '../../support/past-calls.ts'
import { shippedPrompts } from '../../support/shipped-prompts.ts'
import { commandLine, demoYaml } from './command-line.ts'

const line = () => commandLine({ prompts: shippedPrompts })

test('a dry run at 02:10 on National Day (Thu 2026-10-01), with local times', async () => {
  const { run } = await line()
  const tried = await run('routing dry-run --at 2026-10-01T02:10 --number 12345 --keys 1')
  expect([tried.code, tried.complained]).toEqual([0, ''])
  const told = tried.said.split('\n')
  expect(told[0]).toBe('13900000000 calls 12345 on Thu 2026-10-01 at 02:10: goes to the police')
  expect(told).toContain('02:10:00  the caller hears: 您好,这里是一号通求助热线。本次通话会录音。现在不是受理时间。')
  expect(told.slice(told.indexOf('If nobody ever reacts:')).slice(0, 3)).toEqual([
    'If nobody ever reacts:',
    '2026-10-01 09:00:00  confirm by 09:00 = first 09:00 after opened 02:10 (normal), step 1 of 4: SMS to duty officer 13800009901',
    '2026-10-01 09:00:00  SMS to 13800009901: 督办：来电编号2610010001应于09:00前核实，至今未核实',
  ])
})

test('in Chinese, as JSON, hidden, of the draft and of a file', async () => {
  const { run, file } = await line()
  const hidden = await run('routing dry-run --at 2026-11-23T10:00 --keys 1 --caller hidden --language zh-CN')
  expect(hidden.said.split('\n')[0]).toBe('2026-11-23（周一）10:00，隐藏号码拨打12345：由自来水厂负责')
  expect(hidden.said).toContain('如果一直无人处理：')
  const none = await run('routing dry-run --draft')
  expect([none.code, none.complained]).toEqual([1, 'There is no draft of the routing table.'])
  const moved = file('moved.yaml', demoYaml.replace('category: water, unit: 05', 'category: water, unit: 04'))
  const json = await run(`routing dry-run --at 2026-11-23T10:00 --keys 1 --json --file ${moved}`)
  expect(JSON.parse(json.said).where).toMatchObject({ to: 'unit', id: '04' })
})

test('what is kept is an entry of the golden calls', async () => {
  const { run } = await line()
  const kept = await run('routing dry-run --at 2026-11-23T10:00 --keys 1 --silent 13800000501 --keep water-by-day')
  expect(kept.said.split('\n')).toEqual([
    '  - id: water-by-day',
    '    at: 2026-11-23T10:00',
    '    dialled: 12345',
    '    caller: 13900000000',
    '    keys: "1"',
    '    silent: [13800000501]',
    '    expect: { unit: "05", rings: [13800000501, 13800000502] }',
  ])
})

test.each([
  ['--at yesterday', 2, 'at: must be a local time such as 2026-10-01T02:10'],
  ['--speaks long', 2, '--speaks is how many seconds'],
  ['--draft --version 2', 2, 'Give one of --draft'],
  ['--version x', 2, 'Give one of --draft'],
  ['--version 9', 1, 'No published routing table has this number.'],
  ['--keep x --busy 110', 2, 'A golden call knows silent telephones alone'],
  ['--what', 2, "Unknown option '--what'"],
])('%s ends with %i', async (options, code, words) => {
  const { run } = await line()
  const tried = await run(`routing dry-run ${options}`)
  expect(tried.code).toBe(code)
  expect(tried.complained).toContain(words)
})

test('who answers is told in short', async () => {
  const { run } = await line()
  const asked = await run('routing who --at 2026-11-23T10:00 --keys 1 --language zh-CN')
  expect(asked).toEqual({
    code: 0,
    complained: '',
    said: [
      '2026-11-23（周一）10:00，13900000000拨打12345：由自来水厂负责',
      '振铃，第1步（共2步）：自来水厂，依次振铃，每部15秒：自来水抢修队一号 13800000501, 自来水抢修队二号 13800000502',
      '振铃，第2步（共2步）：中心值班员，依次振铃，每部15秒：值班员 13800009901',
    ].join('\n'),
  })
  // Thu 2026-10-01 02:10, National Day
  const night = await run('routing who --at 2026-10-01T02:10 --keys 1')
  expect(night.said.split('\n')).toEqual([
    '13900000000 calls 12345 on Thu 2026-10-01 at 02:10: goes to the police',
    'Rings 110; 110 takes it.',
  ])
  const wrong = await run('routing who --at noon')
  expect([wrong.code, wrong.complained]).toEqual([2, expect.stringContaining('at: must be a local time')])
  expect((await run('routing who --version x')).code).toBe(2)
})

test('a replay lists the calls that would go elsewhere, and ends with 1 where any would', async () => {
  const { run, file, town } = await line()
  const { water, number } = await pastCalls(town)
  const moved = file('moved.yaml', demoYaml.replace('category: water, unit: 05', 'category: water, unit: 04'))
  expect(await run(`routing replay --from 2026-11-23T00:00 --until 2026-11-24T00:00 --file ${moved}`)).toEqual({
    code: 1,
    complained: '',
    said: [
      '2 calls: 1 would go elsewhere, 0 would ring other telephones',
      '1 from waterworks to pipeline gas company',
      `    2026-11-23 14:05  ${number}  ${water.id}`,
    ].join('\n'),
  })
  expect((await run('routing replay --from 2026-11-23T00:00 --version 2')).code).toBe(0)
  expect((await run('routing replay')).complained).toBe('From when on? Give --from 2026-11-16T00:00.')
  expect((await run('routing replay --from 2026-11-23T00:00')).complained).toBe(
    'There is no draft of the routing table.',
  )
  expect((await run('routing replay --from monday --version 2')).code).toBe(2)
})

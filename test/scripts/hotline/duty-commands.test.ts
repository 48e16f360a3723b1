import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandLine } from './command-line.ts'

const text = `id: water
name: { zh-CN: 自来水厂值班表, en: waterworks }
covers: 05
rotations:
  - { id: weekly, firstDate: 2026-11-23, handOver: 08:00, everyDays: 7, groups: [[0502], [0501]] }
shifts:
  - { id: day, days: 1-7, from: 08:00, to: 20:00, on: { people: [0501] } }
  - { id: night, days: 1-7, from: 20:00, to: 08:00, on: { rotation: weekly } }
`

// It is Mon 2026-11-23 14:05 in the town.
test('a roster is written, refused with every slip in its line, saved, shown, changed and deleted', async () => {
  const { run, file } = await commandLine()
  expect(await run('roster list')).toMatchObject({
    code: 0,
    said: 'There is no roster: whoever stands in the routing table is on duty.',
  })
  expect(await run('roster who')).toMatchObject({ code: 1 })
  const path = file('water.yaml', text.replace('[0501] } }', '[0510] } }').replace('to: 08:00', 'to: 8:00'))
  expect(await run('roster put', path)).toMatchObject({
    code: 2,
    complained: 'Which revision was it made from? Give --revision (roster show tells it; 0: a new roster).',
  })
  const refused = await run('roster put --revision 0', path)
  expect(refused.code).toBe(1)
  expect(refused.complained.split('\n').slice(1)).toEqual([
    `${path}:7:66 shifts[0].on.people[0]: there is no person "0510" (did you mean "0501"?) [0501, 0502]`,
    `${path}:8:46 shifts[1].to: "8:00" is not a time of day: HH:mm from 00:00 to 24:00`,
  ])
  writeFileSync(path, 'id: water\nshifts: [')
  expect((await run('roster put --revision 0', path)).complained).toContain(`${path}:2:10 this is not YAML`)

  writeFileSync(path, text)
  const saved = await run('roster put --revision 0 --reason winter', path)
  expect([saved.code, saved.complained]).toEqual([0, ''])
  expect(saved.said.split('\n')).toEqual([
    'water: 自来水厂值班表 / waterworks, covers 05; revision 1, by api:token on 2026-11-23 14:05.',
    'shift  days           from   to     on duty          dates',
    'day    1,2,3,4,5,6,7  08:00  20:00  0501',
    'night  1,2,3,4,5,6,7  20:00  08:00  rotation weekly',
    'rotation  since       hand-over  days  groups',
    'weekly    2026-11-23  08:00      7     0502, 0501',
    expect.stringMatching(/^On duty at 2026-11-23 14:05: 0501 /),
  ])
  const yaml = (await run('roster show water --yaml')).said
  expect(yaml.split('\n')[0]).toBe('# roster revision 1')
  writeFileSync(path, yaml.replace('en: waterworks', 'en: works'))
  expect((await run('roster put', path)).code).toBe(0)
  expect(readFileSync(path, 'utf8').split('\n')[0]).toBe('# roster revision 2')
  expect((await run('roster show water --revision 1')).said).toContain('/ waterworks, covers 05; revision 1,')
  expect((await run('roster show water --json')).said).toContain('"revision":2')
  const list = (await run('roster list')).said.split('\n')
  expect(list[1]).toMatch(/^water {3}05 {6}2 {9}2026-11-23 14:05 {2}api:token {2}0501 /)

  expect((await run('roster delete water')).code).toBe(2)
  expect((await run('roster delete water --revision 1')).code).toBe(1)
  expect(await run('roster delete water --revision 2')).toMatchObject({ code: 0 })
  expect(await run('roster show water')).toMatchObject({
    code: 1,
    complained: 'There is no roster of this id, or there was none then.',
  })
})

test('the example of the documentation can be saved as it is', async () => {
  const { run } = await commandLine()
  const saved = await run('roster put --revision 0 docs/roster.example.yaml')
  expect([saved.code, saved.complained]).toEqual([0, ''])
  expect((await run('roster who waterworks --at 2026-11-24T02:00')).said).toMatch(/0501 .* shift night$/)
  // Sun 2026-11-29 at 12:00
  expect((await run('roster who waterworks --at 2026-11-29T12:00')).said).toMatch(/0501 .* shift off$/)
})

test('a file made from an older revision is not saved: both changes are shown, and put together beside it', async () => {
  const { run, file } = await commandLine()
  await run('roster put --revision 0', file('water.yaml', text))
  const base = (await run('roster show water --yaml')).said
  const mine = file('mine.yaml', base.replace('everyDays: 7', 'everyDays: 14'))
  const theirs = file('theirs.yaml', base.replace('en: waterworks', 'en: works'))
  expect((await run('roster put', theirs)).code).toBe(0)
  const late = await run('roster put', mine)
  expect(late.code).toBe(1)
  expect(late.complained.split('\n').slice(1)).toEqual([
    'roster revision 2: saved by api:token, 2026-11-23T14:05:00.000+08:00',
    '  place                        base        theirs  yours',
    '  name.en                      waterworks  works   waterworks',
    '  rotations[weekly].everyDays  7           7       14',
    'The changes do not collide.',
    `Both changes are in ${file('mine.merged.yaml')}: look at it, then put it.`,
  ])
  expect((await run('roster put', file('mine.merged.yaml'))).code).toBe(0)
  expect((await run('roster show water')).said).toContain('/ works, covers 05; revision 3,')
})

test('people are put on and off duty, swap, and go back; who is on duty is told for any hour', async () => {
  const { run, file } = await commandLine()
  await run('roster put --revision 0', file('water.yaml', text))
  const who = async (at: string) => {
    const told = await run('roster who water --at', at)
    return [told.code, ...told.said.split('\n').slice(1)]
  }
  const override = await run(
    'roster override water --off 0501 --on 0502 --until 2026-11-23T18:00 --id ill --reason',
    'ill since noon',
  )
  expect(override).toMatchObject({ code: 0, complained: '' })
  expect(override.said.split('\n')).toEqual([
    'ill: done, revision 2 of the duty.',
    'override  from              until             off   on    swap  by         reason',
    'ill       2026-11-23 14:05  2026-11-23 18:00  0501  0502  -     api:token  ill since noon',
  ])
  expect(await who('2026-11-23 17:59')).toEqual([0, expect.stringMatching(/^water +05 +0502 .* override ill$/)])
  expect(await who('2026-11-23T18:00')).toEqual([0, expect.stringMatching(/^water +05 +0501 .* shift day$/)])
  expect(await who('2026-11-23T12:00:00Z')).toEqual([0, expect.stringMatching(/^water +05 +0502 .* shift night$/)])
  const swap = await run(
    'roster swap water 0501 2026-11-24T08:00 2026-11-24T20:00 0502 2026-11-24T20:00 2026-11-25T08:00 --id sw --reason party',
  )
  expect([swap.code, swap.said.split('\n')[0]]).toEqual([0, 'sw: done, revision 3 of the duty.'])
  expect(await who('2026-11-24T12:00')).toEqual([0, expect.stringMatching(/0502 .* override sw-1$/)])
  expect((await run('roster end water sw --reason', 'no party')).said.split('\n')[0]).toBe(
    'sw: done, revision 4 of the duty.',
  )
  expect((await run('roster end water ill')).code).toBe(0)
  expect(await who('2026-11-23T14:06')).toEqual([0, expect.stringMatching(/0501 .* shift day$/)])
  await run('roster override water --off 0501 --until 2026-11-23T18:00 --id off --reason ill')
  expect(await who('2026-11-23T14:06')).toEqual([1, 'water   05      -       - nobody -'])

  expect((await run('roster override water --until 2026-11-23T18:00 --reason ill')).code).toBe(2)
  expect((await run('roster override water --off 0501 --until tonight --reason ill')).complained).toBe(
    '--until tonight is no instant: write 2026-11-23T14:05, by the clocks of Asia/Shanghai.',
  )
  expect((await run('roster swap water 0501 2026-11-24T08:00 --reason party')).code).toBe(2)
  expect(await run('roster override water --off 0601 --until 2026-11-23T18:00 --reason ill')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('off: "0601" is not one of the people of "05"'),
  })
})

test('a change that leaves a hole tells the code that has to be acknowledged, and is made with it', async () => {
  const { run, file } = await commandLine({
    dutyChecks: [
      () => [
        {
          severity: 'warning',
          code: 'uncovered',
          path: 'rosters[water]',
          message: { 'zh-CN': '无人', en: 'nobody is on duty' },
          fix: null,
          rule: 'docs/routing-proof.md#uncovered',
        },
      ],
    ],
  })
  await run('roster put --revision 0 --acknowledge uncovered --reason first', file('water.yaml', text))
  const off = 'roster override water --off 0501 --until 2026-11-23T18:00 --reason ill'
  const refused = await run(off)
  expect([refused.code, ...refused.complained.split('\n').slice(1)]).toEqual([
    1,
    'warning uncovered: rosters[water]: nobody is on duty',
    '    docs/routing-proof.md#uncovered',
  ])
  const done = await run(`${off} --acknowledge uncovered`)
  expect([done.code, done.said.split('\n')[3]]).toEqual([0, 'warning uncovered: rosters[water]: nobody is on duty'])
  expect((await run('roster delete water --revision 2')).complained).toContain('warning uncovered')
})

test('a timed override is set, listed and ended', async () => {
  const { run } = await commandLine()
  expect(await run('override list')).toMatchObject({ code: 0, said: 'None counts now, and none is to come.' })
  const set = await run('override set sendAll --to 05 --minutes 90 --id flood --reason flood')
  expect(set.code).toBe(0)
  expect(set.said.split('\n')).toEqual([
    'override  kind     to  line  from              until             state   by         reason',
    'flood     sendAll  05  all   2026-11-23 14:05  2026-11-23 15:35  counts  api:token  flood',
  ])
  const coming = 'override set close --to 110 --from 2026-11-24T01:00 --until 2026-11-24T02:00 --id test --reason test'
  expect((await run(coming)).code).toBe(0)
  expect((await run('override list')).said.split('\n')[2]).toContain('to come')
  const ended = await run('override end flood --reason dry')
  expect([ended.code, ended.said.split('\n')[1]]).toEqual([
    0,
    'flood     sendAll  05  all   2026-11-23 14:05  2026-11-23 14:05 (by api:token)  over   api:token  flood',
  ])
  expect((await run('override list --json')).said).toContain('"id":"test"')
  expect((await run('override list --json')).said).not.toContain('"id":"flood"')
  expect((await run('override list --all')).said.split('\n')).toHaveLength(3)
  expect(await run('override set sendAll --to 5 --minutes 90 --reason flood')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('to: there is no unit "5"'),
  })
  expect((await run('override set sendAll --to 05 --reason flood')).code).toBe(2)
  expect((await run('override end flod')).code).toBe(1)
  expect((await run('override end')).code).toBe(2)
})

import { expect, test } from 'vitest'
import { commandLine } from './command-line.ts'

/** Two cases: one to be accepted by 14:08, one to be dispatched by 14:06. It is 14:10. */
async function lateTown() {
  const line = await commandLine()
  const ordered = await line.town.open()
  const open = await line.town.open({ unit: null })
  line.town.clock.advance(5 * 60_000)
  return { ...line, ordered, open }
}
const columns = (said: string) => said.split('\n').map((row) => row.split(/ {2,}/))

test('what runs and what is late is listed with its sum', async () => {
  const { run, ordered, open } = await lateTown()
  expect(columns((await run('clocks list')).said)[1]?.slice(0, 4)).toEqual([
    '2026-11-23 14:06',
    open.number,
    'dispatch',
    '-',
  ])
  const late = await run('clocks late --kind accept')
  expect([late.code, ...columns(late.said)]).toEqual([
    1,
    ['due', 'case', 'clock', 'unit', 'next', 'sum'],
    [
      '2026-11-23 14:08',
      ordered.number,
      'accept',
      'waterworks',
      '2026-11-23 14:08 sms to responders',
      'accept by 14:08 = issued 14:05 + 3 min (waterworks, water, urgent)',
    ],
  ])
  expect(JSON.parse((await run('clocks late --json')).said).items).toHaveLength(2)
  expect(await run('clocks late --kind feedback')).toEqual({ code: 0, said: 'Nothing is late.', complained: '' })
})

test('one is taken note of, another is stopped, and a rule is', async () => {
  const { run, ordered, open } = await lateTown()
  expect(await run(`clocks acknowledge ${ordered.number}`)).toMatchObject({
    code: 1,
    complained: expect.stringContaining('Name one that only runs by --kind'),
  })
  const noted = await run(`clocks acknowledge ${ordered.number} --kind accept`)
  expect([noted.code, columns(noted.said)[1]?.[4]]).toEqual([0, 'noted by api:token'])
  const stopped = await run(`clocks stop ${open.number} --kind dispatch --reason`, 'a drill')
  expect([stopped.code, columns(stopped.said)[1]?.slice(1, 3)]).toEqual([0, [open.number, 'dispatch']])
  expect(await run('clocks stop --unit 05 --reason', 'typhoon')).toMatchObject({
    code: 0,
    said: 'Stopped: 0. What starts later follows the published table.',
  })
  expect(await run('clocks acknowledge 1 --kind accept')).toMatchObject({ code: 1 })
})

test.each([
  ['clocks stop --kind accept'],
  ['clocks stop --reason why'],
  ['clocks stop 1 --unit 05 --reason why'],
  ['clocks stop --kind lunch --reason why'],
  ['clocks acknowledge'],
  ['clocks late --kind lunch'],
  ['clocks list 3'],
])('%s is called wrongly', async (line) => {
  expect((await (await lateTown()).run(line)).code).toBe(2)
})

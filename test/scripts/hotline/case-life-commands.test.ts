import { expect, test } from 'vitest'
import { commandLine } from './command-line.ts'

test('a case is opened by command, referred, and cancelled', async () => {
  const { run } = await commandLine()
  const opened = await run('case open --category water --caller 13900000001 --words', 'burst pipe')
  expect(opened).toMatchObject({ code: 0, complained: '' })
  const number = /^case (\d+) · water supply · dispatched/.exec(opened.said)?.[1] ?? ''
  expect(number).toMatch(/^\d{10}$/)
  expect(await run(`case refer ${number} --to mars --reason x`)).toMatchObject({ code: 1 })
  expect((await run(`case refer ${number} --to 110 --reason theirs`)).said).toContain('referred')
  expect((await run(`case cancel ${number} --because drill --reason over`)).said).toContain('cancelled')
  expect(await run(`case reopen ${number} --reason x`)).toMatchObject({ code: 1 })
})

test.each([
  'case cancel 2611230001',
  'case refer 2611230001 --reason x',
  'case reopen 2611230001',
  'case open --urgency',
])('%s is called wrongly', async (line) => {
  const { run } = await commandLine()
  expect((await run(line)).code).toBe(2)
})

import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Finding } from '../../../src/application/ports/table-check.ts'
import { commandLine, demoYaml } from './command-line.ts'

test('a table is drafted, broken, refused, mended, published and rolled back', async () => {
  const { run, file } = await commandLine()
  expect(await run('routing draft show')).toMatchObject({
    code: 1,
    complained: 'There is no draft of the routing table.',
  })
  expect(await run('routing draft start')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Draft revision 1, made from version 2; saved by api:token on 2026-11-23 14:05.'),
  })
  expect((await run('routing draft start')).code).toBe(1)
  const text = (await run('routing draft show --yaml')).said
  expect(text.split('\n')[0]).toBe('# draft revision 1, made from version 2')

  const path = file('table.yaml', text.replace('unit: "05"', 'unit: "55"'))
  expect(readFileSync(path, 'utf8')).toContain('"55"')
  const broken = await run('routing draft put', path)
  expect(broken.code).toBe(0)
  expect(broken.said).toContain(`It breaks rules and can't be published:`)
  const refused = await run('routing publish --revision 2 --reason hole')
  expect(refused).toMatchObject({ code: 1, said: '' })
  expect(refused.complained).toMatch(
    /^The routing table has faults.*\ndraft:\d+:\d+ routes\[0\]\.unit: there is no unit "55"/,
  )
  const checked = await run('routing validate')
  expect(checked.code).toBe(1)
  expect(checked.said).toMatch(/draft: can't be published, \d fault\(s\)\.$/)

  // The file says by now that it was made from revision 2.
  writeFileSync(path, readFileSync(path, 'utf8').replace('unit: "55"', 'unit: "06"'))
  expect(await run('routing draft put', path, '--reason', 'mended')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Draft revision 3'),
  })
  expect(await run('routing validate')).toMatchObject({ code: 0, said: 'draft: nothing is wrong.' })
  const unseen = await run('routing publish --reason summer')
  expect([unseen.code, unseen.complained.split('\n')[0]]).toEqual([
    2,
    'Which revision of the draft have you seen? Give --revision.',
  ])
  expect(await run('routing publish --revision 3 --reason summer')).toEqual({
    code: 0,
    said: 'Version 3 is published (summer). The next call uses it.',
    complained: '',
  })
  expect(await run('routing rollback 2 --reason', 'nobody came')).toMatchObject({
    code: 0,
    said: 'Version 4 is published (nobody came). The next call uses it.',
  })
  const versions = (await run('routing versions')).said.split('\n')
  expect(versions[0]).toBe('version  published         by     digest        reason')
  expect(versions.slice(1).map((line) => line.slice(0, 1) + line.slice(47))).toEqual([
    '4 nobody came',
    '3 summer',
    '2 demo',
    '1 first',
  ])
  const audit = (await run('routing audit --limit 3')).said.split('\n')
  expect(audit[1]).toBe(
    '2026-11-23 14:05  api:token  rolled back to version 2, as version 4            1       nobody came',
  )
  expect(audit.at(-1)).toMatch(/^More: --cursor \d+$/)
  expect((await run('routing audit --what draftSaved --changes')).said).toContain(
    '    routes[water/*/*].unit: "55" -> "06"',
  )
})

test('a file made from an older revision is not saved: both changes are shown, and put together beside it', async () => {
  const { run, file } = await commandLine()
  await run('routing draft start')
  const text = (await run('routing draft show --yaml')).said
  const mine = file('mine.yaml', text.replace('decideSeconds: 25', 'decideSeconds: 30'))
  const theirs = file('theirs.yaml', text.replace('wrongKeys: 3', 'wrongKeys: 4'))
  expect((await run('routing draft put', theirs)).code).toBe(0)
  const late = await run('routing draft put', mine)
  expect(late.code).toBe(1)
  expect(late.complained).toContain('  place                  base  theirs  yours')
  expect(late.complained).toContain('  timings.wrongKeys      3     4       3')
  expect(late.complained).toContain('  timings.decideSeconds  25    25      30')
  expect(late.complained).toContain('The changes do not collide.')
  const merged = file('mine.merged.yaml')
  expect(readFileSync(merged, 'utf8').split('\n')[0]).toBe('# draft revision 2, made from version 2')
  expect(await run('routing draft put', merged)).toMatchObject({ code: 0 })
  expect((await run('routing draft show --json')).said).toContain('"revision":3')
  expect((await run('routing draft show --yaml')).said).toMatch(
    /wrongKeys: 4[\s\S]*decideSeconds: 30|decideSeconds: 30[\s\S]*wrongKeys: 4/,
  )

  const collided = await run('routing draft put', file('again.yaml', text.replace('wrongKeys: 3', 'wrongKeys: 5')))
  expect(collided.complained).toContain('!  timings.wrongKeys      3     4       5')
  expect(collided.complained).toContain('1 place(s) collide (!)')
  expect((await run('routing draft discard --revision 2')).code).toBe(1)
  expect(await run('routing draft discard --revision 3 --reason no')).toMatchObject({ code: 0 })
})

test('a file is checked and published without a draft; what is wrong has its line', async () => {
  const { run, file } = await commandLine()
  const good = file('good.yaml', demoYaml.replace('decideSeconds: 25', 'decideSeconds: 30'))
  expect(await run('routing validate', good)).toMatchObject({ code: 0, said: `${good}: nothing is wrong.` })
  const bad = file('bad.yaml', demoYaml.replace('from: 07:00', 'from: 27:00'))
  const checked = await run('routing validate', bad)
  expect(checked.code).toBe(1)
  expect(checked.said).toMatch(
    /^\/.*bad\.yaml:\d+:\d+ windows\[0\]\.frames\[0\]\.from: "27:00" is not a time of day: HH:mm from 00:00 to 23:59/,
  )
  expect(JSON.parse((await run('routing validate --json', bad)).said)).toMatchObject({ valid: false })
  expect((await run('routing publish', bad, '--reason', 'x')).code).toBe(1)
  expect((await run('routing publish', good, '--reason', 'x', '--over', '1')).complained).toContain(
    'version 2: published',
  )
  expect((await run('routing publish', good, '--reason', 'x', '--over', '2')).code).toBe(0)
  expect(await run('routing validate --version 3')).toMatchObject({ code: 0, said: 'version 3: nothing is wrong.' })
})

test('warnings are told with what mends them, and need to be acknowledged', async () => {
  const warning: Finding = {
    severity: 'warning',
    code: 'phoneNotTested',
    path: 'units[05]',
    message: { 'zh-CN': '电话未测试', en: 'nobody has tested the telephone' },
    fix: { 'zh-CN': '打一次', en: 'ring it' },
    rule: 'docs/proof.md#phones',
  }
  let warnings: readonly Finding[] = []
  const { run } = await commandLine({ checks: [() => warnings] })
  await run('routing draft start')
  warnings = [warning]
  expect(await run('routing validate')).toMatchObject({
    code: 0,
    said: 'warning phoneNotTested: units[05]: nobody has tested the telephone\n    -> ring it\n    docs/proof.md#phones\ndraft: 1 warning(s).',
  })
  const refused = await run('routing publish --revision 1 --reason x')
  expect(refused.code).toBe(1)
  expect(refused.complained).toContain('warning phoneNotTested: units[05]')
  expect((await run('routing publish --revision 1 --reason x --acknowledge phoneNotTested')).code).toBe(0)
})

test('the holidays of a year are shown, approved into the draft, and then there is nothing left to approve', async () => {
  const { run } = await commandLine()
  const shown = await run('routing holidays 2026')
  expect(shown.code).toBe(1)
  expect(shown.said).toContain('2026-09-20  workday    -      国庆节 / National Day')
  expect(shown.said).toMatch(/chinese-days [\d.]+, compared with version 2: 39 day\(s\) to approve\.$/)
  const approved = await run('routing holidays 2026 --approve')
  expect(approved).toMatchObject({ code: 0, said: expect.stringMatching(/^39 day\(s\) of 2026 are in the draft/) })
  expect(await run('routing holidays 2026')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/compared with draft revision 1: 0 day\(s\) to approve\.$/),
  })
  expect(await run('routing holidays 2026 --approve')).toMatchObject({ code: 0 })
  expect((await run('routing holidays 2100')).code).toBe(1)
})

test('a table goes out to a file, as YAML or JSON, and in again', async () => {
  const { run, file } = await commandLine()
  const [asYaml, asJson] = [file('out.yaml'), file('out.json')]
  expect(await run('routing export', asYaml)).toEqual({
    code: 0,
    said: `${asYaml}: the published table.`,
    complained: '',
  })
  expect(await run('routing export --version 2', asJson)).toMatchObject({ code: 0, said: `${asJson}: version 2.` })
  expect((await run('routing export --format json')).said).toBe(readFileSync(asJson, 'utf8').trimEnd())
  expect(await run('routing import', asJson, '--reason', 'as JSON')).toMatchObject({
    code: 0,
    said: expect.stringContaining('Draft revision 1, made from version 2'),
  })
  expect(await run('routing import', asYaml)).toMatchObject({
    code: 1,
    complained: 'There is a draft, saved by api:token: give --revision 1 to put the file in its place.',
  })
  expect((await run('routing import --revision 1', asYaml)).code).toBe(0)
  expect((await run('routing import --revision 1 --json', file('b.json', '{"units": 7}'))).code).toBe(1)
  const broken = await run('routing import --revision 1', file('broken.json', '{\n  "units": 7\n}'))
  expect(broken.code).toBe(1)
  expect(broken.complained).toContain(`${file('broken.json')}:2:12 units: must be a list (- …)`)
  expect((await run('routing export --version 9')).complained).toBe('No published routing table has this number.')
})

test.each(['contacts.csv', 'contacts.xlsx'])('contacts go out to %s, are changed, and come in', async (name) => {
  const { run, file } = await commandLine()
  const path = file(name)
  expect(await run('contacts export', path)).toMatchObject({
    code: 0,
    said: `${path}: contacts of the published table.`,
  })
  expect(await run('contacts import --replace', path)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/: 0 added, 0 changed, 0 removed\.\nDraft revision 1, made from version 2/),
  })
  const edited = file('edited.csv', 'unit;person;number\n05;0501;13900000501\n')
  const done = await run('contacts import --json', edited)
  expect([done.code, JSON.parse(done.said).changed]).toEqual([0, 1])
  const bad = await run('contacts import', file('bad.csv', 'unit,person,number\n05,0501,1.4E+10\n77,x,1'))
  expect(bad).toMatchObject({ code: 1, said: '' })
  expect(bad.complained.split('\n').slice(1)).toEqual([
    'C2 number: the spreadsheet has shortened this number to "1.4E+10": make the column text, and write the number anew',
    expect.stringMatching(/^A3 unit: there is no unit "77" \(did you mean "\d\d"\?\) \[01, 02, /),
    'C3 number: "1" is not a telephone number of 3 to 15 digits',
  ])
  expect((await run('contacts export --version 9', path)).complained).toBe(
    'No published routing table has this number.',
  )
})

test('a roster goes out as a spreadsheet and as a calendar, and in again', async () => {
  const { run, file } = await commandLine()
  const sheet = file(
    'gas.csv',
    'kind,id,name zh-CN,name en,covers,days,from,to,people\nroster,gas,燃气,gas,04,,,,\nshift,all,,,,每天,0:00,24:00,401 402\n',
  )
  expect(await run('roster import gas', sheet, '--reason', 'new')).toMatchObject({ code: 0, complained: '' })
  for (const name of ['out.xlsx', 'out.ics', 'out.csv']) {
    expect(await run('roster export gas', file(name))).toMatchObject({
      code: 0,
      said: `${file(name)}: the roster gas.`,
    })
    expect((await run('roster import gas --revision 1', file(name))).code).toBe(0)
  }
  expect(await run('roster import gas', sheet)).toMatchObject({
    code: 1,
    complained: 'There is a roster gas: give --revision 1 to put the file in its place.',
  })
  const bad = file('bad.csv', readFileSync(sheet, 'utf8').replace('0:00', '25:00'))
  expect((await run('roster import gas --revision 1', bad)).complained.split('\n')[1]).toBe(
    'G3 from: "25:00" is not a time of day: 08:30, to 24:00',
  )
  expect((await run('roster export nothing', file('x.ics'))).code).toBe(1)
})

test.each([
  ['routing validate a b'],
  ['routing validate --version x'],
  ['routing validate /nowhere/table.yaml'],
  ['routing publish --revision 1'],
  ['routing publish --reason x --over 2'],
  ['routing publish /nowhere/table.yaml --reason x'],
  ['routing rollback --reason x'],
  ['routing rollback 1'],
  ['routing draft put'],
  ['routing draft discard'],
  ['routing draft show --nonsense'],
  ['routing audit --what nothing'],
  ['routing holidays'],
  ['routing versions more'],
  ['routing export --format xml'],
  ['routing export --version first'],
  ['routing import'],
  ['routing import /nowhere/table.yaml'],
  ['routing import table.yaml --revision x'],
  ['contacts export'],
  ['contacts export x --format xls'],
  ['contacts import'],
  ['roster export gas'],
  ['roster export gas gas.yaml'],
  ['roster import gas /nowhere/gas.csv'],
  ['roster import gas gas.csv --revision x'],
  ['contacts import /nowhere/contacts.csv'],
])('%s is called wrongly', async (line) => {
  const { run } = await commandLine()
  const { code, complained } = await run(line)
  expect(code).toBe(2)
  expect(complained).not.toBe('')
})

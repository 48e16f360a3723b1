import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type HotlineAsterisk, renderHotline } from '../../../src/adapters/asterisk/hotline-config.ts'
import { renderTemplate, renderTemplates, TemplateError } from '../../../src/adapters/asterisk/render-templates.ts'
import {
  carrierTrunk,
  outboundEndpoints,
  plainNetwork,
  type Trunk,
  trunkStatePaths,
} from '../../../src/adapters/asterisk/trunk.ts'

const folders = { runDir: '/run', controlDir: '/run/run', modulesDir: '/modules', dataDir: '/share' }
const hotline: HotlineAsterisk = {
  templates: resolve(import.meta.dirname, '../../../asterisk-config'),
  node: 'n1',
  sip: { host: '127.0.0.1', port: 5060 },
  ari: { host: '127.0.0.1', port: 8088, user: 'hotline', password: 'secret-secret' },
  trunks: [carrierTrunk(['127.0.0.10'], 'sip:127.0.0.10:5080')],
  network: plainNetwork,
  phones: [],
  promptsDir: '/prompts',
  hotlineNumbers: ['12345', '86012345'],
  ownNumber: '12345',
  dutyMobile: '13800009901',
  emergencyNumber: '110',
  statementSeconds: 1,
  maxCalls: 100,
}

describe('a template', () => {
  test('is filled, also several times in a line', () => {
    expect(renderTemplate('a = {{x}}-{{y}}-{{x}}\nb', { x: 1, y: 'two' })).toBe('a = 1-two-1\nb')
  })

  test('repeats a line for each element of a list, and drops it for none and for null', () => {
    expect(renderTemplate('a\nm = {{m}}\nb', { m: ['1', '2'] })).toBe('a\nm = 1\nm = 2\nb')
    expect(renderTemplate('a\nm = {{m}}\nb', { m: [] })).toBe('a\nb')
    expect(renderTemplate('a\nm = {{m}}\nb', { m: null })).toBe('a\nb')
  })

  test('takes a value literally: nothing in it is a pattern', () => {
    expect(renderTemplate('p = {{p}}', { p: "$&$1$`$'" })).toBe("p = $&$1$`$'")
  })

  test('names every placeholder without a value', () => {
    const render = () => renderTemplate('{{a}}\n{{b}} {{c}}', { b: '' }, 'x.conf')
    expect(render).toThrow(TemplateError)
    expect(render).toThrow(/x\.conf:1: \{\{a\}\} has no value\n.*x\.conf:2: \{\{c\}\} has no value/)
  })

  test('does not take names that every object has for values', () => {
    expect(() => renderTemplate('{{constructor}}', {})).toThrow('{{constructor}} has no value')
  })

  test.each([
    ['a line break', 'x\ncontext = from-trunk'],
    ['a carriage return', 'x\rcontext = a'],
    ['a comment', 'x;y'],
    ['an include', '#include /etc/passwd'],
    ['a command', '#exec rm'],
    ['a section', 'x][carrier'],
    ['a dialplan variable', `\${SHELL(id)}`],
    ['a dialplan expression', '$[1]'],
    ['another placeholder', '{{ariPassword}}'],
    ['a NUL', 'x\u0000'],
    ['a trailing backslash', 'x\\'],
    ['spaces around', ' x'],
  ])('refuses a value with %s, without showing it', (_, value) => {
    const render = () => renderTemplate('v = {{v}}', { v: value })
    expect(render).toThrow(/template:1: the value of v (contains|starts|ends)/)
    expect(render).not.toThrow(value)
  })

  test('names the faults of all files of a folder together', () => {
    const dir = mkdtempSync(join(tmpdir(), 'templates-'))
    writeFileSync(join(dir, 'a.conf'), '{{x}}')
    writeFileSync(join(dir, 'b.conf'), '{{y}}')
    writeFileSync(join(dir, 'readme.md'), '{{z}}')
    expect(() => renderTemplates(dir, {})).toThrow(/a\.conf:1.*\n.*b\.conf:1/)
    expect(Object.keys(renderTemplates(dir, { x: 1, y: 2 }))).toEqual(['a.conf', 'b.conf'])
    rmSync(dir, { recursive: true })
  })
})

describe('the hotline’s configuration', () => {
  test('is complete: every template is rendered and nothing is left to fill', () => {
    const files = renderHotline(hotline, folders)
    const templates = readdirSync(hotline.templates).filter((name) => name.endsWith('.conf'))
    expect(Object.keys(files).sort()).toEqual([...templates, 'pjsip_phones.conf', 'pjsip_trunks.conf'].sort())
    for (const [name, text] of Object.entries(files)) expect(text, name).not.toContain('{{')
  })

  test('dials in the dialplan what the administrator has set, and never what the caller dialled', () => {
    const text = renderHotline(hotline, folders)['extensions.conf'] as string
    const [, trunk = ''] = /^\[from-trunk\]$([\s\S]*?)^\[/m.exec(text) ?? []
    expect(trunk).toContain('Stasis(hotline')
    expect(trunk).not.toMatch(/Dial\(|Originate|Transfer\(|Local\//)
    expect(text).not.toMatch(/Dial\([^)]*EXTEN/)
  })

  test('loads nothing that runs programs or reads files for the dialplan', () => {
    const text = renderHotline(hotline, folders)['modules.conf'] as string
    expect(text).toContain('autoload = no')
    expect(text).not.toMatch(
      /^(load|require) = (app_system|func_shell|func_env|func_curl|app_externalivr|res_agi|pbx_spool)/m,
    )
  })

  test('gives each trunk its own login, proxy, number and registration', () => {
    const trunk: Trunk = {
      ...carrierTrunk(['198.51.100.0/28', '198.51.100.99'], 'sip:sip.example:5060'),
      name: 'telecom',
      transport: 'tcp',
      login: { user: '0571', password: 'p' },
      register: true,
      outboundProxy: 'sip:proxy.example',
      displayNumber: '057612345',
    }
    const text = renderHotline({ ...hotline, trunks: [trunk] }, folders)['pjsip_trunks.conf'] as string
    for (const line of [
      'identify_by = ip',
      'outbound_auth = telecom-auth',
      'outbound_proxy = sip:proxy.example\\;lr',
      'from_user = 057612345',
      'contact = sip:sip.example:5060\\;transport=tcp',
      'match = 198.51.100.0/28',
      'match = 198.51.100.99',
      'client_uri = sip:0571@sip.example:5060',
      'contact_user = 057612345',
    ])
      expect(text.split('\n')).toContain(line)
    expect(text).not.toContain('from_domain')
  })

  test('rings the fall-back by each trunk in their order', () => {
    const trunks = ['a', 'b'].map((name, index) => ({ ...carrierTrunk([`192.0.2.${index}`], 'sip:x'), name }))
    const text = renderHotline({ ...hotline, trunks }, folders)['extensions.conf'] as string
    expect([...text.matchAll(/Dial\(PJSIP\/\$\{NUMBER\}@(\w+)/g)].map((match) => match[1])).toEqual(['a', 'b'])
    expect(outboundEndpoints(trunks)).toEqual(['a', 'b'])
    expect(trunkStatePaths(trunks).map(({ path }) => path)).toEqual([
      '/ari/endpoints/PJSIP/a',
      '/ari/endpoints/PJSIP/b',
    ])
  })

  test('refuses a folder of prompts that would end a dialplan argument', () => {
    expect(() => renderHotline({ ...hotline, promptsDir: '/a,b' }, folders)).toThrow(/promptsDir/)
    expect(() => renderHotline({ ...hotline, promptsDir: '/a&b' }, folders)).toThrow(/promptsDir/)
  })

  test.each(['13800009901&PJSIP/900@carrier', '110,1,g', 'x', ' '])('refuses "%s" as a number to ring', (number) => {
    expect(() => renderHotline({ ...hotline, dutyMobile: number }, folders)).toThrow(/dutyMobile/)
  })

  test('needs a number for emergencies, but neither a duty mobile nor a number of its own', () => {
    expect(() => renderHotline({ ...hotline, dutyMobile: '', ownNumber: '' }, folders)).not.toThrow()
    expect(() => renderHotline({ ...hotline, emergencyNumber: '' }, folders)).toThrow(/emergencyNumber/)
  })
})

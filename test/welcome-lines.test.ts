import { expect, test } from 'vitest'
import { toConfig } from '../src/config.ts'
import { welcomeLines } from '../src/welcome-lines.ts'

const app = {
  hotlineNumbers: ['12345', '12110'],
  admin: { password: 'made-up-just-now', isNew: true },
  phones: [],
  url: 'http://127.0.0.1:8080',
}
const told = (env: Record<string, string> = {}, change: Partial<Parameters<typeof welcomeLines>[0]> = {}) =>
  welcomeLines({ ...app, ...change }, toConfig({ HOTLINE_DATA_DIR: '/srv/data', ...env })).join('\n')

test('how to call it, look into it and stop it', () => {
  expect(told()).toBe(
    `The hotline is open.
  Numbers:   12345, 12110
  Calls in:  SIP from 127.0.0.10 to sip:12345@127.0.0.1:5060
  Try it:    npm run call -- --keys 1   (in another terminal)
  API:       http://127.0.0.1:8080/api/docs
  Login:     admin / made-up-just-now   (shown this once; kept in /srv/data/secrets.json)
  Stop:      Ctrl-C`,
  )
})

test('the password is shown once, and where it is always', () => {
  const admin = { password: 'made-up-just-now', isNew: false }
  expect(told({}, { admin })).not.toContain('made-up-just-now')
  expect(told({}, { admin })).toContain('admin, with the password in /srv/data/secrets.json')
  const own = told(
    { HOTLINE_ADMIN_PASSWORD: 'chosen by hand' },
    { admin: { password: 'chosen by hand', isNew: false } },
  )
  expect(own).toContain('admin, with the password of HOTLINE_ADMIN_PASSWORD')
  expect(own).not.toContain('chosen by hand')
})

test('with real trunks or an Asterisk of somebody else nothing is promised that would not work', () => {
  const withTrunks = told({ HOTLINE_TRUNKS: '/etc/hotline/trunks.yaml', HOTLINE_SIP_BIND: '192.0.2.5:5060' })
  expect(withTrunks).toContain('from the trunks of /etc/hotline/trunks.yaml to 192.0.2.5:5060')
  const external = told({ HOTLINE_ASTERISK: 'external', HOTLINE_ARI_PASSWORD: 'theirs' })
  expect(external).toContain('from the Asterisk at http://127.0.0.1:8088')
  for (const text of [withTrunks, external]) expect(text).not.toContain('127.0.0.10')
})

test('demonstration phones: where they register, and each with its password', () => {
  const phones = [
    { extension: '1001', password: 'one' },
    { extension: '1002', password: 'two' },
  ]
  expect(told({}, { phones })).toContain(
    '  Phones:    1001 / one   (register at 127.0.0.1:5060)\n             1002 / two\n',
  )
})

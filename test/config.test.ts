import { describe, expect, test } from 'vitest'
import { ConfigError, type Env, toConfig } from '../src/config.ts'

const faultsOf = (env: Env): readonly string[] => {
  try {
    toConfig(env, '/srv')
    return []
  } catch (error) {
    return (error as ConfigError).faults
  }
}

describe('without any setting', () => {
  test('everything has its default', () => {
    expect(toConfig({}, '/srv')).toEqual({
      dataDir: '/srv/data',
      http: { host: '127.0.0.1', port: 8080 },
      databaseFile: '/srv/data/hotline.db',
      packAfterDays: 30,
      timeZone: 'Asia/Shanghai',
      asterisk: {
        mode: 'managed',
        ariUrl: 'http://127.0.0.1:8088',
        ariUser: 'hotline',
        ariPassword: null,
        sipBind: { host: '127.0.0.1', port: 5060 },
        carrierMatch: ['127.0.0.10'],
        carrierContact: 'sip:127.0.0.10:5080',
        trunksFile: null,
        demoPhones: false,
      },
      smsFile: null,
      heartbeatUrl: null,
      apiToken: null,
      adminPassword: null,
      logLevel: 'info',
      unknownNames: [],
    })
  })

  test('an empty setting counts as none', () => {
    expect(toConfig({ HOTLINE_HTTP_PORT: ' ', HOTLINE_TRUNKS: '' }, '/srv')).toEqual(toConfig({}, '/srv'))
  })
})

test('paths are taken from the folder the server is started in', () => {
  const config = toConfig({ HOTLINE_DATA_DIR: 'state', HOTLINE_TRUNKS: 'trunks.yaml' }, '/srv')
  expect([config.dataDir, config.databaseFile, config.asterisk.trunksFile]).toEqual([
    '/srv/state',
    '/srv/state/hotline.db',
    '/srv/trunks.yaml',
  ])
  expect(toConfig({ HOTLINE_DATABASE_URL: 'file:///var/lib/hotline.db' }, '/srv').databaseFile).toBe(
    '/var/lib/hotline.db',
  )
})

test('several carriers, as address, network or address and port', () => {
  const { asterisk } = toConfig({ HOTLINE_CARRIER_MATCH: '192.0.2.1, 198.51.100.0/24,203.0.113.5:5080' }, '/srv')
  expect(asterisk.carrierMatch).toEqual(['192.0.2.1', '198.51.100.0/24', '203.0.113.5:5080'])
})

test.each([
  ['HOTLINE_HTTP_HOST', 'a b'],
  ['HOTLINE_HTTP_PORT', '0'],
  ['HOTLINE_HTTP_PORT', '65536'],
  ['HOTLINE_HTTP_PORT', '80a'],
  ['HOTLINE_DATABASE_URL', 'mysql://db/hotline'],
  ['HOTLINE_PACK_AFTER_DAYS', '6'],
  ['HOTLINE_PACK_AFTER_DAYS', 'never'],
  ['HOTLINE_TIME_ZONE', 'Mars/Base'],
  ['HOTLINE_ASTERISK', 'mine'],
  ['HOTLINE_ARI_URL', 'ftp://asterisk'],
  ['HOTLINE_SIP_BIND', '5060'],
  ['HOTLINE_SIP_BIND', 'localhost:5060'],
  ['HOTLINE_CARRIER_MATCH', '192.0.2.1/33'],
  ['HOTLINE_CARRIER_MATCH', '0.0.0.0/0'],
  ['HOTLINE_CARRIER_CONTACT', '192.0.2.1:5060'],
  ['HOTLINE_DEMO_PHONES', 'yes'],
  ['HOTLINE_LOG_LEVEL', 'loud'],
])('%s=%s is refused and named', (name, value) => {
  const faults = faultsOf({ [name]: value })
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(new RegExp(`^${name}=.*must|^${name}=.*is not`))
})

test('all wrong values are named at once', () => {
  const env = { HOTLINE_HTTP_PORT: 'x', HOTLINE_SIP_BIND: 'y', HOTLINE_ASTERISK: 'external' }
  expect(faultsOf(env).map((fault) => fault.split(/[=:]/)[0])).toEqual([
    'HOTLINE_HTTP_PORT',
    'HOTLINE_SIP_BIND',
    'HOTLINE_ARI_PASSWORD',
  ])
  expect(() => toConfig(env)).toThrow(/3 wrong value\(s\):\n {2}- HOTLINE_HTTP_PORT/)
  expect(() => toConfig(env)).toThrow(ConfigError)
})

test('a password or token that is refused is not repeated', () => {
  const faults = faultsOf({ HOTLINE_API_TOKEN: 'too-short', HOTLINE_ADMIN_PASSWORD: 'shorter' })
  expect(faults).toHaveLength(2)
  expect(faults.join()).not.toMatch(/too-short|shorter/)
})

test('a mistyped name is noticed, others are left alone', () => {
  expect(toConfig({ HOTLINE_HTP_PORT: '1', PATH: '/bin' }, '/srv').unknownNames).toEqual(['HOTLINE_HTP_PORT'])
})

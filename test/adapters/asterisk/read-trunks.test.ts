import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bindFaults, parseTrunks, readTrunks } from '../../../src/adapters/asterisk/read-trunks.ts'
import { carrierTrunk } from '../../../src/adapters/asterisk/trunk.ts'

const faultsOf = (text: string): readonly string[] => {
  const read = parseTrunks(text, 't.yaml')
  return read.ok ? [] : read.faults
}

describe('a trunks file', () => {
  test('as in the documentation is understood, every field of it', () => {
    const read = readTrunks(resolve(import.meta.dirname, '../../../docs/trunks.example.yaml'))
    expect(read).toEqual({
      ok: true,
      network: {
        externalAddress: '203.0.113.7',
        localNetworks: ['192.168.0.0/16'],
        rtpPorts: { first: 10000, last: 20000 },
      },
      trunks: [
        {
          name: 'telecom',
          contact: 'sip:sip.telecom.example:5060',
          transport: 'udp',
          callsFrom: ['198.51.100.0/28'],
          login: { user: '057686012345', password: "the carrier's password" },
          register: true,
          outboundProxy: 'sip:proxy.telecom.example',
          displayNumber: '057612345',
          fromDomain: 'telecom.example',
          codecs: ['alaw', 'ulaw'],
          dtmf: 'auto',
          checkSeconds: 30,
        },
        {
          ...carrierTrunk(['192.168.10.2'], 'sip:192.168.10.2'),
          name: 'e1-gateway',
          codecs: ['alaw'],
          dtmf: 'rfc4733',
          checkSeconds: 30,
        },
      ],
    })
  })

  test('needs no more than a name and a server: PCMA first, keys either way, calls from the server', () => {
    expect(parseTrunks('trunks: [{ name: a, server: "192.0.2.1:5070" }]', 't')).toMatchObject({
      trunks: [
        {
          contact: 'sip:192.0.2.1:5070',
          callsFrom: ['192.0.2.1'],
          codecs: ['alaw', 'ulaw'],
          dtmf: 'auto',
          login: null,
        },
      ],
    })
  })

  test('with many faults names each with line, field, value and what is allowed', () => {
    const faults = faultsOf(`network:
  externalAddress: 300.1.1.1
trunks:
  - name: Telecom
    server: sip.example:70000
    user: 057612345
    codecs: [PCMA, G729]
    pasword: x
  - name: b
    server: 192.0.2.1
    register: yes please
    checkSeconds: 1
    callsFrom: [0.0.0.0/0]
  - name: b
    server: 192.0.2.2
`)
    expect(faults).toEqual([
      't.yaml:2: network.externalAddress: "300.1.1.1" must be an IPv4 address',
      't.yaml:4: trunks[0].name: "Telecom" must be a-z, 0-9 and "-", starting with a letter, at most 30 characters, not "carrier"',
      't.yaml:4: trunks[0].password: is missing; a user needs one',
      't.yaml:5: trunks[0].server: "sip.example:70000" must be host or host:port',
      expect.stringContaining(
        't.yaml:6: trunks[0].user: 57612345 must be text (put it in quotes, or leading zeros are lost)',
      ),
      't.yaml:7: trunks[0].codecs[1]: "G729" must be PCMA or PCMU',
      't.yaml:8: trunks[0].pasword: "x" is not known; see docs/trunks.example.yaml',
      't.yaml:11: trunks[1].register: "yes please" must be true or false',
      't.yaml:12: trunks[1].checkSeconds: 1 must be a whole number from 5 to 3600',
      't.yaml:13: trunks[1].callsFrom[0]: "0.0.0.0/0" must be IP, IP/mask (/8 to /32), IP:port or a host name',
      't.yaml:14: trunks[2].name: "b" must not be used by two trunks',
    ])
  })

  test('never shows a password', () => {
    const faults = faultsOf('trunks: [{ name: a, server: b, user: u, password: "hush;hush" }]')
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain('trunks[0].password: (hidden) must be')
    expect(faults[0]).not.toContain('hush')
  })

  test.each(['a\\ncontext=x', '#include x', 'a[b', `\${SHELL(x)}`, 'x{{ariPassword}}'])(
    'refuses a user like %s',
    (user) => {
      expect(faultsOf(`trunks: [{ name: a, server: b, user: "${user}", password: p }]`)[0]).toContain(
        't.yaml:1: trunks[0].user',
      )
    },
  )

  test('refuses a source that is two trunks’', () => {
    expect(
      faultsOf('trunks:\n  - { name: a, server: 192.0.2.1 }\n  - { name: b, server: x, callsFrom: [192.0.2.1] }'),
    ).toEqual([
      't.yaml:3: trunks[1].callsFrom[0]: "192.0.2.1" calls from 192.0.2.1 are already trunk a\'s; each source is one trunk\'s',
    ])
  })

  test.each(['', '[]', '5', 'trunks: []', 'trunks: {}', 'a: [', '&a [*a]'])(
    'that is no trunks file (%s) is a fault, not a crash',
    (text) => {
      expect(faultsOf(text).length).toBeGreaterThan(0)
    },
  )

  test('that is not there is a fault', () => {
    expect(readTrunks('/nowhere/trunks.yaml')).toMatchObject({
      ok: false,
      faults: [expect.stringContaining('/nowhere/trunks.yaml')],
    })
  })
})

test('a trunk outside this machine and a loopback address to listen on do not go together', () => {
  const trunks = [
    carrierTrunk(['192.0.2.1'], 'sip:192.0.2.1:5060'),
    carrierTrunk(['127.0.0.10'], 'sip:127.0.0.10:5080'),
  ]
  expect(bindFaults(trunks, '127.0.0.1')).toEqual([expect.stringContaining('sip:192.0.2.1:5060')])
  expect(bindFaults(trunks, '192.168.1.10')).toEqual([])
})

import { describe, expect, it } from 'vitest'
import { benchTable } from '../../../scripts/bench/calls/bench-table.ts'
import { dialledNumber, lineOfResponder, responderNumber } from '../../../scripts/bench/calls/numbers.ts'
import { readCallsOptions } from '../../../scripts/bench/calls/options.ts'
import { percentile } from '../../../scripts/bench/calls/percentiles.ts'
import { readSipMessage, voicePortOf, writeResponse } from '../../../scripts/bench/calls/sip-message.ts'
import { validateRoutingTable } from '../../../src/domain/routing/validate-routing-table.ts'

describe('the calls bench', () => {
  it('has a table that may be published, with a responder of its own for each number', () => {
    const table = benchTable(40)
    expect(validateRoutingTable(table)).toEqual([])
    expect(new Set(table.units.map(({ responders }) => responders[0]?.phones[0]?.number)).size).toBe(40)
  })

  it('knows the line by the number of its responder', () => {
    for (const way of ['server', 'dialplan'] as const) {
      expect(lineOfResponder(responderNumber(way, 399))).toEqual({ way, line: 399 })
      expect(dialledNumber(way, 399)).toMatch(/^[78]000399$/)
    }
    expect(lineOfResponder('13800009901')).toBeNull()
    expect(lineOfResponder('110')).toBeNull()
  })

  it.each([
    [
      [],
      { rates: [10, 20, 40], seconds: 8, hangUps: 0.3, memoryCalls: 0, ways: ['dialplan', 'server'], profileDir: null },
    ],
    [
      ['--rate', '40', '--seconds', '30', '--hangups', '0', '--memory-calls', '10000', '--only', 'server'],
      { rates: [40], seconds: 30, hangUps: 0, memoryCalls: 10_000, ways: ['server'], profileDir: null },
    ],
  ])('reads its options %j', (args, options) => {
    expect(readCallsOptions(args)).toEqual(options)
  })

  it.each([
    [['--rate', '0'], '--rate must be a number from 1 to 200, not "0"'],
    [['--rate', '10,fast'], '--rate must be a number from 1 to 200, not "fast"'],
    [['--seconds', ''], '--seconds must be a number from 1 to 3600, not ""'],
    [['--hangups', '30'], '--hangups must be a number from 0 to 1, not "30"'],
    [['--only', 'us'], '--only must be one of dialplan, server, not "us"'],
    [['--speed', '9'], expect.stringContaining('--speed')],
    [['40'], expect.stringContaining('40')],
  ])('refuses %j in one sentence', (args, sentence) => {
    expect(readCallsOptions(args)).toEqual(sentence)
  })

  it('takes the nearest rank as percentile', () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index)
    expect(percentile(values, 0.5)).toBe(100)
    expect(percentile(values, 0.99)).toBe(198)
    expect(percentile([7], 0.99)).toBe(7)
    expect(percentile([], 0.5)).toBeNull()
  })

  it('reads a call that comes in, and answers it', () => {
    const invite = readSipMessage(
      [
        'INVITE sip:13900000012@127.0.0.91:5080 SIP/2.0',
        'Via: SIP/2.0/UDP 127.0.0.90:5060;rport;branch=z9hG4bK1',
        'From: <sip:12345@127.0.0.90>;tag=a',
        'To: <sip:13900000012@127.0.0.91>',
        'Contact: <sip:asterisk@127.0.0.90:5060>',
        'Call-ID: abc',
        'CSeq: 102 INVITE',
        '',
        'v=0\r\nm=audio 10042 RTP/AVP 8 101\r\n',
      ].join('\r\n'),
    )
    expect(invite).toMatchObject({ status: null, method: 'INVITE', user: '13900000012', callId: 'abc', sequence: 102 })
    expect(invite?.contact).toBe('sip:asterisk@127.0.0.90:5060')
    expect(voicePortOf(invite?.body ?? '')).toBe(10_042)
    const response = readSipMessage(writeResponse(invite!, '180 Ringing', `${invite?.to};tag=b`))
    expect(response).toMatchObject({ status: 180, method: 'INVITE', callId: 'abc', via: invite?.via, body: '' })
    expect(readSipMessage('\r\n')).toBeNull()
  })
})

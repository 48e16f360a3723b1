import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeText } from '../../../../src/adapters/sms/smpp/encode-text.ts'
import { decodeText } from '../../../../src/adapters/sms/smpp/read-delivery.ts'
import { smppTransport } from '../../../../src/adapters/sms/smpp/smpp-schema.ts'
import { submitFields } from '../../../../src/adapters/sms/smpp/submit-fields.ts'
import { countParts } from '../../../../src/domain/messaging/render-message.ts'

const settings = (fields: object = {}) =>
  smppTransport.parse({ type: 'smpp', name: 'a', host: 'h', systemId: 's', password: 'p', ...fields })
// Tuesday, 11:00 in Shanghai
const now = Date.UTC(2026, 2, 3, 3, 0)
const message = {
  id: 'm-1',
  to: '13800000501',
  text: '停水',
  kind: 'orderToTeam',
  language: 'zh-CN',
  variables: {},
  expiresAt: now + 90 * 60_000,
} as const
const fieldsOf = (own: object, change: object = {}) =>
  submitFields(settings(own), { ...message, ...change }, { reference: 300, now })

describe('a text as octets', () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 400 })
  const latin = fc.string({ unit: fc.constantFrom(...'abc @£€[]{}~1'), maxLength: 500 })

  it('is the same text when its parts are put together, and no part is too long or cuts a character', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, latin), fc.constantFrom('auto' as const, 'ucs2' as const), (text, encoding) => {
        const { dataCoding, parts } = encodeText(text, encoding, 'parts')
        expect(decodeText(Buffer.concat(parts), dataCoding)).toBe(text)
        const most = dataCoding === 0 ? [160, 153] : [140, 134]
        for (const part of parts)
          expect(part.length).toBeLessThanOrEqual((parts.length === 1 ? most[0] : most[1]) as number)
        expect(parts.map((part) => decodeText(part, dataCoding)).join('')).toBe(text)
        // What is shown as its count of parts, but for the room that a character not cut leaves.
        if (encoding === 'auto') expect(parts.length - countParts(text)).toBeOneOf([0, 1])
      }),
      { numRuns: 200 },
    )
  })
})

describe('what is submitted', () => {
  it.each([
    [{}, '13800000501', '13800000501', 2],
    [{ format: 'international' }, '13800000501', '8613800000501', 1],
    [{ format: 'plus' }, '13800000501', '+8613800000501', 1],
    [{ format: 'international' }, '01012345678', '861012345678', 1],
    [{ format: 'international' }, '0085212345678', '85212345678', 1],
    [{ format: 'national', ton: 0, npi: 0 }, '13800000501', '13800000501', 0],
  ])('goes to a number as %j: %s is %s', (destination, to, address, ton) => {
    expect(fieldsOf({ destination }, { to })).toMatchObject([{ destination_addr: address, dest_addr_ton: ton }])
  })

  it.each([
    ['relative', message.expiresAt, '000000013000000R'],
    ['relative', now + 26 * 3_600_000, '000001020000000R'],
    ['relative', now - 1, '000000000100000R'],
    ['absolute', message.expiresAt, '260303043000000+'],
    ['none', message.expiresAt, ''],
  ])('may be tried (%s) until it is of no use', (validity, expiresAt, written) => {
    expect(fieldsOf({ validity }, { expiresAt })).toMatchObject([{ validity_period: written }])
  })

  it('asks for a receipt unless there are none', () => {
    expect(fieldsOf({})).toMatchObject([{ registered_delivery: 1, data_coding: 8 }])
    expect(fieldsOf({ receipts: false })).toMatchObject([{ registered_delivery: 0 }])
  })

  it('has its signature before the text, counted with it', () => {
    const [only] = fieldsOf({ signature: '某市一号通' })
    expect(decodeText(only?.short_message as Buffer, 8)).toBe('【某市一号通】停水')
  })

  it('in parts has a header of six octets in each', () => {
    const parts = fieldsOf({}, { text: '水'.repeat(140) })
    expect(parts).toHaveLength(3)
    for (const [at, { short_message: bytes, esm_class: kind }] of parts.entries()) {
      expect([...(bytes as Buffer).subarray(0, 6)]).toEqual([5, 0, 3, 300 & 0xff, 3, at + 1])
      expect(kind).toBe(0x40)
      expect((bytes as Buffer).length).toBeLessThanOrEqual(140)
    }
  })

  it('as payload is whole, and a short one needs none', () => {
    const [whole, ...more] = fieldsOf({ longMessages: 'payload' }, { text: '水'.repeat(140) })
    expect([more, whole?.short_message, whole?.message_payload]).toMatchObject([[], undefined, { length: 280 }])
    expect(fieldsOf({ longMessages: 'payload' })[0]).toMatchObject({ short_message: expect.any(Buffer) })
  })
})

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseSmsFile, readSmsFile } from '../../../src/adapters/sms/read-sms-file.ts'
import { messageKinds } from '../../../src/domain/messaging/message-kind.ts'

const root = resolve(import.meta.dirname, '../../..')
const example = join(root, 'docs/sms.example.yaml')

describe('the file of the ways for messages', () => {
  it('has an example that is read without a fault and names a template for every kind', () => {
    const read = readSmsFile(example)
    if (!read.ok) throw new Error(read.faults.join('\n'))
    expect(read.settings.transports.map((each) => ('name' in each ? each.name : each.type))).toEqual([
      'city-gateway',
      'modem-box',
      'operator',
      'sip',
    ])
    const [gateway] = read.settings.transports
    if (gateway?.type !== 'http') throw new Error('the example begins with a gateway')
    expect(Object.keys(gateway.templates ?? {}).sort()).toEqual([...messageKinds].sort())
    expect(gateway).toMatchObject({ success: { equals: ['OK', '0'] }, reference: 'data.messageId' })
  })

  it('has a guide that names every field of the example', () => {
    const guide = readFileSync(join(root, 'docs/messages.md'), 'utf8')
    const fields = [...readFileSync(example, 'utf8').matchAll(/^\s+(?:- )?([a-zA-Z]+):/gm)].map(([, field]) => field)
    const missing = [...new Set(fields)].filter(
      (field) => !guide.includes(`\`${field}\``) && !guide.includes(`.${field}\``),
    )
    expect(missing.filter((field) => !messageKinds.some((kind) => kind === field))).toEqual([])
  })

  it('takes the least that must be there', () => {
    const read = parseSmsFile('transports:\n  - { type: http, name: box, url: "http://box/send?to={number}" }\n', 'f')
    expect(read).toMatchObject({
      ok: true,
      settings: { transports: [{ method: 'POST', encoding: 'json', timeoutSeconds: 10, webhook: null, sign: null }] },
    })
  })

  it.each([
    ['', 'f: transports'],
    ['transports: []', 'f:1: transports must name at least one way'],
    ['transports:\n  - type: smtp', 'f:2: transports.0.type'],
    ['transports:\n  - type: http\n    name: Box\n    url: ftp://x', 'f:3: transports.0.name must be a name'],
    ['transports:\n  - type: http\n    name: box\n    url: ftp://x', 'f:4: transports.0.url must be an http(s) URL'],
    ['transports:\n  - type: http\n    name: sip\n    url: http://x', 'transports.0.name must not be sip'],
    ['transports:\n  - { type: sip }\n  - { type: sip }', 'sip can stand there once'],
    [
      'transports:\n  - { type: http, name: a, url: http://x }\n  - { type: http, name: a, url: http://y }',
      'two of them have the same name',
    ],
    [
      'transports:\n  - type: http\n    name: a\n    url: http://x\n    timeoutSecond: 3',
      'f:5: transports.0.timeoutSecond is not known; see docs/messages.md',
    ],
    ['transports:\n  - type: http\n    name: a\n    url: http://x\n    webhook: { secret: short }', 'at least 16'],
    [
      'transports:\n  - type: http\n    name: a\n    url: http://x\n    templates: { lunch: T1 }',
      'f:5: transports.0.templates',
    ],
    ['transports: [', 'f:1: is not YAML'],
  ])('refuses %j and says where', (text, fault) => {
    const read = parseSmsFile(text, 'f')
    expect(read.ok ? '' : read.faults.join('\n')).toContain(fault)
  })

  it('names all faults at once, and no secret among them', () => {
    const text = `transports:
  - { type: http, name: UPPER, url: nowhere, webhook: { secret: hush } }
  - { type: http, name: b, url: http://x, timeoutSeconds: 99 }`
    const read = parseSmsFile(text, 'f')
    const faults = read.ok ? [] : read.faults
    expect(faults.length).toBeGreaterThanOrEqual(4)
    expect(faults.join()).not.toContain('hush')
  })

  it('says that it can not be read', () => {
    expect(readSmsFile('/nowhere/sms.yaml')).toMatchObject({
      ok: false,
      faults: [expect.stringContaining("can't be read")],
    })
  })
})

import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpGateway } from '../../../src/adapters/sms/http-gateway.ts'
import { utf16be } from '../../../src/adapters/sms/smpp/encode-text.ts'
import { smppTransport } from '../../../src/adapters/sms/smpp/smpp-schema.ts'
import { createSmppTransport } from '../../../src/adapters/sms/smpp/smpp-transport.ts'
import { smsFileSchema } from '../../../src/adapters/sms/sms-schema.ts'
import { smsTransportContract } from '../../contracts/sms-transport.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { asterisk } from '../../harness/asterisk-desk.ts'
import { startScriptedCentre } from '../../harness/scripted-centre.ts'
import { until } from '../../harness/until.ts'

const now = Date.UTC(2026, 2, 3, 3, 0)
const waitFor = (look: () => boolean) => until(look, 5000, () => `not within 5 s: ${look}`)

smsTransportContract('an HTTP gateway', async () => {
  const arrived: { to: string; text: string }[] = []
  let refusal: string | null = null
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    if (refusal !== null) return response.writeHead(200).end(JSON.stringify({ code: refusal }))
    arrived.push(JSON.parse(body))
    response.writeHead(200).end(JSON.stringify({ code: 'OK', id: `ref-${arrived.length}` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const secret = 'a-secret-of-sixteen'
  const [settings] = smsFileSchema.parse({
    transports: [
      {
        type: 'http',
        name: 'city',
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        body: '{"to":"{number}","text":"{text}"}',
        success: { field: 'code', equals: ['OK'] },
        reference: 'id',
        failures: { field: 'code', noSuchNumber: ['NONE'], throttled: ['FAST'] },
        webhook: { secret },
      },
    ],
  }).transports
  if (settings?.type !== 'http') throw new Error('not a gateway')
  const transport = createHttpGateway({ settings, now: () => now, newNonce: () => 'nonce' })
  const knock = async (posting: object): Promise<void> => {
    const body = Buffer.from(JSON.stringify(posting))
    const timestamp = String(now / 1000)
    const signature = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')
    for (let isTaken = false; !isTaken; )
      isTaken = await (
        transport.webhook?.({ timestamp, signature, body }) ?? Promise.reject(new Error('no door'))
      ).then(
        ({ ok }) => ok,
        () => false,
      )
  }
  let messages = 0
  let last = {}
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  }
  return {
    transport,
    arrived: () => arrived,
    writes(text) {
      messages += 1
      last = { messages: [{ id: `in-${messages}`, from: '13800000501', text }] }
      return knock(last)
    },
    tellsAgain: () => knock(last),
    tells: (reference, delivered) => knock({ receipts: [{ reference, delivered }] }),
    refuses(how) {
      refusal = how === 'noSuchNumber' ? 'NONE' : 'FAST'
    },
    goesAway: close,
    close,
  }
})

smsTransportContract('SIP MESSAGE', async () => {
  const { transport, sent, states, comesIn, left } = asterisk()
  let [messages, last] = [0, '']
  const write = async (): Promise<void> => {
    comesIn('<sip:13800000501@10.0.0.1>', `call-${messages}`, last)
    await waitFor(() => left() === 0)
  }
  return {
    transport,
    arrived: () =>
      sent.map(({ query }) => ({ to: /sip:(\d+)@/.exec(String(query.to))?.[1] ?? '', text: String(query.body) })),
    writes(text) {
      messages += 1
      last = text
      return write()
    },
    tellsAgain: write,
    tells: null,
    refuses: null,
    async goesAway() {
      for (const trunk of Object.keys(states)) states[trunk] = 'offline'
    },
    async close() {
      transport.close()
    },
  }
})

smsTransportContract('SMPP', async () => {
  const centre = await startScriptedCentre()
  const settings = smppTransport.parse({
    type: 'smpp',
    name: 'centre',
    host: '127.0.0.1',
    port: centre.port,
    systemId: 'hotline',
    password: 'secret',
    timeoutSeconds: 1,
  })
  const transport = createSmppTransport({ settings, log: createFakeLog(), now: () => now, retryDelay: () => 1000 })
  transport.open()
  await waitFor(() => transport.state().bound === 1)
  let last = ''
  const write = async (): Promise<void> => {
    while ((await centre.delivers({ short_message: utf16be(last) })) !== 0);
  }
  return {
    transport,
    arrived: () =>
      centre.submitted.map((pdu) => ({
        to: String(pdu.destination_addr),
        text: Buffer.from(pdu.short_message as Buffer)
          .swap16()
          .toString('utf16le'),
      })),
    writes(text) {
      last = text
      return write()
    },
    tellsAgain: write,
    async tells(reference, isDelivered) {
      const state = isDelivered ? 2 : 5
      await centre.delivers({
        esm_class: 4,
        receipted_message_id: reference,
        message_state: state,
        short_message: Buffer.alloc(0),
      })
    },
    refuses(how) {
      centre.answers(() => ({ status: how === 'noSuchNumber' ? 0x0b : 0x58 }))
    },
    async goesAway() {
      for (const session of [...centre.sessions]) session.destroy()
      await waitFor(() => transport.state().bound === 0)
    },
    async close() {
      await transport.unbind()
      await centre.close()
    },
  }
})

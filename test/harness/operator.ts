import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One message as the operator's network got it: a whole one, or a part with its header. */
export type NetworkMessage = {
  readonly to: string
  readonly from: string
  readonly text: string
  /** Octets of the header that ties parts together; empty: none. */
  readonly header: Buffer
  /** Minutes that the network may try. */
  readonly validity: number | null
  readonly mid: string
}

/** The network behind the message centre, spoken to by HTTP. */
export type Operator = {
  readonly port: number
  readonly got: readonly NetworkMessage[]
  /** What becomes of messages from now on; default: taken and delivered. `silent`: taken, and nothing is told of it. */
  does(what: (message: NetworkMessage) => 'deliver' | 'fail' | 'silent' | 'refuse'): void
  /** Tells what became of a message that was taken in silence. */
  tells(message: NetworkMessage, isDelivered: boolean): Promise<string>
  /** A telephone writes. */
  writes(message: { readonly from: string; readonly to: string; readonly text: string }): Promise<string>
  /** Where the centre takes receipts and messages; to be told before anything else. */
  knows(centrePort: number): void
  close(): Promise<void>
}

/** For Kannel's `smsc = http`, `system-type = kannel`. */
export const operatorUser = { username: 'operator', password: 'hush' }

export async function startOperator(): Promise<Operator> {
  const got: NetworkMessage[] = []
  let fate: (message: NetworkMessage) => 'deliver' | 'fail' | 'silent' | 'refuse' = () => 'deliver'
  let centre = 0

  const knock = async (fields: Readonly<Record<string, string>>): Promise<string> => {
    const query = new URLSearchParams({ ...operatorUser, ...fields })
    return (await fetch(`http://127.0.0.1:${centre}/?${query}`)).text()
  }
  // Kannel's mask: 1 delivered, 2 not.
  const tell = ({ mid, to }: NetworkMessage, isDelivered: boolean) =>
    knock({ to, text: '', 'dlr-mid': mid, 'dlr-mask': isDelivered ? '1' : '2' })

  const server = createServer((request, response) => {
    const fields = octets(request.url?.split('?')[1] ?? '')
    const charset = fields.get('charset')?.toString()
    const text = fields.get('text') ?? Buffer.alloc(0)
    const message: NetworkMessage = {
      to: String(fields.get('to')),
      from: String(fields.get('from')),
      text: charset === 'UTF-16BE' ? Buffer.from(text).swap16().toString('utf16le') : text.toString(),
      header: fields.get('udh') ?? Buffer.alloc(0),
      validity: fields.has('validity') ? Number(fields.get('validity')) : null,
      mid: /dlr-mid=([^&]+)/.exec(String(fields.get('dlr-url')))?.[1] ?? '',
    }
    const what = fate(message)
    if (what === 'refuse') return response.writeHead(403).end('Refused')
    got.push(message)
    response.writeHead(202).end('Sent.')
    if (what !== 'silent') {
      // The centre notes a message when it has our answer, and does not know it before.
      response.once('close', () => setTimeout(() => void tell(message, what === 'deliver').catch(() => undefined), 50))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    got,
    does(what) {
      fate = what
    },
    tells: tell,
    writes: ({ from, to, text }) => knock({ from, to, text, coding: '2', charset: 'UTF-8' }),
    knows(port) {
      centre = port
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The fields of a query as octets: what is text and what is not is said by other fields. */
function octets(query: string): ReadonlyMap<string, Buffer> {
  return new Map(
    query.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      const bytes = value
        .replaceAll('+', ' ')
        .replace(/%([0-9a-f]{2})/gi, (_, figures: string) => String.fromCharCode(Number.parseInt(figures, 16)))
      return [name, Buffer.from(bytes, 'latin1')]
    }),
  )
}

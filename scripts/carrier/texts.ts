import type { AriConnection } from '../../src/adapters/ari/ari-connection.ts'
import { phonesApp } from './phones.ts'

/** A text message at one of the network's telephones. */
export type Text = {
  /** The telephone it came to. */
  readonly to: string
  readonly from: string
  readonly text: string
  /** The sender's own id of it (`X-SMS-Id`); null: it has none. */
  readonly id: string | null
}

export type Texts = {
  /** Sends a message to the hotline. */
  send(message: { readonly from: string; readonly to: string; readonly text: string }): Promise<void>
  /** A message comes to a telephone. Answers with what takes the listener off again. */
  onText(listener: (text: Text) => void): () => void
}

/** Plays the text messages of all telephones on the carrier's Asterisk. */
export function createTexts(
  connection: AriConnection,
  options: { readonly host: string; readonly hotline: { readonly host: string; readonly port: number } },
): Texts {
  const listeners = new Set<(text: Text) => void>()
  connection.onUp(() => {
    void connection.request('POST', `/applications/${phonesApp}/subscription`, {
      eventSource: 'endpoint:PJSIP/hotline',
    })
  })
  connection.onEvent((event) => {
    if (event.type !== 'TextMessageReceived') return
    const { message } = event as unknown as TextMessageReceived
    const to = user(message.to)
    const id = message.variables?.['X-SMS-Id'] ?? null
    for (const listener of listeners) listener({ to, from: user(message.from), text: message.body, id })
  })
  return {
    async send({ from, to, text }) {
      const address = `pjsip:hotline/sip:${to}@${options.hotline.host}:${options.hotline.port}`
      const answer = await connection.request(
        'PUT',
        '/endpoints/sendMessage',
        { to: address, from: `sip:${from}@${options.host}`, body: text },
        {},
      )
      if (answer.outcome === 'answered' && answer.status === 202) return
      throw new Error(`the carrier's Asterisk does not send the message: ${JSON.stringify(answer)}`)
    },
    onText(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type TextMessageReceived = {
  readonly message: {
    readonly from: string
    readonly to: string
    readonly body: string
    readonly variables?: Readonly<Record<string, string>>
  }
}

const user = (address: string): string => /(?:sip|pjsip):([^@>]+)/.exec(address)?.[1] ?? address

import { createSocket } from 'node:dgram'
import { receiveCall } from './incoming-call.ts'
import { placeCall } from './outgoing-call.ts'
import { readSipMessage, type SipMessage, writeResponse } from './sip-message.ts'

export type SipAddress = { readonly host: string; readonly port: number }

/** A call of one of our telephones, as long as it is known at the socket. */
export type SipCall = {
  /** A message of this call has come. */
  hear(message: SipMessage): void
  /** Hangs up, cancels or refuses, whichever is right now. The end is told by `ended`. */
  hangUp(): void
}

/** What a caller's telephone is told; exactly one `ended` comes, and nothing after it. */
export type CallerHears = {
  /** @param voicePort where its voice is to be sent. */
  answered(voicePort: number): void
  /** @param status of the refusal; null: it was hung up. */
  ended(end: { readonly byUs: boolean; readonly status: number | null }): void
}

/** What a telephone that is called is told; exactly one `ended` comes, and nothing after it. */
export type CalledHears = {
  /** Its answer has been acknowledged. */
  talks(): void
  ended(end: { readonly byUs: boolean; readonly status: number | null }): void
}

export type RingingCall = SipCall & {
  readonly number: string
  readonly voicePort: number
  answer(): void
}

export type SipPhones = {
  /** Calls a number of the hotline. */
  call(number: string, from: string, hears: CallerHears): SipCall
  /** Calls that are not over. */
  open(): number
  hangUpAll(): void
  close(): Promise<void>
}

/** What the calls need of the socket they share. */
export type SipLine = {
  readonly own: SipAddress
  readonly hotline: SipAddress
  /** Port to which voice for any of our telephones is to be sent. */
  readonly voicePort: number
  send(text: string): void
  forget(callId: string): void
}

/** The receive buffer: a burst of calls must not be lost while this process does something else. */
const bufferBytes = 4 * 1024 * 1024

/**
 * All telephones of the bench behind one UDP socket: just enough SIP to call, to be called, to cancel and to hang up, with
 * retransmissions, because datagrams do get lost under load.
 * @param rung is asked what a telephone that is rung does; it may not answer before it returns.
 */
export async function openSipPhones(options: {
  readonly own: SipAddress
  readonly hotline: SipAddress
  readonly voicePort: number
  rung(call: RingingCall): CalledHears
}): Promise<SipPhones> {
  const { own, hotline } = options
  const calls = new Map<string, SipCall>()
  const socket = createSocket({ type: 'udp4', lookup: (host, _options, done) => done(null, host, 4) })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(own.port, own.host, resolve)
  })
  socket.setRecvBufferSize(bufferBytes)
  let isOpen = true
  const line: SipLine = {
    own,
    hotline,
    voicePort: options.voicePort,
    send: (text) => isOpen && socket.send(text, hotline.port, hotline.host),
    forget: (callId) => void calls.delete(callId),
  }

  socket.on('message', (bytes) => {
    const message = readSipMessage(bytes.toString('latin1'))
    if (message === null) return
    const known = calls.get(message.callId)
    if (known) return known.hear(message)
    if (message.status !== null || message.method === 'ACK') return
    if (message.method !== 'INVITE') return answerStray(line, message)
    const call = receiveCall(line, message)
    calls.set(message.callId, call)
    call.tell(options.rung(call))
  })

  return {
    call(number, from, hears) {
      const call = placeCall(line, number, from, hears)
      calls.set(call.callId, call)
      return call
    },
    open: () => calls.size,
    hangUpAll() {
      for (const call of calls.values()) call.hangUp()
    },
    close: () =>
      new Promise((resolve) => {
        isOpen = false
        socket.close(() => resolve())
      }),
  }
}

/** Asterisk asks whether we are there (OPTIONS), or hangs up a call that is over for us already. */
function answerStray(line: SipLine, message: SipMessage): void {
  const isKnown = message.method === 'OPTIONS' || message.method === 'BYE'
  line.send(writeResponse(message, isKnown ? '200 OK' : '481 Call Does Not Exist', `${message.to};tag=bench`))
}

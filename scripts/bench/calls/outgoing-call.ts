import { randomBytes } from 'node:crypto'
import { sendUntilStopped } from './retransmit.ts'
import { type SipMessage, sessionDescription, voicePortOf, writeResponse, writeSip } from './sip-message.ts'
import type { CallerHears, SipCall, SipLine } from './sip-phones.ts'

/** Status with which a call ends that got no answer at all. */
const timedOut = 408

/** A telephone calls a number of the hotline. */
export function placeCall(
  line: SipLine,
  number: string,
  from: string,
  hears: CallerHears,
): SipCall & { readonly callId: string } {
  const { own, hotline } = line
  const callId = randomBytes(12).toString('hex')
  const target = `sip:${number}@${hotline.host}:${hotline.port}`
  const fromLine = `From: <sip:${from}@${own.host}>;tag=${callId.slice(0, 10)}`
  const inviteBranch = branch()
  let toLine = `To: <${target}>`
  let contact = target
  let sequence = 1
  /** `leaving`: wants to cancel, but nothing has been heard yet that could be cancelled. */
  let at: 'calling' | 'leaving' | 'cancelling' | 'up' | 'byeing' | 'over' = 'calling'
  let heardAnything = false

  function request(method: string, uri: string, number: number, via: string, body = ''): void {
    line.send(
      writeSip(
        [
          `${method} ${uri} SIP/2.0`,
          `Via: SIP/2.0/UDP ${own.host}:${own.port};branch=${via}`,
          'Max-Forwards: 70',
          fromLine,
          toLine,
          `Call-ID: ${callId}`,
          `CSeq: ${number} ${method}`,
          `Contact: <sip:${from}@${own.host}:${own.port}>`,
        ],
        body,
      ),
    )
  }
  const offer = sessionDescription(own.host, line.voicePort)
  let stopSending = sendUntilStopped(
    () => request('INVITE', target, 1, inviteBranch, offer),
    () => end({ byUs: false, status: timedOut }),
  )

  function end(how: { byUs: boolean; status: number | null }): void {
    if (at === 'over') return
    at = 'over'
    stopSending()
    line.forget(callId)
    hears.ended(how)
  }

  function cancel(): void {
    at = 'cancelling'
    stopSending = sendUntilStopped(
      () => request('CANCEL', target, 1, inviteBranch),
      () => end({ byUs: true, status: timedOut }),
    )
  }

  function bye(): void {
    at = 'byeing'
    sequence += 1
    const via = branch()
    const number = sequence
    stopSending = sendUntilStopped(
      () => request('BYE', contact, number, via),
      () => end({ byUs: true, status: timedOut }),
    )
  }

  function hearOfInvite(message: SipMessage, status: number): void {
    heardAnything = true
    if (at === 'calling' || at === 'leaving') stopSending()
    if (status < 200) {
      if (at === 'leaving') cancel()
      return
    }
    toLine = message.to
    contact = message.contact ?? contact
    if (status >= 300) {
      request('ACK', target, 1, inviteBranch)
      return end({ byUs: at === 'leaving' || at === 'cancelling', status: at === 'calling' ? status : null })
    }
    request('ACK', contact, 1, branch())
    if (at === 'leaving' || at === 'cancelling') {
      stopSending()
      return bye()
    }
    if (at !== 'calling') return
    at = 'up'
    const port = voicePortOf(message.body)
    if (port === null) bye()
    else hears.answered(port)
  }

  return {
    callId,
    hear(message) {
      if (message.status !== null) {
        if (message.method === 'INVITE') hearOfInvite(message, message.status)
        else if (message.method === 'BYE' && message.status >= 200) end({ byUs: true, status: null })
        else if (message.method === 'CANCEL' && at === 'cancelling') stopSending()
        return
      }
      line.send(writeResponse(message, '200 OK', message.to))
      if (message.method === 'BYE') end({ byUs: at === 'byeing', status: null })
    },
    hangUp() {
      if (at === 'calling') {
        at = 'leaving'
        if (heardAnything) cancel()
      } else if (at === 'up') bye()
    },
  }
}

export const branch = (): string => `z9hG4bK${randomBytes(9).toString('hex')}`

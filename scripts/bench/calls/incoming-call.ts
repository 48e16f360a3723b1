import { branch } from './outgoing-call.ts'
import { sendUntilStopped } from './retransmit.ts'
import { type SipMessage, sessionDescription, voicePortOf, writeResponse, writeSip } from './sip-message.ts'
import type { CalledHears, RingingCall, SipLine } from './sip-phones.ts'

const timedOut = 408

/** A telephone is called by the hotline; it rings until it answers or is hung up. */
export function receiveCall(line: SipLine, invite: SipMessage): RingingCall & { tell(hears: CalledHears): void } {
  const { own } = line
  const { callId } = invite
  const tagged = `${invite.to};tag=${callId.slice(0, 8)}b`
  let hears: CalledHears | null = null
  let at: 'ringing' | 'answering' | 'up' | 'byeing' | 'over' = 'ringing'
  let stopSending = (): void => {}

  const respond = (to: SipMessage, status: string, toLine: string, body = ''): void => {
    const contact = `sip:${invite.user}@${own.host}:${own.port}`
    line.send(writeResponse(to, status, toLine, { contact, body }))
  }
  const ring = (): void => respond(invite, '180 Ringing', tagged)
  ring()

  function end(how: { byUs: boolean; status: number | null }): void {
    if (at === 'over') return
    at = 'over'
    stopSending()
    line.forget(callId)
    hears?.ended(how)
  }

  function bye(): void {
    at = 'byeing'
    const via = branch()
    const uri = invite.contact ?? `sip:${line.hotline.host}:${line.hotline.port}`
    stopSending = sendUntilStopped(
      () =>
        line.send(
          writeSip([
            `BYE ${uri} SIP/2.0`,
            `Via: SIP/2.0/UDP ${own.host}:${own.port};branch=${via}`,
            'Max-Forwards: 70',
            tagged.replace(/^To:/i, 'From:'),
            invite.from.replace(/^From:/i, 'To:'),
            `Call-ID: ${callId}`,
            'CSeq: 1 BYE',
          ]),
        ),
      () => end({ byUs: true, status: timedOut }),
    )
  }

  return {
    number: invite.user,
    voicePort: voicePortOf(invite.body) ?? 0,
    tell(listener) {
      hears = listener
    },
    hear(message) {
      if (message.status !== null) {
        if (message.method === 'BYE' && message.status >= 200) end({ byUs: true, status: null })
        return
      }
      switch (message.method) {
        case 'INVITE':
          if (at === 'ringing') ring()
          return
        case 'ACK':
          if (at !== 'answering') return
          stopSending()
          at = 'up'
          return hears?.talks()
        case 'CANCEL':
          respond(message, '200 OK', tagged)
          if (at !== 'ringing') return
          respond(invite, '487 Request Terminated', tagged)
          return end({ byUs: false, status: null })
        case 'BYE':
          respond(message, '200 OK', message.to)
          return end({ byUs: at === 'byeing', status: null })
        default:
          respond(message, '200 OK', message.to)
      }
    },
    answer() {
      if (at !== 'ringing') return
      at = 'answering'
      const accepted = sessionDescription(own.host, line.voicePort)
      stopSending = sendUntilStopped(
        () => respond(invite, '200 OK', tagged, accepted),
        () => end({ byUs: false, status: timedOut }),
      )
    },
    hangUp() {
      if (at === 'ringing') {
        respond(invite, '486 Busy Here', tagged)
        end({ byUs: true, status: null })
      } else if (at === 'up' || at === 'answering') {
        stopSending()
        bye()
      }
    },
  }
}

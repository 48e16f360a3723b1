import smpp from 'smpp'

export type { Pdu, Session } from 'smpp'

// It would decode a message's parts one by one and lose what lies across them, and read times that nobody needs: bytes stay bytes.
for (const command of ['deliver_sm', 'submit_sm']) {
  for (const name of ['short_message', 'validity_period', 'schedule_delivery_time']) {
    delete smpp.commands[command]?.params[name]?.filter
  }
}
delete smpp.tlvs.message_payload?.filter

/** The codec and the session of npm `smpp`; texts go in and come out as bytes. */
export const { PDU, Session: SmppSocket, encodings, createServer } = smpp

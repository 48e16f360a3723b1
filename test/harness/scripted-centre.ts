import type { AddressInfo } from 'node:net'
import { createServer, PDU, type Pdu, type Session } from '../../src/adapters/sms/smpp/smpp-library.ts'
import { until } from './until.ts'

/** What a message centre answers to a submit: a status, an id, or nothing. */
export type Answer = { readonly status?: number; readonly id?: string } | 'nothing'

/** A message centre that does what a test says: for what no real one does when it is asked to. */
export type ScriptedCentre = {
  readonly port: number
  readonly submitted: readonly Pdu[]
  readonly sessions: readonly Session[]
  answers(how: (pdu: Pdu) => Answer): void
  /** Sends a message or receipt. @returns the status of the answer. */
  delivers(fields: Readonly<Record<string, unknown>>): Promise<number>
  close(): Promise<void>
}

export async function startScriptedCentre(): Promise<ScriptedCentre> {
  const submitted: Pdu[] = []
  const sessions: Session[] = []
  let how: (pdu: Pdu) => Answer = () => ({ id: `id-${submitted.length}` })
  const answered = new Map<number, number>()
  let sequence = 0
  const server = createServer((session) => {
    sessions.push(session)
    session.on('error', () => session.destroy())
    session.on('close', () => sessions.splice(sessions.indexOf(session), 1))
    session.on('pdu', (pdu: Pdu) => {
      if (pdu.command === 'deliver_sm_resp') answered.set(pdu.sequence_number, pdu.command_status)
      else if (pdu.command === 'submit_sm') {
        submitted.push(pdu)
        const answer = how(pdu)
        if (answer === 'nothing') return
        const { status = 0, id = '' } = answer
        session.send(pdu.response(status === 0 ? { message_id: id } : { command_status: status }))
      } else if (!pdu.isResponse()) session.send(pdu.response())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    submitted,
    sessions,
    answers(now) {
      how = now
    },
    async delivers(fields) {
      const session = sessions.at(-1)
      if (session === undefined) throw new Error('nobody is bound')
      sequence += 1
      const own = sequence
      const common = { source_addr: '13800000501', destination_addr: '12345', data_coding: 8 }
      session.send(new PDU('deliver_sm', { ...common, ...fields, sequence_number: own }))
      await until(
        () => answered.has(own),
        10_000,
        () => 'the delivery was not answered',
      )
      const status = answered.get(own) as number
      answered.delete(own)
      return status
    },
    async close() {
      for (const session of [...sessions]) session.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** As much of npm `smpp` 0.5.1 as is used here; it brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server, Socket } from 'node:net'

  export type Pdu = {
    readonly command: string
    readonly command_status: number
    sequence_number: number
    readonly [field: string]: unknown
    isResponse(): boolean
    response(fields?: Readonly<Record<string, unknown>>): Pdu
  }

  export interface Session extends EventEmitter {
    readonly socket: Socket
    send(pdu: Pdu): boolean
    close(): void
    destroy(): void
  }

  type Parameter = { filter?: unknown }
  type Smpp = {
    readonly PDU: new (command: string, fields: Readonly<Record<string, unknown>>) => Pdu
    readonly Session: new (options: { readonly socket: Socket }) => Session
    readonly commands: Readonly<Record<string, { readonly params: Readonly<Record<string, Parameter>> }>>
    readonly tlvs: Readonly<Record<string, Parameter>>
    readonly encodings: {
      readonly ASCII: { encode(text: string): Buffer; decode(bytes: Buffer): string }
    }
    createServer(listener: (session: Session) => void): Server
  }
  const smpp: Smpp
  // biome-ignore lint/style/noDefaultExport: CommonJS, whose names are made in a loop and can't be imported one by one.
  export default smpp
}

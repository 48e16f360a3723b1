import type {
  IncomingSms,
  OutgoingSms,
  SmsReceipt,
  SmsTransport,
  TransportOutcome,
} from '../../src/application/ports/sms-transport.ts'

export type FakeSms = SmsTransport & {
  /** Every message that was handed over, taken or not. */
  readonly tried: readonly OutgoingSms[]
  /** What it answers from now on; a function decides for each. Default: takes it. */
  answers(how: TransportOutcome | ((message: OutgoingSms) => TransportOutcome | Promise<TransportOutcome>)): void
  /** A message comes in; rejects when nobody stored it. */
  comesIn(message: IncomingSms): Promise<void>
  /** The server is gone. */
  forgetListeners(): void
  receipt(receipt: Partial<SmsReceipt> & { readonly isDelivered: boolean }): Promise<boolean>
}

/** A way for messages in memory. `take`: a message it took. */
export function createFakeSms(
  options: { readonly name?: string; readonly take?: (message: OutgoingSms) => void } = {},
): FakeSms {
  const tried: OutgoingSms[] = []
  const inbound: ((message: IncomingSms) => Promise<void>)[] = []
  const receipts: ((receipt: SmsReceipt) => Promise<boolean>)[] = []
  let how: (message: OutgoingSms) => TransportOutcome | Promise<TransportOutcome> = ({ id }) => ({
    ok: true,
    reference: `ref-${id}`,
    isDelivered: false,
  })
  return {
    name: options.name ?? 'fake',
    capabilities: { receipts: true, replies: true, parts: null },
    tried,
    answers(answer) {
      how = typeof answer === 'function' ? answer : () => answer
    },
    async send(message) {
      tried.push(message)
      const outcome = await how(message)
      if (outcome.ok) options.take?.(message)
      return outcome
    },
    onInbound: (listener) => void inbound.push(listener),
    onReceipt: (listener) => void receipts.push(listener),
    async comesIn(message) {
      for (const listener of inbound) await listener(message)
    },
    forgetListeners() {
      inbound.length = 0
      receipts.length = 0
    },
    async receipt(receipt) {
      const known = await Promise.all(
        receipts.map((listener) => listener({ reference: null, id: null, detail: null, ...receipt })),
      )
      return known.includes(true)
    },
  }
}

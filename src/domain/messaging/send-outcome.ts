/** Why a transport did not take a message. */
export const sendFailures = [
  /** there is no such telephone, or it can't get messages: trying again is of no use */
  'noSuchNumber',
  /** the transport (or the registered telephone) is not there now */
  'unreachable',
  /** it was there and did not want the message */
  'rejected',
  /** too many at once */
  'throttled',
] as const
export type SendFailure = (typeof sendFailures)[number]

/** What came of one try. `isDelivered`: only where the transport knows, never guessed from its acceptance. */
export type SendOutcome =
  | {
      readonly ok: true
      readonly transport: string
      /** What the transport calls the message, for receipts; null: it has no name for it. */
      readonly reference: string | null
      readonly isDelivered: boolean
    }
  | {
      readonly ok: false
      readonly reason: SendFailure
      /** Trying this contact again is of no use. */
      readonly isFinal: boolean
      readonly detail: string
    }

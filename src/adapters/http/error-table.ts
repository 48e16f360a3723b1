import type { OrderStep } from '../../domain/dispatch/advance-order.ts'

/**
 * The one table from refusals and errors to HTTP. `code` in an answer is the key; messages are for people and may change.
 */
export const errorTable = {
  invalid: [400, 'The request is not valid; details names every fault.'],
  unknownUnit: [400, 'No unit of the published routing table has this id.'],
  unknownArea: [400, 'No area of the published routing table has this id.'],
  faultyTable: [400, 'The routing table has faults; details names every one. It was not published.'],
  notSignedIn: [401, 'Sign in at /api/v1/session, or send user and password (Basic) or a bearer token.'],
  wrongLogin: [401, 'User or password is wrong.'],
  badSignature: [401, 'The posting is not signed as agreed.'],
  forbidden: [403, 'Your role does not allow this.'],
  crossSite: [403, 'A change by cookie or password must come from a page of this server.'],
  notFound: [404, 'There is nothing at this address.'],
  noCase: [404, 'No case has this number.'],
  noOrder: [404, 'The case has no order with this id.'],
  noDeadline: [404, 'The case has no deadline with this id.'],
  noCall: [404, 'No call has this id.'],
  noRecording: [404, 'No finished recording has this name.'],
  noPerson: [404, 'Nobody of the centre in the published routing table has this id.'],
  noVersion: [404, 'No published routing table has this number.'],
  damagedRecording: [409, 'The file of this recording is damaged; it is kept where it was.'],
  alreadyDone: [409, 'The order has already come this far.'],
  notYet: [409, 'Another step comes first.'],
  over: [409, 'The order is over.'],
  caseOver: [409, 'The case is over: nothing can be added to it.'],
  alreadyOrdered: [409, 'The unit already has an open order on this case.'],
  notTheCentres: [409, "This deadline is a unit's: it is settled by the report on its order."],
  alreadySettled: [409, 'This deadline has been settled before.'],
  alreadyAcknowledged: [409, 'Somebody has taken note of this deadline before.'],
  conflict: [409, 'Others are changing this at the same time; try again.'],
  tooLarge: [413, 'The body is too large.'],
  unsupportedMediaType: [415, 'The body must be JSON, or YAML where a routing table is sent.'],
  tooManyRequests: [429, 'Too many requests; wait a minute.'],
  tooManyLogins: [429, 'Too many wrong passwords; wait a minute.'],
  internal: [500, 'Something broke here; it has been logged under the id in the x-request-id header.'],
  notReady: [503, 'The server is not ready; details names every reason.'],
} as const satisfies Record<string, readonly [number, string]>

export type ErrorCode = keyof typeof errorTable

/** One fault of a request: where it is and what is wrong with it. */
export type ErrorDetail = { readonly path: string; readonly message: string; readonly [more: string]: unknown }

/** An answer that refuses. `possible`: the steps that would be allowed now. */
export type ErrorBody = {
  readonly code: ErrorCode
  readonly message: string
  readonly details: readonly ErrorDetail[]
  readonly possible?: readonly (OrderStep | string)[]
}

/** The status and the body of a refusal. */
export function errorAnswer(
  code: ErrorCode,
  about: { readonly details?: readonly ErrorDetail[]; readonly possible?: readonly string[] } = {},
): { readonly status: number; readonly body: ErrorBody } {
  const [status, message] = errorTable[code]
  return {
    status,
    body: { code, message, details: about.details ?? [], ...(about.possible ? { possible: about.possible } : {}) },
  }
}

import type { OrderStep } from '../../domain/dispatch/advance-order.ts'

/**
 * The one table from refusals and errors to HTTP. `code` in an answer is the key; messages are for people and may change.
 */
export const errorTable = {
  invalid: [400, 'The request is not valid; details names every fault.'],
  unknownUnit: [400, 'No unit of the published routing table has this id.'],
  unknownDesignation: [400, 'No designation of the published routing table has this id.'],
  unknownReason: [400, 'This is none of the reasons for a return; details names every one.'],
  successorOfNone: [400, 'A return that is overruled has no successor: the unit itself must act.'],
  unknownArea: [400, 'No area of the published routing table has this id.'],
  unknownKind: [400, 'The routing table this case was opened by has no such kind of seriousness.'],
  unknownClass: [400, 'The routing table this case was opened by has no such class of supervision.'],
  unknownPhone: [400, 'A number is not a telephone for calls in the published routing table; details names every one.'],
  faultyTable: [400, 'The routing table has faults; details names every one. It was not published.'],
  unreadableTable: [400, 'This can not be read as a routing table; details names every fault. Nothing was changed.'],
  faultySheet: [400, 'The file has faults; details names every one with its row and column. Nothing was changed.'],
  unreadableRoster: [400, 'This can not be read as a roster; details names every fault. Nothing was changed.'],
  faultyRoster: [400, 'The roster has faults; details names every one. It was not saved.'],
  faultyOverride: [400, 'This can not be set as it is; details names every fault. Nothing was changed.'],
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
  noDraft: [404, 'There is no draft of the routing table.'],
  noHolidays: [404, 'The holidays of that year are not announced, or not known yet.'],
  noRoster: [404, 'There is no roster of this id, or there was none then.'],
  noRosterOverride: [404, 'The roster has no override of this id.'],
  noOverride: [404, 'There is no timed override of this id.'],
  damagedRecording: [409, 'The file of this recording is damaged; it is kept where it was.'],
  alreadyDone: [409, 'The order has already come this far.'],
  notYet: [409, 'Another step comes first.'],
  awaitsRuling: [409, 'The unit has returned the order: the centre rules on that first.'],
  designated: [409, 'The order was designated to the unit: it cannot be returned.'],
  returnedBefore: [409, 'The order has been returned once, and the return was overruled: it cannot be returned again.'],
  tooLate: [409, 'The work is done: there is nothing to return.'],
  notReturned: [409, 'The unit has not returned the order, or the centre has ruled on it before.'],
  designatedToOfficer: [409, 'The designation names no unit: the duty officer decides himself.'],
  over: [409, 'The order is over.'],
  officersOnly: [403, "No unit judges its own work: this is the duty officer's."],
  caseStillOpen: [409, 'Somebody works on the case and needs its personal data: close it first.'],
  caseOver: [409, 'The case is over: nothing can be added to it.'],
  alreadyOrdered: [409, 'The unit already has an open order on this case.'],
  allOrdered: [409, 'All further units have had orders on this case; details names each with its status.'],
  noFurtherUnits: [409, 'The route of this case names no further units: order one by name.'],
  alreadySupervised: [409, 'The case is under supervision already.'],
  notSupervised: [409, 'The case is not under supervision.'],
  notTheCentres: [409, 'This deadline is settled by what is done with its order.'],
  alreadySettled: [409, 'This deadline has been settled before.'],
  alreadyAcknowledged: [409, 'Somebody has taken note of this deadline before.'],
  nothingToStop: [409, 'Nothing of this escalation is left to be stopped: its last step was taken, or it has none.'],
  conflict: [409, 'Others are changing this at the same time; try again.'],
  tableConflict: [
    409,
    'Somebody has changed the routing table in the meantime. details names every place that either of you has changed; conflict has a text with both changes in it. Nothing was changed.',
  ],
  unknownRevision: [409, 'That revision of the draft is not known, or not kept any more: read the draft anew.'],
  unacknowledged: [
    409,
    'The routing table has warnings; details names every one. Where the reason speaks of them, name their codes in acknowledge. It was not published.',
  ],
  rosterConflict: [
    409,
    'Somebody has changed this roster in the meantime. details names every place that either of you has changed; conflict has a roster with both changes in it. Nothing was changed.',
  ],
  unknownDutyRevision: [409, 'There has been no such revision: read the roster anew.'],
  holeUnacknowledged: [
    409,
    'This would leave hours without anybody on duty; details names every one. Where the reason speaks of them, name their codes in acknowledge. Nothing was changed.',
  ],
  brokenTable: [
    409,
    'The routing table breaks rules; details names every fault. Calls can be tried when they are mended.',
  ],
  isCurrent: [409, 'This version is the one in use: there is nothing to go back to.'],
  notWritable: [409, 'There are characters in it that this format or encoding can not hold: take another.'],
  tooLarge: [413, 'The body is too large.'],
  unsupportedMediaType: [
    415,
    'The body must be JSON; YAML where a routing table or a roster is sent, CSV or XLSX where a spreadsheet is.',
  ],
  revisionNeeded: [
    428,
    'Say in If-Match which revision of the draft this was made from (the ETag of GET /api/v1/routing/draft; 0 where there was never one).',
  ],
  rosterRevisionNeeded: [
    428,
    'Say in If-Match which revision of the roster this was made from (the ETag of GET /api/v1/rosters/{id}; 0 for a new one).',
  ],
  baseNeeded: [
    428,
    'A new draft must say which published version it was made from (base), or it would undo what was published since.',
  ],
  tooManyRequests: [429, 'Too many requests; wait a minute.'],
  tooManyLogins: [429, 'Too many wrong passwords; wait a minute.'],
  internal: [500, 'Something broke here; it has been logged under the id in the x-request-id header.'],
  gaveUp: [
    503,
    'This broke off, or took too long or too much memory, and was given up, for calls come first. It has been logged under the id in the x-request-id header. Try again.',
  ],
  notReady: [503, 'The server is not ready; details names every reason.'],
} as const satisfies Record<string, readonly [number, string]>

export type ErrorCode = keyof typeof errorTable

/** One fault of a request: where it is and what is wrong with it. */
export type ErrorDetail = { readonly path: string; readonly message: string; readonly [more: string]: unknown }

/** What a refusal tells besides its code. `possible`: the steps that would be allowed now. */
export type ErrorAbout = {
  readonly details?: readonly ErrorDetail[]
  readonly possible?: readonly (OrderStep | string)[]
  /** Of a table that somebody else has changed: who, and a text with both changes in it. */
  readonly conflict?: Readonly<Record<string, unknown>>
}

/** An answer that refuses. */
export type ErrorBody = ErrorAbout & {
  readonly code: ErrorCode
  readonly message: string
  readonly details: readonly ErrorDetail[]
}

/** What a deadline asks for: of the centre (dispatch, callBack, confirmAfterHours) or of a unit (the others). */
export const deadlineKinds = [
  'dispatch',
  'accept',
  'arrive',
  'complete',
  'feedback',
  'callBack',
  'confirmAfterHours',
] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** What the centre owes: no unit stands behind it, so none can be told. */
export const isTheCentres = (kind: DeadlineKind): boolean =>
  kind === 'dispatch' || kind === 'callBack' || kind === 'confirmAfterHours'

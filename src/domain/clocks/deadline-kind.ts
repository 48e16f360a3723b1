/** What a deadline asks for: of the centre (dispatch, review, callBack, confirmAfterHours) or of a unit (the others). */
export const deadlineKinds = [
  'dispatch',
  'accept',
  'arrive',
  'situation',
  'complete',
  'feedback',
  'review',
  'callBack',
  'confirmAfterHours',
] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** What the centre owes: it is nothing that a unit could be told to do. `review` is about an order, the others about the case. */
export const isTheCentres = (kind: DeadlineKind): boolean =>
  kind === 'dispatch' || kind === 'review' || kind === 'callBack' || kind === 'confirmAfterHours'

/** What a deadline asks for: of the centre (dispatch, review, ruling, callBack, confirmAfterHours) or of a unit (the others). */
export const deadlineKinds = [
  'dispatch',
  'accept',
  'arrive',
  'situation',
  'complete',
  'feedback',
  'review',
  'ruling',
  'callBack',
  'confirmAfterHours',
] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** What the centre owes: it is nothing that a unit could be told to do. `review` and `ruling` are about an order, the others about the case. */
export const isTheCentres = (kind: DeadlineKind): boolean =>
  kind === 'dispatch' || kind === 'review' || kind === 'ruling' || kind === 'callBack' || kind === 'confirmAfterHours'

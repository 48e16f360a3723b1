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

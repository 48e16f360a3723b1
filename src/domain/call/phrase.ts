/**
 * What is said in a call, as data. A phrase names a sentence of the catalogue (`asterisk-config/prompts/<language>.yaml`)
 * or something spoken piece by piece; the language is the call's and is applied when the phrase is played.
 */
export type Phrase =
  /** A sentence that is the same for everybody. */
  | { readonly say: FixedPrompt }
  /** A sentence about a thing of the routing table; `of` is that thing's id. */
  | { readonly say: TablePrompt; readonly of: string }
  /** Read digit by digit, telephone style (幺 for 1 in Mandarin). Only 0-9. */
  | { readonly digits: string }
  /** Read as a number, 0 to 9999: minutes, positions. */
  | { readonly number: number }
  /** Read as a time of day, 24-hour `HH:mm`. */
  | { readonly clock: string }
  /** A recording of this system, by its name. */
  | { readonly recording: string }

/** Sentences without a variable part. Each must have a text in every language of the catalogue. */
export const fixedPrompts = [
  // the citizen, on the way to a case
  'closed',
  'connectingTo',
  'menuOfficer',
  'menuRepeat',
  'menuBack',
  'areaAsk',
  'wrongKey',
  'toOfficer',
  'statementAsk',
  'caseNumberIs',
  'onceMore',
  'callBackHint',
  'callBackAsk',
  'callBackAskHidden',
  'callBackIs',
  // the citizen, waiting
  'emergencyNoAnswer',
  'emergencyChoice',
  'stillConnectingTo',
  'stillConnecting',
  'nobodyTook',
  'orderSentBySms',
  'officerAccepted',
  'arriveWithin',
  'minutes',
  'promiseCallBackWithin',
  'promiseCallBack',
  'callAgain',
  'goodbye',
  'trouble',
  // the responder, the duty officer, the emergency number's officer
  'orderIntro',
  'criticalIntro',
  'handedTo',
  'urgencyNormal',
  'urgencyUrgent',
  'urgencyCritical',
  'statementIs',
  'noStatement',
  'statementDamaged',
  'acceptKeys',
  'noteKeys',
  'noted',
  'declined',
  'noDecision',
  'connectingCaller',
  'callerGone',
  'orderWithdrawn',
  'handover',
  'callerNumberIs',
  'callerNumberHidden',
  // whoever is told of a deadline
  'overdueIntro',
  'overdueCase',
  'overdueDispatch',
  'overdueAccept',
  'overdueArrive',
  'overdueSituation',
  'overdueComplete',
  'overdueFeedback',
  'overdueReview',
  'overdueRuling',
  'overdueCallBack',
  'overdueConfirm',
  'overdueBy',
  'dueIn',
  'dueNow',
  'hours',
  'days',
  'noticeOver',
  // whoever answers a telephone that is tried out
  'testIntro',
  'testKey',
  'testPassed',
  // somebody of the centre who sets or ends a timed override
  'pinAsk',
  'pinWrong',
  'pinLocked',
  'pinNone',
  'overrideCloseKey',
  'overrideOpenKey',
  'overrideNoticeKey',
  'overrideSendAllKey',
  'overrideEndKey',
  'overrideNoticeAsk',
  'overrideUnitAsk',
  'overrideWhichAsk',
  'overrideHoursAsk',
  'overrideConfirm',
  'overrideEnds',
  'overrideClose',
  'overrideOpen',
  'overrideNotice',
  'overrideSendAll',
  'overrideToOfficer',
  'overrideUntil',
  'tomorrow',
  'forKey',
  'overrideSet',
  'overrideEnded',
  'overrideRefused',
  // sounds that are no words; they are generated
  'beep',
  'comfort',
] as const
export type FixedPrompt = (typeof fixedPrompts)[number]

/** Sentences about a thing of the routing table; `{name}` and `{key}` in their text are filled from it. */
export const tablePrompts = {
  /** of a service line: its greeting and recording notice */
  greeting: 'line',
  /** of an emergency key: "if life is in danger press {key}" */
  dangerChoice: 'danger',
  /** of a menu entry (category or group): "for {name} press {key}" */
  menuChoice: 'choice',
  /** of a category: its one question */
  question: 'question',
  /** of a category's answer: "for {name} press {key}" */
  answerChoice: 'answer',
  /** of an answer: its name alone, said to the responder */
  answerName: 'answer',
  /** of an area: "for {name} press {key}" */
  areaChoice: 'area',
  /** of an area: its name alone, said to the responder */
  areaName: 'area',
  /** of a notice: its words */
  notice: 'notice',
  /** of a category: its name alone, said to the responder */
  categoryName: 'category',
  /** of a unit: "you are being connected to {name}" */
  connectingUnit: 'unit',
  /** of a unit: "still trying to reach {name}" */
  stillConnectingUnit: 'unit',
  /** of a unit: "{name} has accepted your request" */
  unitAccepted: 'unit',
  /** of a unit: its name alone, said to one of the centre */
  unitName: 'unit',
  /** of a responder: "this case was taken by {name}" */
  takenBy: 'responder',
} as const
export type TablePrompt = keyof typeof tablePrompts

/** The name under which a prompt is kept and may be replaced: `menuRepeat`, `menuChoice.water`, `digit.7`, `number.35`. */
export const promptKey = (
  phrase: { readonly say: FixedPrompt } | { readonly say: TablePrompt; readonly of: string },
): string => ('of' in phrase ? `${phrase.say}.${phrase.of}` : phrase.say)

import type { MessageTexts } from './message-texts.ts'

export const english: MessageTexts = {
  texts: {
    caseNumber: 'Your request is registered under number {caseNumber}. Please give it when you call about it.',
    orderToTeam:
      'New order {code}: {category}, {urgency}, caller {caller}, {statement}. Case {caseNumber}. Reply 1 {code} to accept',
    orderReturned:
      '{unit} returns order {code} ({category}, case {caseNumber}): {reason}. Rule on it by {due}; its clocks run on',
    orderUpheld:
      'Your return of order {code} ({category}, case {caseNumber}) is upheld. Until your successor has accepted you stay responsible',
    orderOverruled:
      'Your return of order {code} ({category}, case {caseNumber}) is overruled: you must act, the clocks have run on. It cannot be returned again',
    orderWithdrawn: 'Order {code} ({category}, case {caseNumber}) is withdrawn: nothing more is to be done',
    orderLeads: 'Order {code} ({category}, case {caseNumber}): your unit leads the case from now on',
    'orderReminder.accept':
      'Order {code} ({category}, case {caseNumber}) is not accepted; due {due}. Reply 1 {code} to accept',
    'orderReminder.arrive': 'Order {code} ({category}, case {caseNumber}): arrive by {due}, then reply 2 {code}',
    'orderReminder.situation':
      'Order {code} ({category}, case {caseNumber}): report the situation by {due}. Reply 5 {code} and what you found',
    'orderReminder.complete':
      'Order {code} ({category}, case {caseNumber}): complete by {due}, then reply 3 {code} and the result',
    'orderReminder.feedback': 'Order {code} ({category}, case {caseNumber}): feedback is due {due}',
    'orderReminder.ruling': 'Order {code} ({category}, case {caseNumber}) was returned: rule on it by {due}',
    'orderReminder.review': 'Order {code} ({category}, case {caseNumber}): its feedback is to be judged by {due}',
    'orderEscalation.accept':
      'Overdue: {unit}, order {code} ({category}, case {caseNumber}) was to be accepted by {due}; nobody has',
    'orderEscalation.arrive':
      'Overdue: {unit}, order {code} ({category}, case {caseNumber}): arrival was due {due}; nobody is there',
    'orderEscalation.situation':
      'Overdue: {unit}, order {code} ({category}, case {caseNumber}): the situation was to be reported by {due}; it was not',
    'orderEscalation.complete':
      'Overdue: {unit}, order {code} ({category}, case {caseNumber}) was to be completed by {due}; it is not',
    'orderEscalation.feedback':
      'Overdue: {unit}, order {code} ({category}, case {caseNumber}): feedback was due {due}; there is none',
    'orderEscalation.ruling':
      'Overdue: {unit} returned order {code} ({category}, case {caseNumber}); a ruling was due {due}, there is none',
    'orderEscalation.review':
      'Overdue: {unit}, order {code} ({category}, case {caseNumber}): its feedback was to be judged by {due}; it is not',
    'caseReminder.dispatch': 'Case {caseNumber} is to be dispatched by {due}',
    'caseReminder.callBack': 'The call back for case {caseNumber} is due {due}',
    'caseReminder.confirmAfterHours': 'Case {caseNumber} is to be confirmed by {due}',
    'caseEscalation.dispatch': 'Overdue: case {caseNumber} was to be dispatched by {due}; it is not',
    'caseEscalation.callBack': 'Overdue: the call back for case {caseNumber} was due {due}; it was not made',
    'caseEscalation.confirmAfterHours': 'Overdue: case {caseNumber} was to be confirmed by {due}; it is not',
    escalationGap:
      'Case {caseNumber}, {owed} due {due}: the escalation found nobody to tell ({targets}). Please see to it',
    caseWithoutClock:
      'Case {caseNumber} is open, but no deadline runs any more: nobody would be reminded. Please see to it',
    feedbackSentBack:
      'Order {code} ({category}, case {caseNumber}): the feedback was sent back: {reason}. A better one is due {due}',
    seriousCase: 'Serious case {caseNumber} ({category}): {seriousness}. Leading unit: {unit}',
    orderSupervised: 'Order {code} ({category}, case {caseNumber}) is under supervision ({class}): {reason}',
    caseSupervised: 'Case {caseNumber} ({category}) is under supervision ({class}): {reason}',
    supervisionLifted: 'Case {caseNumber} ({category}) is no longer under supervision: {reason}',
    replyUnderstood: 'Noted: order {code} (case {caseNumber}) {step}',
    replyAlreadyDone: 'Order {code} is already {status}; nothing was changed. Next: {possible}',
    replyWrongStep: 'Order {code} is {status}; this step is not possible, nothing was changed. Possible: {possible}',
    replyReasonNeeded:
      'To return order {code} say why: reply 4 {code} and a digit ({reasons}), then words if you like. Nothing was changed',
    replyNotReturnable: 'Order {code} cannot be returned: {why}. Nothing was changed. Possible: {possible}',
    replyAwaitsRuling:
      'You have returned order {code}: the centre rules on it by {due}. Until then its clocks run on; nothing was changed',
    replyOrderOver: 'Order {code} is over ({status}); nothing was changed',
    replyNotUnderstood:
      'Not understood, nothing was changed. Reply 1 CODE to accept, 2 CODE when there, 5 CODE and the situation, 3 CODE and the result when done, 4 CODE and a digit to return it, 6 CODE if serious, 7 CODE for reinforcement',
    replyCodeNeeded:
      'You have several orders ({codes}); nothing was changed. Reply with digit and code, such as 1 CODE',
    replyNoOpenOrder: 'Your unit has no open order; nothing was changed',
    codeUnknown: 'There is no open order {code}; nothing was changed. Open orders of your unit: {codes}',
    notYourOrder: "Order {code} is not your unit's; nothing was changed. Open orders of your unit: {codes}",
    replyWordsNeeded: 'Nothing was changed. Say what you found, such as 5 {code} and the situation',
    replyKindNeeded: 'Nothing was changed. Say how serious it is, such as 6 {code} and a digit: {kinds}',
    replyAllOrdered: 'Order {code}: all further units have had orders ({units}). Please ring the duty officer',
    replyNoFurtherUnits: 'Order {code}: no further units are named for this. Please ring the duty officer',
    notAResponder: "This number is no responder's; nothing was done. If you need help, please call the help line",
  },
  words: {
    urgency: { normal: 'normal', urgent: 'urgent', critical: 'critical' },
    statement: { yes: 'statement recorded', no: 'no statement', later: 'statement to follow' },
    caller: { hidden: 'hidden' },
    reasons: {},
    kinds: {},
    units: {},
    codes: { '': 'none' },
    owed: {
      dispatch: 'ordering a unit',
      accept: 'acceptance',
      arrive: 'arrival',
      situation: 'situation report',
      complete: 'completion',
      feedback: 'feedback',
      review: 'judging the feedback',
      callBack: 'call back',
      confirmAfterHours: 'confirmation',
    },
    targets: {
      responders: 'responders',
      head: 'head of the unit',
      officers: 'duty officers',
      supervision: 'supervision office',
      leadingGroup: 'leading group',
    },
    step: {
      accept: 'accepted. Reply 2 and the code when there, 3, the code and the result when done',
      arrive: 'arrived. Reply 5, the code and the situation now; 3, the code and the result when done',
      report: 'situation reported. Reply 3, the code and the result when done',
      serious: 'reported as serious',
      reinforce: 'further units have got orders',
      complete: 'completed. Feedback is owed in time',
      return: 'returned. The centre rules on it; until then you stay responsible and the clocks run on',
    },
    status: {
      issued: 'issued',
      notified: 'notified',
      accepted: 'accepted',
      arrived: 'arrived at',
      completed: 'completed',
      fedBack: 'fed back',
      closed: 'closed',
      returned: 'returned',
      upheld: 'taken back',
      withdrawn: 'withdrawn',
    },
    why: {
      designated: 'it was designated to your unit',
      returnedBefore: 'it has been returned before',
      tooLate: 'its work is done',
    },
    possible: {
      '': 'nothing',
      notify: 'notify',
      accept: '1 accept',
      arrive: '2 arrived',
      report: '5 situation',
      complete: '3 completed',
      return: '4 return',
      feedBack: 'feedback',
      close: 'the centre closes it',
    },
  },
  and: ', ',
}

import { orderCommand } from './case-command.ts'

/** `npm run hotline -- order feedback send-back 2611230001 123 --reason "who was told?"` */
export const orderFeedbackSendBackCommand = orderCommand({
  words: 'order feedback send-back',
  args: '--reason what is missing',
  about: "send a unit's feedback back: it owes a better one, and is told why",
  options: ['reason'],
  path: 'feedback/send-back',
  body: ({ reason }) => (reason === undefined ? null : { reason }),
  needs: 'Say which case, which order, and what is missing (--reason).',
})

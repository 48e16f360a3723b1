import { orderCommand } from './case-command.ts'

/** `npm run hotline -- order lead 2611230001 123 --reason "called twice"` */
export const orderLeadCommand = orderCommand({
  words: 'order lead',
  args: '--reason why',
  about: 'give the lead to this order; whoever led stays responsible until its unit has accepted',
  options: ['reason'],
  path: 'lead',
  body: ({ reason }) => (reason === undefined ? null : { reason }),
  needs: 'Say which case, which order, and why (--reason).',
})

import { orderCommand } from './case-command.ts'

/** `npm run hotline -- order withdraw 2611230001 123 --reason "called twice"` */
export const orderWithdrawCommand = orderCommand({
  words: 'order withdraw',
  args: '--reason why',
  about: 'take an open order back: its unit owes nothing more, telephones stop, the team is told',
  options: ['reason'],
  path: 'withdraw',
  body: ({ reason }) => (reason === undefined ? null : { reason }),
  needs: 'Say which case, which order, and why (--reason).',
})

import { caseCommand } from './case-command.ts'

/** `npm run hotline -- case refer 2611230001 --to 110 --reason "a theft" [--orders keep]` */
export const caseReferCommand = caseCommand({
  words: 'case refer',
  args: '--to id --reason why [--orders keep]',
  about: 'hand a case to 110 or another destination; its orders are withdrawn unless they are kept',
  options: ['to', 'reason', 'orders'],
  path: 'refer',
  body: ({ to, reason, orders }) =>
    to === undefined || reason === undefined || (orders !== undefined && orders !== 'keep')
      ? null
      : { to, reason, keepOrders: orders === 'keep' },
  needs: 'Say which case, where to (--to) and why (--reason); --orders keep lets its units go on.',
})

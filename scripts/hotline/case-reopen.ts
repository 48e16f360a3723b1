import { caseCommand } from './case-command.ts'

/** `npm run hotline -- case reopen 2611230001 --reason "still leaking" --unit 05` */
export const caseReopenCommand = caseCommand({
  words: 'case reopen',
  args: '--reason why [--unit id]',
  about: 'open a closed case again, once; without --unit the duty officer owes an order',
  options: ['reason', 'unit'],
  path: 'reopen',
  body: ({ reason, unit }) => (reason === undefined ? null : { reason, ...(unit === undefined ? {} : { unit }) }),
  needs: 'Say which case, and why (--reason).',
})

import { caseCommand } from './case-command.ts'

/** `npm run hotline -- case cancel 2611230001 --because mistake --reason "wrong street, see the other one"` */
export const caseCancelCommand = caseCommand({
  words: 'case cancel',
  args: '--because id --reason why',
  about: 'end a case that nobody is to work on (withdrawn, mistake, drill, or what its table says)',
  options: ['because', 'reason'],
  path: 'cancel',
  body: ({ because, reason }) => (because === undefined || reason === undefined ? null : { because, reason }),
  needs: 'Say which case, because of what (--because) and why (--reason).',
})

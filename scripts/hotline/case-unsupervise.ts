import { caseCommand } from './case-command.ts'

/** `npm run hotline -- case unsupervise 2611230001 --reason "it is settled"` */
export const caseUnsuperviseCommand = caseCommand({
  words: 'case unsupervise',
  args: '--reason why',
  about: 'lift the supervision of a case',
  options: ['reason'],
  path: 'supervision/lift',
  body: ({ reason }) => (reason === undefined ? null : { reason }),
  needs: 'Say which case, and why (--reason).',
})

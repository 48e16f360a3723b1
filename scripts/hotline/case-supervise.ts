import { caseCommand } from './case-command.ts'

/** `npm run hotline -- case supervise 2611230001 --class complex --reason "three offices at once"` */
export const caseSuperviseCommand = caseCommand({
  words: 'case supervise',
  args: '--class id --reason why',
  about: 'put a case under supervision though nothing is late: special, major, complex, difficult',
  options: ['class', 'reason'],
  path: 'supervision',
  body: ({ class: id, reason }) => (id === undefined || reason === undefined ? null : { class: id, reason }),
  needs: 'Say which case, its class (--class) and why (--reason).',
})

import { caseCommand } from './case-command.ts'

/** `npm run hotline -- case serious 2611230001 --kind casualties --words "one hurt"` */
export const caseSeriousCommand = caseCommand({
  words: 'case serious',
  args: '--kind id [--words what is known] [--order code]',
  about: 'the case is serious: casualties, grave, departments, or another kind of its table',
  options: ['kind', 'words', 'order'],
  path: 'serious',
  body: ({ kind, words }) => (kind === undefined ? null : { kind, ...(words === undefined ? {} : { words }) }),
  needs: 'Say which case, and how serious it is (--kind).',
})

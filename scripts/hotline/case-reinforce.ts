import { caseCommand } from './case-command.ts'

/** `npm run hotline -- case reinforce 2611230001 --reason "the pit is deep"` */
export const caseReinforceCommand = caseCommand({
  words: 'case reinforce',
  args: '--reason why [--order code]',
  about: "ask for the further units of the case's route; --order: the unit that asks",
  options: ['reason', 'order'],
  path: 'reinforcements',
  body: ({ reason }) => (reason === undefined ? null : { reason }),
  needs: 'Say which case, and why (--reason).',
})

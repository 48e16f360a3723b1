import { orderCommand } from './case-command.ts'

/** `npm run hotline -- order report 2611230001 123 --words "two houses without water"` */
export const orderReportCommand = orderCommand({
  words: 'order report',
  args: '--words what was found',
  about: 'the unit reports the situation it has found; the order is named by its code, its unit or its id',
  options: ['words'],
  path: 'report',
  body: ({ words }) => (words === undefined ? null : { result: words }),
  needs: 'Say which case, which order, and what was found (--words).',
})

import { orderCommand } from './case-command.ts'

/** `npm run hotline -- order return 2611230001 123 --reason not-ours --words "the main is the gas company's"` */
export const orderReturnCommand = orderCommand({
  words: 'order return',
  args: '--reason id [--words why]',
  about:
    "the unit returns its order, once, for a reason of the table's list; its clocks run on until the centre has ruled",
  options: ['reason', 'words'],
  path: 'return',
  body: ({ reason, words }) => (reason === undefined ? null : { reason, ...(words === undefined ? {} : { words }) }),
  needs: "Say which case, which order, and why (--reason, an id of the table's returnReasons).",
})

import { orderCommand } from './case-command.ts'
import type { ToldOrder } from './tell-case.ts'

/** `npm run hotline -- order rule 2611230001 123 --outcome upheld --successor 04 --reason "it is a gas main"` */
export const orderRuleCommand = orderCommand({
  words: 'order rule',
  args: '--outcome upheld|overruled --reason why [--successor unit]',
  about: 'rule on a return: upheld, the order is over and a successor may be named; overruled, the unit must act',
  options: ['outcome', 'reason', 'successor'],
  path: 'ruling',
  body: ({ outcome, reason, successor }) =>
    outcome === undefined || reason === undefined
      ? null
      : { outcome, reason, ...(successor === undefined ? {} : { successor }) },
  needs: 'Say which case, which order, --outcome upheld or overruled, and why (--reason).',
  orders: (body) => {
    const { order, successor } = body as { readonly order: ToldOrder; readonly successor: ToldOrder | null }
    return [order, successor]
  },
})

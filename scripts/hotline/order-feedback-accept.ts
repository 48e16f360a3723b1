import { orderCommand } from './case-command.ts'

/** `npm run hotline -- order feedback accept 2611230001 123` */
export const orderFeedbackAcceptCommand = orderCommand({
  words: 'order feedback accept',
  args: '',
  about: "accept a unit's feedback: its order is closed; the order is named by its code, its unit or its id",
  options: [],
  path: 'close',
  body: () => ({}),
  needs: 'Say which case and which order.',
})

import type { Command } from './command.ts'
import { readDatabase } from './read-database.ts'
import { stamp } from './stamp.ts'

/** Most that are listed at once, and how many where nothing is said. */
const most = 200
const usual = 20

/** `npm run hotline -- calls [how many]` */
export const callsCommand: Command = {
  words: 'calls',
  args: '[how many]',
  about: 'the latest calls, one line each',
  async run(context) {
    const limit = Math.min(Math.max(Number(context.args[0] ?? usual) || usual, 1), most)
    return readDatabase(context, async ({ calls, cases }) => {
      const { items } = await calls.list({}, { cursor: null, limit })
      for (const call of items) {
        const number = call.caseId === null ? '-' : ((await cases.byId(call.caseId))?.number ?? '-')
        const result =
          call.termination === null ? 'under way' : `${call.termination.result}: ${call.termination.reason}`
        const opened = stamp(call.openedAt, context.config.timeZone)
        context.say(`${opened}  ${call.id}  ${call.kind.padEnd(7)}  ${number.padEnd(10)}  ${result}`)
      }
      return 0
    })
  },
}

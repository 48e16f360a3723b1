import { tellCallStory } from './call-story.ts'
import type { Command } from './command.ts'
import { readDatabase } from './read-database.ts'
import { stamp } from './stamp.ts'

/** `npm run hotline -- call <id or case number>` */
export const callCommand: Command = {
  words: 'call',
  args: '<call id | case number>',
  about: 'the whole story of a call, or of every call about a case',
  async run(context) {
    const [idOrNumber] = context.args
    if (idOrNumber === undefined) {
      context.complain('Which call? Give its id, or the number of its case.')
      return 2
    }
    return readDatabase(context, async ({ calls, cases }) => {
      const byNumber = await cases.byNumber(idOrNumber)
      const one = byNumber === null ? await calls.byId(idOrNumber) : null
      const found = byNumber === null ? (one === null ? [] : [one]) : await cases.calls(byNumber.id)
      if (found.length === 0) {
        context.complain(`There is no call and no case ${idOrNumber}.`)
        return 1
      }
      for (const call of found) {
        const caseRow = call.caseId === null ? null : await cases.byId(call.caseId)
        const timeline = caseRow === null ? [] : await cases.timeline(caseRow.id)
        const story = { call, caseNumber: caseRow?.number ?? null, log: await calls.log(call.id), timeline }
        for (const line of tellCallStory(story, (at) => stamp(at, context.config.timeZone))) context.say(line)
        context.say('')
      }
      return 0
    })
  },
}

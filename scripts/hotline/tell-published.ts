import type { CommandContext } from './command.ts'
import { refused } from './refused.ts'
import type { ServerAnswer } from './server-api.ts'

/** Says what has come of publishing; the exit code. */
export function tellPublished(
  answer: ServerAnswer,
  context: Pick<CommandContext, 'say' | 'complain'>,
  { file, json }: { readonly file: string; readonly json: boolean },
): number {
  if (json) {
    context.say(JSON.stringify(answer.body))
    return answer.ok ? 0 : 1
  }
  if (answer.ok) {
    const { number, reason } = answer.body as { number: number; reason: string }
    context.say(`Version ${number} is published (${reason}). The next call uses it.`)
    return 0
  }
  return refused(answer, context, file)
}

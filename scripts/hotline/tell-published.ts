import type { CommandContext } from './command.ts'
import { type ServerAnswer, tellRefusal } from './server-api.ts'
import { conflictOf, tellConflict } from './tell-conflict.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'

/** Says what has come of publishing; the exit code. */
export function tellPublished(
  answer: ServerAnswer,
  { say, complain }: Pick<CommandContext, 'say' | 'complain'>,
  { file, json }: { readonly file: string; readonly json: boolean },
): number {
  if (json) {
    say(JSON.stringify(answer.body))
    return answer.ok ? 0 : 1
  }
  if (answer.ok) {
    const { number, reason } = answer.body as { number: number; reason: string }
    say(`Version ${number} is published (${reason}). The next call uses it.`)
    return 0
  }
  const conflict = conflictOf(answer)
  if (conflict !== null) {
    for (const line of tellConflict(conflict)) complain(line)
    return 1
  }
  const { message, details } = answer.body as { message?: string; details?: readonly ToldFault[] }
  if (message === undefined || details === undefined) for (const line of tellRefusal(answer)) complain(line)
  else for (const line of [message, ...tellFaults(details, file)]) complain(line)
  return 1
}

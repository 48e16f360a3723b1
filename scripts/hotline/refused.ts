import type { CommandContext } from './command.ts'
import { type ServerAnswer, tellRefusal } from './server-api.ts'
import { conflictOf, tellConflict } from './tell-conflict.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'

/**
 * Complains of an answer that refuses: what others have changed, every fault of a table (`file` names it, so that a line can
 * be found), or what else the server says.
 * @returns the command's exit code.
 */
export function refused(answer: ServerAnswer, { complain }: Pick<CommandContext, 'complain'>, file?: string): 1 {
  for (const line of linesOf(answer, file)) complain(line)
  return 1
}

function linesOf(answer: ServerAnswer, file: string | undefined): readonly string[] {
  const conflict = conflictOf(answer)
  if (conflict !== null) return tellConflict(conflict)
  if (file === undefined || typeof answer.body !== 'object') return tellRefusal(answer)
  const { message, details } = answer.body as { message?: string; details?: readonly ToldFault[] }
  return message && details ? [message, ...tellFaults(details, file)] : tellRefusal(answer)
}

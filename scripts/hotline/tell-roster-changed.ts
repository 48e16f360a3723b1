import type { CommandContext } from './command.ts'
import { refused } from './refused.ts'
import type { ServerAnswer } from './server-api.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'
import { type ToldRoster, tellRosterOverrides } from './tell-roster.ts'

/** Tells what came of a change of who is on duty. @returns the command's exit code. */
export function tellRosterChanged(
  answer: ServerAnswer,
  context: Pick<CommandContext, 'say' | 'complain'>,
  json: boolean,
): number {
  const { say } = context
  if (json) say(JSON.stringify(answer.body))
  if (!answer.ok) return json ? 1 : refused(answer, context, '')
  if (json) return 0
  const { revision, isChanged, override, roster, findings } = answer.body as {
    readonly revision: number
    readonly isChanged: boolean
    readonly override: string
    readonly roster: ToldRoster['roster']
    readonly findings: readonly ToldFault[]
  }
  say(isChanged ? `${override}: done, revision ${revision} of the duty.` : `${override}: it was so already.`)
  for (const line of [...tellRosterOverrides(roster.overrides), ...tellFaults(findings, '')]) say(line)
  return 0
}

import type { CommandContext } from './command.ts'
import { refused } from './refused.ts'
import type { ServerApi } from './server-api.ts'
import type { ToldClock } from './tell-clocks.ts'

/**
 * Deadlines of a case whose escalation still climbs: of a kind, or (none given) those of which somebody was told. Complains and gives
 * null where the case is not there or none is such a one.
 */
export async function clocksOfCase(
  api: ServerApi,
  context: Pick<CommandContext, 'complain'>,
  { number, kind }: { readonly number: string; readonly kind: string | undefined },
): Promise<readonly ToldClock[] | null> {
  const answer = await api.request('GET', `/cases/${encodeURIComponent(number)}`)
  if (!answer.ok) {
    refused(answer, context)
    return null
  }
  const { deadlines } = answer.body as { deadlines: readonly ToldClock[] }
  const found = deadlines.filter(
    (clock) =>
      clock.status === 'running' &&
      clock.nextStep !== null &&
      (kind === undefined ? clock.stepsDone > 0 : clock.kind === kind),
  )
  if (found.length > 0) return found
  context.complain(
    kind === undefined
      ? `Of no deadline of case ${number} was anybody told, or all were noted. Name one that only runs by --kind.`
      : `No "${kind}" of case ${number} climbs (any more).`,
  )
  return null
}

import { cancelMessages, isEscalationOver } from '../../domain/clocks/cancel-messages.ts'
import { ladderKey } from '../../domain/clocks/ladder-key.ts'
import type { Clock, Ids } from '../ports/clock.ts'
import type { Commit, Ledger, MessageReader } from '../ports/ledger.ts'

/**
 * The same ledger, in which a commit that ends an escalation takes back, in its own transaction, the messages that the ladder
 * has queued and that have not left: by whatever way the deadline was settled or noted (a key, a message, the API). One
 * that a sender has claimed in between makes the commit a conflict, and the decision is taken again.
 */
export function cancelWithDeadline(
  ledger: Ledger,
  deps: { readonly messages: Pick<MessageReader, 'pendingWithKey'>; readonly clock: Clock; readonly ids: Ids },
): Ledger {
  return {
    async commit(commit) {
      const over = commit.changes.flatMap((change) =>
        'put' in change && change.put === 'deadline' && change.row.stepsDone > 0 && isEscalationOver(change.row)
          ? [change.row]
          : [],
      )
      if (over.length === 0) return ledger.commit(commit)
      const decided = new Set(messagesIn(commit))
      const facts = { now: deps.clock.now(), newId: () => deps.ids.next() }
      const cancelled = await Promise.all(
        over.map(async (deadline) => {
          const pending = await deps.messages.pendingWithKey(ladderKey(deadline.id))
          return cancelMessages(
            deadline,
            pending.filter(({ id }) => !decided.has(id)),
            facts,
          )
        }),
      )
      return ledger.commit({ ...commit, changes: [...commit.changes, ...cancelled.flat()] })
    },
  }
}

const messagesIn = ({ changes }: Commit): readonly string[] =>
  changes.flatMap((change) => ('put' in change && change.put === 'message' ? [change.row.id] : []))

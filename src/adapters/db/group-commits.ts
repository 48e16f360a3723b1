import type Database from 'better-sqlite3'

type Waiting<Work, Result> = {
  readonly work: Work
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Carries out pieces of work durably, each all or nothing. Those that are asked for in one turn of the event loop share one
 * transaction, and so one write to the disk that is waited for: under load that wait is nearly all that a commit costs.
 * Each has a savepoint of its own: one that throws is rolled back alone, and what it threw is its answer. They are carried
 * out in the order in which they were asked for, and answered when the disk has them.
 * @param isForGood whether a piece must outlive a power cut. Where none of a group must, the disk is not waited for: it
 *   then outlives the end of the program alone. Left out: all must.
 * @returns what asks for a piece of work.
 */
export function groupCommits<Work, Result>(
  sqlite: Database.Database,
  carryOut: (work: Work) => Result,
  isForGood: (work: Work) => boolean = () => true,
): (work: Work) => Promise<Result> {
  type One = Waiting<Work, Result>
  type Outcome = { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly error: unknown }
  let waiting: One[] = []

  /** Inside of another transaction this is a savepoint. */
  const carryOutWhole = sqlite.transaction(carryOut)
  const carryOutTogether = sqlite.transaction((group: readonly One[]): readonly Outcome[] =>
    group.map(({ work }) => {
      try {
        return { ok: true, result: carryOutWhole(work) }
      } catch (error) {
        // Not this piece alone has failed: SQLite has rolled back everything (a full disk).
        if (!sqlite.inTransaction) throw error
        return { ok: false, error }
      }
    }),
  )

  function settleAlone({ work, resolve, reject }: One): void {
    try {
      resolve(carryOutWhole.immediate(work))
    } catch (error) {
      reject(error)
    }
  }

  function settleTogether(group: readonly One[]): void {
    let outcomes: readonly Outcome[]
    try {
      outcomes = carryOutTogether.immediate(group)
    } catch (error) {
      // Nothing of the group was saved. Whoever would have to wait for a lock has waited; otherwise each is tried alone, so
      // that one that does not fit on the disk does not take the others with it.
      if (isBusy(error)) for (const { reject } of group) reject(error)
      else for (const one of group) settleAlone(one)
      return
    }
    for (const [at, outcome] of outcomes.entries()) {
      if (outcome.ok) group[at]?.resolve(outcome.result)
      else group[at]?.reject(outcome.error)
    }
  }

  const settle = (group: readonly One[]): void => {
    const [first] = group
    if (first !== undefined && group.length === 1) settleAlone(first)
    else settleTogether(group)
  }

  function flush(): void {
    const group = waiting
    waiting = []
    if (group.some(({ work }) => isForGood(work))) return settle(group)
    sqlite.pragma('synchronous = NORMAL')
    try {
      settle(group)
    } finally {
      // Whoever else writes by this connection waits for the disk.
      sqlite.pragma('synchronous = FULL')
    }
  }

  return (work) =>
    new Promise((resolve, reject) => {
      // After everything that this turn of the loop has brought in from the network.
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ work, resolve, reject })
    })
}

const isBusy = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')

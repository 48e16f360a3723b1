/** One queue a call: what happens to a call is seen to one at a time, and calls never wait for each other. */
export type Mailboxes = {
  /** Runs the work after all that was posted for this key before. Never rejects; a failure goes to `onFailure`. */
  post(key: string, work: () => Promise<void>): void
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>
}

export function createMailboxes(onFailure: (key: string, error: unknown) => void): Mailboxes {
  const queues = new Map<string, Promise<void>>()
  return {
    post(key, work) {
      const next = (queues.get(key) ?? Promise.resolve()).then(work).catch((error) => onFailure(key, error))
      queues.set(key, next)
      next.then(() => {
        if (queues.get(key) === next) queues.delete(key)
      })
    },
    async idle() {
      while (queues.size > 0) await Promise.all(queues.values())
    },
  }
}

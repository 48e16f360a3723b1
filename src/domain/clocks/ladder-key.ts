/** Beginning of the keys of all messages that the ladder of a deadline queues. */
export const ladderKey = (deadlineId: string): string => `ladder:${deadlineId}:`

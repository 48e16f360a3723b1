/** Milliseconds since 1970-01-01T00:00Z. Durable instants are numbers; ISO 8601 exists only at the edges. */
export type Instant = number
export const seconds = (count: number): number => count * 1000
export const minutes = (count: number): number => count * 60_000

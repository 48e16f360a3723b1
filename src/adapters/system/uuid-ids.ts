import { v7 } from 'uuid'
import type { Ids } from '../../application/ports/clock.ts'

/** UUID version 7 (RFC 9562): globally unique, and sorted by the time they were made, so that they index well. */
export const uuidIds: Ids = { next: () => v7() }

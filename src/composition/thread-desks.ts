import type { ContactDesk, TableDesk } from '../adapters/http/http-deps.ts'
import { createOwnThread } from '../adapters/threads/own-thread.ts'

/** Desks that take and give plain data alone, so that they may stand in another thread. */
export type Desks = { readonly tables: TableDesk; readonly contacts: ContactDesk }
/** What the thread is asked for: an act of a desk, with what it is given. */
export type DeskQuestion = { readonly desk: keyof Desks; readonly act: string; readonly given: readonly unknown[] }

/**
 * Reads and writes tables and spreadsheets in a thread of its own. Promise to callers: a table of a city takes part of a
 * second to read or write, and nobody's next word, key or ring waits for that.
 */
export function createThreadDesks(program = new URL('./desk-thread.ts', import.meta.url)) {
  const { ask, close } = createOwnThread(program, 'the tables')
  const at = <Desk extends keyof Desks, Act extends keyof Desks[Desk] & string>(desk: Desk, act: Act) =>
    ((...given: readonly unknown[]) => ask({ desk, act, given } satisfies DeskQuestion)) as Desks[Desk][Act]
  const desks: Desks = {
    tables: { read: at('tables', 'read'), write: at('tables', 'write') },
    contacts: { read: at('contacts', 'read'), write: at('contacts', 'write') },
  }
  return { ...desks, close }
}

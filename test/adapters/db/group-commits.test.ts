import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { groupCommits } from '../../../src/adapters/db/group-commits.ts'
import { temporaryFolder } from './temporary-database.ts'

const lockWaitMs = 300

/** A database of notes, of which several are committed at a time. */
function notes(file = ':memory:') {
  const sqlite = new Database(file, { timeout: lockWaitMs })
  onTestFinished(() => void sqlite.close())
  sqlite.exec('CREATE TABLE notes (text TEXT NOT NULL UNIQUE)')
  const insert = sqlite.prepare('INSERT INTO notes VALUES (?)')
  const commit = groupCommits(sqlite, (texts: readonly string[]) => {
    for (const text of texts) insert.run(text)
    return texts.length
  })
  const kept = () => sqlite.prepare<[], string>('SELECT text FROM notes ORDER BY rowid').pluck().all()
  return { sqlite, commit, kept }
}

describe('commits of one turn of the event loop', () => {
  it('are nothing until the turn is over, then all there, in their order', async () => {
    const { commit, kept } = notes()
    const asked = [commit(['a', 'b']), commit([]), commit(['c'])]
    expect(kept()).toEqual([])
    expect(await Promise.all(asked)).toEqual([2, 0, 1])
    expect(kept()).toEqual(['a', 'b', 'c'])
    expect(await commit(['d'])).toBe(1)
  })

  it('share one transaction, those of the next turn have another', async () => {
    const { sqlite, commit } = notes()
    const done: string[] = []
    sqlite.function('note', () => done.push(`in transaction: ${sqlite.inTransaction}`))
    sqlite.exec(`CREATE TEMP TRIGGER seen AFTER INSERT ON notes BEGIN SELECT note(); END`)
    const first = commit(['a']).then(() => done.push('a'))
    const second = commit(['b']).then(() => done.push('b'))
    await Promise.all([first, second])
    await commit(['c'])
    // neither is answered before both are carried out
    expect(done).toEqual(['in transaction: true', 'in transaction: true', 'a', 'b', 'in transaction: true'])
  })

  it('wait for the disk where one of them is to outlive a power cut, and everybody else who writes does', async () => {
    const sqlite = new Database(join(temporaryFolder(), 'x.db'))
    onTestFinished(() => void sqlite.close())
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    const [normal, full] = [1, 2]
    const waits = (): unknown => sqlite.pragma('synchronous', { simple: true })
    const commit = groupCommits(
      sqlite,
      (what: string) => {
        if (what === 'fails') throw new Error(`${waits()}`)
        return waits()
      },
      (what) => what === 'case',
    )
    expect(await Promise.all([commit('position'), commit('case')])).toEqual([full, full])
    expect(await Promise.all([commit('position'), commit('position')])).toEqual([normal, normal])
    expect(waits()).toBe(full)
    await expect(commit('fails')).rejects.toThrow(`${normal}`)
    expect(waits()).toBe(full)
  })

  it('that fail are undone alone', async () => {
    const { commit, kept } = notes()
    const asked = await Promise.allSettled([commit(['a']), commit(['b', 'a']), commit(['b'])])
    expect(asked).toMatchObject([{ value: 1 }, { reason: { code: 'SQLITE_CONSTRAINT_UNIQUE' } }, { value: 1 }])
    expect(kept()).toEqual(['a', 'b'])
  })

  it('do not fail because one of them does not fit on the disk', async () => {
    const { sqlite, commit, kept } = notes()
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true })) + 2}`)
    const asked = await Promise.allSettled([commit(['a']), commit(['x'.repeat(100_000)]), commit(['b'])])
    expect(asked).toMatchObject([{ value: 1 }, { reason: { code: 'SQLITE_FULL' } }, { value: 1 }])
    expect(kept()).toEqual(['a', 'b'])
  })

  it('wait once for another program to let go of the file, not each of them', async () => {
    const file = join(temporaryFolder(), 'notes.db')
    const { commit, kept } = notes(file)
    const holder = new Database(file)
    onTestFinished(() => void holder.close())
    holder.exec('BEGIN IMMEDIATE')
    const began = performance.now()
    const asked = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => commit([String(at)])))
    expect(performance.now() - began).toBeLessThan(10 * lockWaitMs)
    expect(asked).toEqual(
      Array(20).fill({ status: 'rejected', reason: expect.objectContaining({ code: 'SQLITE_BUSY' }) }),
    )
    holder.exec('COMMIT')
    expect(await commit(['after'])).toBe(1)
    expect(kept()).toEqual(['after'])
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder, lockHolder, unlockFolder } from '../../../src/adapters/system/folder-lock.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'folder-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true }))
const file = () => join(dir, 'a', 'b', 'server.lock')

test('makes the folder, holds it, and lets it go', () => {
  expect(lockHolder(file())).toBeNull()
  expect(lockFolder(file())).toBeNull()
  expect(lockHolder(file())).toBe(process.pid)
  unlockFolder(file())
  expect(lockHolder(file())).toBeNull()
})

test('a live process keeps others out; one of the same number that began at another time does not', () => {
  lockFolder(file())
  const parentsBegin = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
  writeFileSync(file(), `${process.ppid} ${parentsBegin}\n`)
  expect(lockFolder(file())).toBe(process.ppid)
  writeFileSync(file(), `${process.ppid} 1\n`)
  expect(lockFolder(file())).toBeNull()
})

test('a lock that can not be read counts as none', () => {
  lockFolder(file())
  writeFileSync(file(), 'no lock')
  expect(lockFolder(file())).toBeNull()
})

test.each(['/proc/hotline/data', '/dev/null/data'])('a folder that can never be made is an error: %s', (folder) => {
  expect(() => lockFolder(join(folder, 'server.lock'))).toThrow(/ENOENT|ENOTDIR|EACCES/)
})

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whyUnsafe } from '../../../src/adapters/asterisk/render-templates.ts'
import { randomSecret } from '../../../src/adapters/system/random-secret.ts'
import { keepSecrets, SecretsRefused } from '../../../src/adapters/system/secrets.ts'

let dir: string
let count = 0
const next = () => `${++count}-secret-number`
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'secrets-'))
})
afterEach(() => rmSync(dir, { recursive: true }))
const file = () => join(dir, 'data', 'secrets.json')

test('secrets are made once, are all different, and belong to their user alone', () => {
  const first = keepSecrets(file(), next)
  expect(first.isNew).toBe(true)
  expect(keepSecrets(file(), next)).toEqual({ ...first, isNew: false })
  const all = [first.ariPassword, first.adminPassword, first.sessionKey, ...Object.values(first.phones)]
  expect(all).toHaveLength(11)
  expect(new Set(all).size).toBe(11)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

test('a file that became readable for others is closed again', () => {
  keepSecrets(file(), next)
  chmodSync(file(), 0o644)
  keepSecrets(file(), next)
  expect(statSync(file()).mode & 0o777).toBe(0o600)
})

test('what others keep in the file stays, what is missing is added', () => {
  keepSecrets(file(), next)
  writeFileSync(file(), JSON.stringify({ later: 'theirs', ariPassword: 'kept-password' }))
  expect(keepSecrets(file(), next)).toMatchObject({ ariPassword: 'kept-password' })
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({
    later: 'theirs',
    phones: { 1001: expect.any(String) },
  })
})

test('a damaged file is an error and stays as it is', () => {
  keepSecrets(file(), next)
  writeFileSync(file(), '{ half')
  expect(() => keepSecrets(file(), next)).toThrow(SecretsRefused)
  expect(() => keepSecrets(file(), next)).toThrow(/is damaged/)
  expect(readFileSync(file(), 'utf8')).toBe('{ half')
})

test('random secrets differ, are long, and may stand in a configuration file', () => {
  const made = Array.from({ length: 200 }, randomSecret)
  expect(new Set(made).size).toBe(200)
  for (const secret of made) {
    expect(secret).toMatch(/^[\w-]{32}$/)
    expect(whyUnsafe(secret)).toBeNull()
  }
})

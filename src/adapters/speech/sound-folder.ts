import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** An empty WAV file is 44 bytes long; anything shorter or equal is the rest of an accident. */
const emptyWav = 44

/** Numbers the files that are being written, so that two never share a name. */
let written = 0

/** Writes a file so that a reader, or a crash, sees all of it or nothing of it. */
export function writeWhole(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true })
  written += 1
  const unfinished = `${file}.${process.pid}-${written}.part`
  try {
    writeFileSync(unfinished, content, { flush: true })
    renameSync(unfinished, file)
  } catch (error) {
    try {
      unlinkSync(unfinished)
    } catch {
      // It was never made.
    }
    throw error
  }
}

/** Names (without `.wav`) of the sounds in a folder that are no empty files. A folder that can't be read has none: writing
 * there will tell why. */
export function soundsIn(folder: string): ReadonlySet<string> {
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch {
    return new Set()
  }
  return new Set(
    names
      .filter((name) => name.endsWith('.wav') && statSync(join(folder, name)).size > emptyWav)
      .map((name) => name.slice(0, -'.wav'.length)),
  )
}

/** Makes `target` the same as `source`; touches nothing where it already is. */
export function copyWhole(source: string, target: string): void {
  const content = readFileSync(source)
  try {
    if (readFileSync(target).equals(content)) return
  } catch {
    // Not there yet.
  }
  writeWhole(target, content)
}

/** Whether a key can be the name of a file, and of a sound in a media URI. */
export const isFileName = (key: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,119}$/u.test(key)
